import type { aws_iam as iam } from 'aws-cdk-lib';
import type { Node } from 'constructs';
import type { RolePolicy } from './role-policy';

/**
 * Who a grant to a flow goes to: the role, but by the policy of the flow. A version keeps that until it is replaced,
 * while CDK changes the role's own policy in the midst of a deployment.
 */
export class FlowPrincipal implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction: string;
  public readonly principalAccount?: string;

  public constructor(private readonly role: iam.IRole, private readonly policy: RolePolicy) {
    this.assumeRoleAction = role.grantPrincipal.assumeRoleAction;
    this.principalAccount = role.grantPrincipal.principalAccount;
  }

  /** The role's: keys and buckets of other accounts look where a principal lives. */
  public get node(): Node {
    return this.role.node;
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return this.role.grantPrincipal.policyFragment;
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    if (!this.policy.isTaken) { return this.role.grantPrincipal.addToPrincipalPolicy(statement); }
    this.policy.allow([{ statement }]);
    return { statementAdded: true, policyDependable: this.policy };
  }

  /** As the role: permissions of functions tell principals apart by it. */
  public toString(): string {
    return String(this.role.grantPrincipal);
  }
}
