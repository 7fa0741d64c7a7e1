import { Resource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { IFlowAlias } from './flow-alias';
import { FlowAliasGrants } from './flow-alias-grants';
import { DRAFT_ALIAS_ID } from '../core/contract';
import type { IFlow } from '../flow/i-flow';

export class DraftAlias extends Resource implements IFlowAlias {
  public readonly flowAliasId = DRAFT_ALIAS_ID;
  public readonly flowAliasArn: string;
  public readonly flowAliasRef;
  public readonly grants: FlowAliasGrants;

  public constructor(scope: Construct, id: string, public readonly flow: IFlow) {
    super(scope, id);
    this.flowAliasArn = `${flow.flowArn}/alias/${DRAFT_ALIAS_ID}`;
    this.flowAliasRef = { flowArn: flow.flowArn, flowAliasArn: this.flowAliasArn };
    this.grants = FlowAliasGrants._of(this);
  }
}
