/**
 * What this library reads of aws-cdk-lib beyond its public API. `test/checks/cdk-internals.test.ts` says what must hold
 * of it, with the lowest and the newest version.
 */
import type { CfnElement, CfnResource, Stage } from 'aws-cdk-lib';

/** What a resource was made with, and what escape hatches put over it. */
export interface ResourceInsides {
  readonly properties: { readonly [name: string]: unknown };
  readonly overrides?: object;
}

/** What an element brings into its template; tokens are unresolved. */
export function templateOf(element: CfnElement): unknown {
  return (element as unknown as { _toCloudFormation(): unknown })._toCloudFormation();
}

/** What the last synth of a stage made, which is another thing after each; `undefined` before the first. */
export function assemblyOf(stage: Stage): unknown {
  return (stage as unknown as { readonly assembly?: unknown }).assembly;
}

/** The properties as they were given, in camelCase; `overrides` in the case of CloudFormation. */
export function insidesOf(resource: CfnResource): ResourceInsides {
  const { cfnProperties, rawOverrides } = resource as unknown as {
    readonly cfnProperties: ResourceInsides['properties'];
    readonly rawOverrides: { readonly Properties?: object };
  };
  return { properties: cfnProperties, overrides: rawOverrides.Properties };
}
