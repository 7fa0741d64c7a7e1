import { aws_bedrock as bedrock, Resource } from 'aws-cdk-lib';
import type { aws_bedrock as refs } from 'aws-cdk-lib/interfaces';
import type { Construct } from 'constructs';
import { addressByContent } from './content-address';
import type { IFlowAlias } from './flow-alias';
import { FlowAliasGrants } from './flow-alias-grants';
import type { FlowConcurrency } from './flow-concurrency';
import { retainedIf } from './retained';
import { PINNED_TAG, pinnedName } from '../core/contract';
import type { Flow } from '../flow/flow';
import type { IFlow } from '../flow/i-flow';

/**
 * An alias that is pinned to one version and kept as long as that. It is named by the number of the version: named by
 * the content, its name would be taken when a change is reverted.
 */
export class PinnedAlias extends Resource implements IFlowAlias {
  public readonly flowAliasId: string;
  public readonly flowAliasArn: string;
  public readonly flow: IFlow;
  public readonly flowAliasRef: refs.FlowAliasReference;
  public readonly grants: FlowAliasGrants;

  public constructor(scope: Construct, id: string, props: {
    readonly flow: Flow;
    readonly version: {
      readonly version: string;
    };
    readonly concurrency?: FlowConcurrency;
    readonly content: () => unknown;
  }) {
    super(scope, id);
    const { flow, version: { version }, concurrency, content } = props;
    const resource = new bedrock.CfnFlowAlias(this, 'Resource', {
      flowArn: flow.flowArn,
      name: pinnedName(version),
      routingConfiguration: [{ flowVersion: version }],
      concurrencyConfiguration: concurrency?._configuration(),
      tags: { [PINNED_TAG.key]: PINNED_TAG.value },
    });
    retainedIf(resource, () => flow._revisions().isRetained);
    addressByContent(resource, content,
      { what: 'the pinned alias', remedy: 'use a FlowAlias or a CanaryFlowAlias of the flow there' });
    this.flow = flow;
    this.flowAliasId = resource.attrId;
    this.flowAliasArn = resource.attrArn;
    this.flowAliasRef = { flowArn: flow.flowArn, flowAliasArn: this.flowAliasArn };
    this.grants = FlowAliasGrants._of(this);
    flow._revisions().pin(resource);
  }
}
