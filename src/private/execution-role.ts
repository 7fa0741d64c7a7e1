import { aws_iam as iam, CfnResource, IResource, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { addressByContent } from './content-address';
import { Need } from './needs';
import { newRolePolicy, RolePolicy } from './role-policy';
import { warn } from './warn';

/**
 * The role a flow runs with: made here, or brought by the user. What nodes need goes into one inline policy either way; a role that may not
 * be changed is left alone, with a warning.
 */
export class ExecutionRole {
  public readonly role: iam.IRole;
  public readonly policy: RolePolicy;

  public constructor(flow: Construct & IResource, given: iam.IRole | undefined) {
    this.role = given ?? new iam.Role(flow, 'ExecutionRole', {
      description: 'What the Bedrock flow may use',
      assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com', { conditions: onlyForFlowsOf(Stack.of(flow)) }),
    });
    this.policy = newRolePolicy(flow, 'ExecutionPolicy');
    this.role.attachInlinePolicy(this.policy);
    if (!this.policy.isTaken) {
      warn(flow, 'ImmutableRole', 'the role is imported as immutable, so nothing was added to it',
        'let it allow what the flow needs, or import it without mutable: false');
    }
  }

  /**
   * Gives each revision of the flow a policy of its own, which stays when the flow moves on: versions share the role, and what the newest no longer needs,
   * one that still has traffic may. `undefined` for a role that may not be changed.
   *
   * @param prefix what the names of the policies begin with
   * @param hash what tells revisions apart
   */
  public perRevision(prefix: string, hash: () => string): CfnResource | undefined {
    if (!this.policy.isTaken) { return undefined; }
    const policy = this.policy;
    // of the two types, the one that puts a policy in place whether or not one of its name is there: a revert finds that of the kept version
    class RevisionPolicy extends iam.CfnPolicy {
      // IAM takes no policy without statements
      protected override shouldSynthesize(): boolean { return policy.hasStatements; }
    }
    const resource = new RevisionPolicy(this.policy.node.scope!, 'RevisionPolicy', {
      roles: [this.role.roleName],
      policyName: Lazy.uncachedString({ produce: () => prefix + hash() }),
      policyDocument: this.policy.handOver(),
    });
    resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    addressByContent(resource, hash);
    return resource;
  }

  public allow(needs: readonly Need[]): void {
    this.policy.allow(needs);
  }
}

/** Keeps other accounts, and other things of Bedrock, from using the role (confused deputy; Bedrock User Guide, flows-permissions). */
function onlyForFlowsOf(stack: Stack): iam.Conditions {
  return {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'bedrock', resource: 'flow', resourceName: '*' }) },
  };
}
