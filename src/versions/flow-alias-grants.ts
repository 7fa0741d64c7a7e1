import { aws_iam as iam } from 'aws-cdk-lib';
import type { IFlowAlias } from './flow-alias';
import { flowKeyUse } from '../role/key-needs';

/**
 * What others may do with an alias of a flow. (IAM: Service Authorization Reference, Amazon Bedrock.) Of a flow with a key of its own they may use that
 * key for this flow (Bedrock User Guide, encryption-flows); the policy of the key must leave that to IAM, as it does unless you change it.
 */
export class FlowAliasGrants {
  /** @internal */
  public static _of(alias: IFlowAlias): FlowAliasGrants {
    return new FlowAliasGrants(alias);
  }

  private constructor(private readonly alias: IFlowAlias) {}

  /**
   * Lets someone call the flow through the alias and wait for its answer (InvokeFlow).
   *
   * @param grantee who may
   */
  public invoke(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['bedrock:InvokeFlow'], [this.alias.flowAliasArn]);
  }

  /**
   * Lets someone start the flow through the alias and come back for the results later (StartFlowExecution; a preview of the service).
   *
   * @param grantee who may
   */
  public startExecution(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['bedrock:StartFlowExecution'], [this.alias.flow.flowArn, this.alias.flowAliasArn]);
  }

  /**
   * Lets someone see how executions that were started through the alias go, what they did and what came out.
   *
   * @param grantee who may
   */
  public readExecutions(grantee: iam.IGrantable): iam.Grant {
    return this.grant(
      grantee, ['bedrock:GetExecutionFlowSnapshot', 'bedrock:GetFlowExecution', 'bedrock:ListFlowExecutionEvents', 'bedrock:ListFlowExecutions'], this.executions(),
    );
  }

  /**
   * Lets someone stop executions that were started through the alias.
   *
   * @param grantee who may
   */
  public stopExecutions(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['bedrock:StopFlowExecution'], this.executions());
  }

  // IAM asks for all three
  private executions(): string[] {
    const { flow, flowAliasArn } = this.alias;
    return [flow.flowArn, flowAliasArn, `${flowAliasArn}/execution/*`];
  }

  private grant(grantee: iam.IGrantable, actions: string[], resourceArns: string[]): iam.Grant {
    const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns });
    const { flow } = this.alias;
    if (!flow.encryptionKey) { return grant; }
    // in the caller's policy alone: the policy of the key can't name the flow, which is made with the key
    return grant.combine(iam.Grant.addToPrincipal({ grantee, ...flowKeyUse(flow, flow.flowArn), resourceArns: [flow.encryptionKey.keyArn] }));
  }
}
