import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';

/**
 * Keeps what was replaced or removed from the template, if that turns out to be wanted by the time of the synth; what a
 * failed deployment made goes. What others say of the resource, such as `RemovalPolicies`, counts where it is not.
 */
export function retainedIf(resource: CfnResource, isWanted: () => boolean): void {
  policy(resource, 'deletionPolicy', () => isWanted() ? CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE : undefined);
  policy(resource, 'updateReplacePolicy', () => isWanted() ? CfnDeletionPolicy.RETAIN : undefined);
}

type Option = 'deletionPolicy' | 'updateReplacePolicy';

function policy(resource: CfnResource, option: Option, wanted: () => CfnDeletionPolicy | undefined): void {
  const { cfnOptions } = resource;
  // several flows may want the same
  const before = Object.getOwnPropertyDescriptor(cfnOptions, option);
  let own: { readonly value: CfnDeletionPolicy | undefined } | undefined;
  Object.defineProperty(cfnOptions, option, {
    get: () => wanted() ?? (own ? own.value : before?.get ? before.get.call(cfnOptions) : before?.value),
    set: (value) => { own = { value }; },
    enumerable: true,
    configurable: true,
  });
}
