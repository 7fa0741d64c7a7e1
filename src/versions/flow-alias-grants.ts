import { aws_iam as iam, Token } from 'aws-cdk-lib';
import type { IFlowAlias } from './flow-alias';
import { checkGrantee, nameOfGrantee } from '../checks/grantee';
import { spelt } from '../checks/spelt';
import { warn } from '../checks/warn';
import { flowKeyUse } from '../role/key-needs';

/**
 * The permissions that can be granted on an alias of a flow. (IAM: Service Authorization Reference, Amazon Bedrock.) Of
 * a flow with a key of its own they may use that key for this flow (Bedrock User Guide, encryption-flows); the policy
 * of the key must leave that to IAM, as it does unless you change it.
 *
 * Flows have no resource policies, so only roles and users of the flow's account can be let in; a grant to anyone else
 * has no effect and gives a warning.
 */
export class FlowAliasGrants {
  /** @internal */
  public static _of(alias: IFlowAlias): FlowAliasGrants {
    return new FlowAliasGrants(alias);
  }

  private constructor(private readonly alias: IFlowAlias) {}

  /**
   * Allows a principal to call the flow through the alias and wait for its answer (InvokeFlow).
   *
   * @param grantee the principal
   */
  public invoke(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['bedrock:InvokeFlow'], [this.alias.flowAliasArn]);
  }

  /**
   * Allows a principal to start the flow through the alias and fetch the results later (StartFlowExecution; a preview
   * of the service).
   *
   * @param grantee the principal
   */
  public startExecution(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['bedrock:StartFlowExecution'], [this.alias.flow.flowArn, this.alias.flowAliasArn]);
  }

  /**
   * Allows a principal to read the status, the events and the results of executions that were started through the
   * alias.
   *
   * @param grantee the principal
   */
  public readExecutions(grantee: iam.IGrantable): iam.Grant {
    return this.grant(
      grantee, [
        'bedrock:GetExecutionFlowSnapshot', 'bedrock:GetFlowExecution', 'bedrock:ListFlowExecutionEvents',
        'bedrock:ListFlowExecutions',
      ], this.executions(),
    );
  }

  /**
   * Allows a principal to stop executions that were started through the alias.
   *
   * @param grantee the principal
   */
  public stopExecutions(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ['bedrock:StopFlowExecution'], this.executions());
  }

  // IAM requires all three
  private executions(): string[] {
    const { flow, flowAliasArn } = this.alias;
    return [flow.flowArn, flowAliasArn, `${flowAliasArn}/execution/*`];
  }

  /** Says who can't be let in by a policy of their own. */
  private warnOfOutsiders(grantee: iam.IGrantable, grant: iam.Grant): void {
    const { account: here } = this.alias.flow.env;
    const there = grantee.grantPrincipal.principalAccount;
    const isForeign = there !== undefined && !Token.isUnresolved(there) && !Token.isUnresolved(here) && there !== here;
    if (!isForeign && grant.success) { return; }
    const who = nameOfGrantee(grantee);
    const why = isForeign
      ? `${who} is of account ${there}, and the flow of account ${here}` : `${who} has no policy that can be extended`;
    warn(this.alias, 'ForeignGrantee', `the grant has no effect: ${why}, and flows have no resource policies`,
      'grant it to a role of the account of the flow, which others may assume, or use '
        + spelt`CanaryFlowAlias.grantInvoke()`);
  }

  private grant(grantee: iam.IGrantable, actions: string[], resourceArns: string[]): iam.Grant {
    checkGrantee(this.alias.node.path, grantee);
    const grant = iam.Grant.addToPrincipal({ grantee, actions, resourceArns });
    this.warnOfOutsiders(grantee, grant);
    const { flow } = this.alias;
    if (!flow.encryptionKey) { return grant; }
    // in the caller's policy alone: the policy of the key can't name the flow, which is made with the key
    const { resources, ...use } = flowKeyUse(flow, flow.flowArn, flow.encryptionKey);
    return grant.combine(iam.Grant.addToPrincipal({ grantee, ...use, resourceArns: resources }));
  }
}
