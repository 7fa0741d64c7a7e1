/** What holds of every app, whatever is in it. */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { type App, Stage } from 'aws-cdk-lib';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';
import { OWN_CODES, SERVICE_CODES } from '../../src/core/constraints';
import { lengthOf } from '../../src/role/policy-parts';

export interface Template {
  readonly Resources?: { readonly [id: string]: { readonly Type: string; readonly Properties?: any } };
  readonly Outputs?: { readonly [id: string]: { readonly Export?: { readonly Name: unknown } } };
}

/** Either the templates by stack, nested ones included, or the message that the program stops with. */
export type Outcome = { readonly templates: { readonly [name: string]: Template }; readonly error?: undefined }
  | { readonly error: string };

export function outcomeOf(make: () => App): Outcome {
  try {
    const app = make();
    const assembly = app.synth();
    const stages = app.node.findAll().filter(Stage.isStage).filter((stage) => stage !== app);
    const stacks = [assembly, ...stages.map((stage) => assembly.getNestedAssembly(stage.artifactId))]
      .flatMap(({ stacks: artifacts }) => artifacts);
    return { templates: Object.fromEntries(stacks.flatMap(templatesOf)) };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

function templatesOf(stack: CloudFormationStackArtifact): [string, Template][] {
  const { directory } = stack.assembly;
  const nested = readdirSync(directory).filter((file) => file.endsWith('.nested.template.json')
    && file.startsWith(stack.stackName));
  return [
    [stack.hierarchicalId, stack.template],
    ...nested.map((file): [string, Template] => [file, JSON.parse(readFileSync(join(directory, file), 'utf8'))]),
  ];
}

const CODES: ReadonlySet<string> = new Set([...OWN_CODES, ...SERVICE_CODES]);

/**
 * What aws-cdk-lib says of any app, where it is true: of a look-up without an account, stacks that need each other, and
 * more than a stack may have.
 */
const OF_CDK = [
  /^Cannot retrieve value from context provider .* since account\/region are not specified/,
  /^'[^']+' depends on '[^']+' .* would create a cyclic reference\.$/,
  /^Number of resources in stack '[^']+': \d+ is greater than allowed maximum of 500/,
];

/** Whether each line of a message is one of ours, with the path of a construct. */
export function isSaid(error: string): boolean {
  const lines = error.split('\n').map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('Validation failed'));
  if (OF_CDK.some((pattern) => pattern.test(error))) { return true; }
  return lines.length > 0 && !/Token\[|undefined|\[object/.test(error)
    && lines.every((line) => /^\[\w+(\/[^\]]+)?\] .+; .+ \[(\w+)\]$/.test(line)
      && CODES.has(/\[(\w+)\]$/.exec(line)![1]));
}

/** What breaks a size of CloudFormation or IAM. */
export function tooLarge(name: string, template: Template): readonly string[] {
  const resources = Object.entries(template.Resources ?? {});
  const size = JSON.stringify(template).length;
  const faults = [
    ...resources.length > 500 ? [`${name} has ${resources.length} resources`] : [],
    ...size > 1_000_000 ? [`${name} has ${size} bytes`] : [],
    ...Object.keys(template.Outputs ?? {}).length > 200 ? [`${name} has too many outputs`] : [],
  ];
  const inline = new Map<string, number>();
  for (const [id, { Type, Properties = {} }] of resources) {
    const length = lengthOf(Properties.PolicyDocument ?? {});
    if (Type === 'AWS::IAM::ManagedPolicy' && length > 6_144) { faults.push(`${id} has ${length} characters`); }
    if (Type === 'AWS::IAM::Policy') {
      for (const role of Properties.Roles ?? []) { add(inline, JSON.stringify(role), length); }
    }
    if (Type === 'AWS::IAM::Role') {
      for (const { PolicyDocument } of Properties.Policies
        ?? []) { add(inline, JSON.stringify({ Ref: id }), lengthOf(PolicyDocument)); }
    }
  }
  return [...faults, ...[...inline].filter(([, length]) => length > 10_240).map(([role, length]) => `${role} has `
    + `inline policies of ${length} characters`)];
}

function add(sums: Map<string, number>, key: string, length: number): void {
  sums.set(key, (sums.get(key) ?? 0) + length);
}

/** The exports whose name would change with the content of something. */
export function hashedExports(template: Template): readonly string[] {
  return Object.values(template.Outputs ?? {}).map(({ Export }) => JSON.stringify(Export?.Name ?? ''))
    .filter((text) => /[0-9a-f]{16}/.test(text.replace(/c8[0-9a-f]{40}/g, '')));
}

/** The logical ids of the versions of flows. */
export function versionsIn(templates: { readonly [name: string]: Template }): readonly string[] {
  return Object.values(templates).flatMap(({ Resources = {} }) => Object.keys(Resources)
    .filter((id) => Resources[id].Type === 'AWS::Bedrock::FlowVersion')).sort();
}
