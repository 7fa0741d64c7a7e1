import { aws_iam as iam, type IResource, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { managedPoliciesOf } from './attached-policies';
import type { Need } from './needs';
import { managedFaults, MAX_ATTACHED } from './policy-parts';
import { newRolePolicy, type RolePolicy } from './role-policy';
import { isCustomized, isForeign, warnOfForeign, warnOfTrust } from './usable-role';
import { spelt } from '../checks/spelt';
import { warn } from '../checks/warn';
import { type Copies, RevisionPolicies } from '../versions/revision-policies';

/**
 * The role a flow runs with: made here, or brought by the user. What nodes need goes into a policy of it either way; a
 * role that may not be changed is left alone, with a warning.
 */
export class ExecutionRole {
  public readonly role: iam.IRole;
  public readonly policy: RolePolicy;
  private readonly isGiven: boolean;
  private readonly reported = new Set<string>();

  public constructor(private readonly flow: Construct & IResource, given: iam.IRole | undefined) {
    this.isGiven = given !== undefined;
    this.role = given ?? new iam.Role(flow, 'ExecutionRole', {
      description: 'What the Bedrock flow may use',
      assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com', { conditions: onlyForFlowsOf(Stack.of(flow)) }),
    });
    // a LazyRole becomes one when its ARN is asked for, and takes policies from then on
    void this.role.roleArn;
    this.policy = newRolePolicy(flow, 'ExecutionPolicy', this.role);
    if (isForeign(flow, this.role)) {
      warnOfForeign(flow, this.role);
    } else if (!this.policy.isTaken) {
      this.warnOfImmutable();
    }
  }

  /**
   * Gives each revision of the flow policies of its own, which stay when the flow moves on: versions share the role,
   * and what the newest no longer needs, one that still has traffic may. `undefined` for a role that may not be
   * changed.
   */
  public perRevision(copies: Copies): RevisionPolicies | undefined {
    return this.policy.isTaken ? new RevisionPolicies(this.flow, this.role, this.policy.handOver(), copies) : undefined;
  }

  /** What can't be deployed; what can't be unless a quota is raised becomes a warning. */
  public findings(): readonly string[] {
    if (this.isGiven) { warnOfTrust(this.flow, this.role); }
    this.addToReport();
    return [...this.policy.refusals(), ...this.tooLong()];
  }

  private tooLong(): readonly string[] {
    const count = this.policy.managedCount();
    if (count === 0) { return []; }
    const others = managedPoliciesOf(this.role, new Set(this.policy.managed));
    if (2 * count + others > MAX_ATTACHED) {
      warn(this.flow, 'QuotaExceeded', `the role would have up to ${2 * count + others} managed policies (${count} for `
        + 'the flow, as many for its next deployment'
        + `${others > 0 ? `, and ${others} others` : ''}), and IAM allows ${MAX_ATTACHED} unless the quota is raised`,
      'give the flow its own role, or grant fewer permissions');
    }
    return managedFaults(this.policy.current());
  }

  private warnOfImmutable(): void {
    if (isCustomized(this.role)) {
      warn(this.flow, 'ImmutableRole', 'the policies of the role are managed outside the app '
        + spelt`(iam.Role.customizeRoles), so nothing was added to it`,
      'add the permissions that iam-policy-report.txt lists for it');
      return;
    }
    warn(this.flow, 'ImmutableRole', 'the role is imported as immutable, so nothing was added to it',
      'add the permissions that the flow needs, or import it without mutable: false');
  }

  /** What the role needs, where aws-cdk-lib reports that instead of making it. */
  private addToReport(): void {
    if (this.policy.isTaken || !isCustomized(this.role)) { return; }
    for (const statement of this.policy.byHand()) {
      const text = JSON.stringify(statement.toStatementJson());
      if (this.reported.has(text)) { continue; }
      this.reported.add(text);
      this.role.addToPrincipalPolicy(statement);
    }
  }

  /** @param node the node that needs it */
  public allow(needs: readonly Need[], node?: string): void {
    this.policy.allow(needs, node);
  }
}

/**
 * Keeps other accounts, and other things of Bedrock, from using the role (confused deputy; Bedrock User Guide,
 * flows-permissions).
 */
function onlyForFlowsOf({ partition, region, account }: Stack): iam.Conditions {
  return {
    StringEquals: { 'aws:SourceAccount': account },
    ArnLike: { 'aws:SourceArn': `arn:${partition}:bedrock:${region}:${account}:flow/*` },
  };
}
