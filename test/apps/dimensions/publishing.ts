/** How a flow is published, and what follows it. */
import {
  CanaryFlowAlias, type Flow, FlowAlias, FlowConcurrency, FlowSmokeTest, type FlowVersionOptions, type IFlowAlias,
} from '../../../src';

export const PUBLISHING = ['not at all', 'an alias', 'an alias and a pinned one', 'two aliases', 'a canary'] as const;
export type Publishing = typeof PUBLISHING[number];

export interface Versions {
  /** How many are kept; `undefined` for plain CloudFormation. */
  readonly retained?: number;
  readonly concurrency?: number;
}

export function optionsOf({ retained, concurrency }: Versions): FlowVersionOptions {
  return {
    ...retained !== undefined && { retainedVersions: retained },
    ...concurrency !== undefined && { concurrency: FlowConcurrency.manual(concurrency) },
  };
}

/** The aliases that callers may be granted. */
export function publish(flow: Flow, how: Publishing): readonly IFlowAlias[] {
  const alias = (name: string) => new FlowAlias(flow, name, { flow, aliasName: name });
  switch (how) {
    case 'not at all': return [flow.draftAlias];
    case 'an alias': return [alias('live')];
    case 'an alias and a pinned one':
      flow.currentVersion.pinnedAlias;
      return [alias('live')];
    case 'two aliases': return [alias('live'), alias('beta')];
    case 'a canary':
      return [new CanaryFlowAlias(flow, 'Canary', { flow, smokeTests: [FlowSmokeTest.of('Hi')] }).promotedAlias];
  }
}
