import { aws_iam as iam, type aws_kms as kms, type CfnResource, CustomResource, Lazy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { pruningRole } from './pruning-role';
import type { RevisionPolicies } from './revision-policies';
import { PRUNING, type PruningProperties, TEARDOWN, type TeardownProperties } from '../core/contract';
import { StackFunction } from '../functions/stack-function';

/** What is kept of a flow, and what goes with it. */
export interface Retained {
  readonly flowId: string;
  /** The key that it is encrypted with, where it is not one of AWS. */
  readonly key?: kms.IKey;
  /** How many versions, the current one among them. */
  readonly keep: () => number;
  /** The role and what each revision has attached to it; `undefined` where it may not be changed. */
  readonly permissions?: { readonly role: iam.IRole; readonly policies: RevisionPolicies };
  /** The ids of the prompts whose versions belong to the flow; there may be more by the time of the synth. */
  readonly prompts: readonly string[];
}

/**
 * Keeps the versions of a flow within the quota of the service, which can't be raised. Versions stay when
 * CloudFormation has replaced them; after each deployment that went well, those are deleted that are old and that
 * nothing leads to. When the flow goes, all of them go before it.
 */
export class RevisionRetention {
  private readonly prune: CustomResource;
  private readonly teardown: CustomResource;
  private readonly current: CfnResource[] = [];

  public constructor(flow: Construct, retained: Retained) {
    const { flowId, keep, permissions, prompts } = retained;
    const pruner = pruningFunction(flow);
    const { roleArn, role } = pruningRole(flow, pruner.lambdaFunction, retained);
    const common: TeardownProperties<unknown, unknown> = {
      FlowId: flowId,
      FlowLogicalId: (flow.node.defaultChild as CfnResource).logicalId,
      PruningRoleArn: roleArn,
      PromptIds: Lazy.list({ produce: () => [...prompts] }, { omitEmpty: true }),
      ...permissions && { RoleName: permissions.role.roleName, PolicyPath: permissions.policies.path },
    };
    // before the versions, so that it is deleted after them, and after the aliases that lead to them
    this.teardown = new CustomResource(flow, 'RevisionTeardown',
      { resourceType: TEARDOWN, ...pruner.service, properties: { ...common } });
    const pruning: PruningProperties<unknown, unknown> = {
      ...common,
      Keep: Lazy.number({ produce: keep }),
      CurrentVersions: Lazy.any({ produce: () => this.current.map((version) => version.getAtt('Version')) }),
      ...permissions
        && { CurrentPolicies: Lazy.list({ produce: () => permissions.policies.arns() }, { omitEmpty: true }) },
    };
    this.prune = new CustomResource(flow, 'RevisionPruning',
      { resourceType: PRUNING, ...pruner.service, properties: { ...pruning } });
    for (const one of [this.teardown, this.prune]) { one.node.addDependency(role); }
  }

  /** A version of this deployment. */
  public add(version: CfnResource): void {
    this.current.push(version);
    this.follow(version);
  }

  /** A pinned alias is kept as long as its version. */
  public keepWith(resource: CfnResource): void {
    resource.node.addDependency(this.teardown);
  }

  /** Nothing is pruned before this is made or repointed; and when the stack goes, it goes before what it leads to. */
  public follow(versionOrAlias: CfnResource): void {
    this.keepWith(versionOrAlias);
    this.prune.node.addDependency(versionOrAlias);
  }
}

/** One for all flows of a stack; what it may do to each stands in a role for that flow. */
function pruningFunction(flow: Construct): StackFunction {
  const stack = Stack.of(flow);
  const existing = stack.node.tryFindChild(PRUNER);
  const pruner = StackFunction.of(flow, {
    id: PRUNER, handler: 'revisions', description: 'Deletes versions of Bedrock flows that are no longer needed',
  });
  if (existing) { return pruner; }
  pruner.lambdaFunction.addToRolePolicy(new iam.PolicyStatement({
    actions: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
    resources: [stack.stackId],
  }));
  return pruner;
}

const PRUNER = 'BedrockFlowRevisions';
