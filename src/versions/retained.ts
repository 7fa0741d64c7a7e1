import { CfnDeletionPolicy, CfnResource } from 'aws-cdk-lib';

/** Keeps what was replaced or removed from the template, if that turns out to be wanted by the time of the synth; what a failed deployment made goes. */
export function retainedIf(resource: CfnResource, isWanted: () => boolean): void {
  policy(resource, 'deletionPolicy', () => isWanted() ? CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE : undefined);
  policy(resource, 'updateReplacePolicy', () => isWanted() ? CfnDeletionPolicy.RETAIN : undefined);
}

function policy(resource: CfnResource, option: 'deletionPolicy' | 'updateReplacePolicy', get: () => CfnDeletionPolicy | undefined): void {
  // several flows may want the same
  const before = Object.getOwnPropertyDescriptor(resource.cfnOptions, option)?.get as (() => CfnDeletionPolicy | undefined) | undefined;
  // what `RemovalPolicies` says holds for what need not be kept
  let chosen = before ? undefined : resource.cfnOptions[option];
  Object.defineProperty(resource.cfnOptions, option, {
    get: () => get() ?? chosen ?? before?.(),
    set: (value: CfnDeletionPolicy | undefined) => { chosen = value; },
    enumerable: true,
    configurable: true,
  });
}
