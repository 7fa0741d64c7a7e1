import { aws_iam as iam, CfnResource, CustomResource, CustomResourceProvider, CustomResourceProviderRuntime, Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { handlerFolder } from './handler-code';
import type { RevisionPolicies } from './revision-policies';
import { flowKeyUse } from '../role/key-needs';

const PRUNE = 'Custom::BedrockFlowRevisionPruning';
const TEARDOWN = 'Custom::BedrockFlowRevisionTeardown';

/** What is kept of a flow, and what goes with it. */
export interface Retained {
  readonly flowId: string;
  /** The key that it is encrypted with, where it is not one of AWS. */
  readonly keyArn?: string;
  /** How many versions, the current one among them. */
  readonly keep: () => number;
  /** The role and what each revision has attached to it; `undefined` where it may not be changed. */
  readonly permissions?: { readonly role: iam.IRole; readonly policies: RevisionPolicies };
  /** The ids of the prompts whose versions belong to the flow; there may be more by the time of the synth. */
  readonly prompts: readonly string[];
}

/**
 * Keeps the versions of a flow within the quota of the service, which can't be raised. Versions stay when CloudFormation has replaced them; after each
 * deployment that went well, those are deleted that are old and that nothing leads to. When the stack goes, all of them go before the flow.
 */
export class RevisionRetention {
  private readonly prune: CustomResource;
  private readonly teardown: CustomResource;
  private readonly current: CfnResource[] = [];

  public constructor(flow: Construct, { flowId, keyArn, keep, permissions, prompts }: Retained) {
    const provider = CustomResourceProvider.getOrCreateProvider(flow, 'Custom::BedrockFlowRevisions', {
      codeDirectory: handlerFolder('revisions'),
      runtime: CustomResourceProviderRuntime.NODEJS_22_X,
      description: 'Deletes versions of Bedrock flows that are no longer needed',
    });
    for (const statement of statements(flow, flowId, permissions, keyArn)) { provider.addToRolePolicy(statement); }
    provider.addToRolePolicy(Lazy.any({ produce: () => promptStatement(flow, prompts) }));
    const promptIds = Lazy.list({ produce: () => [...prompts] }, { omitEmpty: true });
    const common = {
      FlowId: flowId, PromptIds: promptIds, ...permissions && { RoleName: permissions.role.roleName, PolicyPath: permissions.policies.path },
    };
    // before the versions, so that it is deleted after them, and after the aliases that lead to them
    this.teardown = new CustomResource(flow, 'RevisionTeardown', {
      resourceType: TEARDOWN, serviceToken: provider.serviceToken, properties: common,
    });
    this.prune = new CustomResource(flow, 'RevisionPruning', {
      resourceType: PRUNE,
      serviceToken: provider.serviceToken,
      properties: {
        ...common,
        Keep: Lazy.number({ produce: keep }),
        CurrentVersions: Lazy.any({ produce: () => this.current.map((version) => version.getAtt('Version')) }),
        ...permissions && { CurrentPolicies: Lazy.list({ produce: () => permissions.policies.arns() }, { omitEmpty: true }) },
      },
    });
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

// nothing where the flow has no prompts of its own
function promptStatement(scope: Construct, prompts: readonly string[]): unknown {
  if (prompts.length === 0) { return undefined; }
  const arns = prompts.map((id) => Stack.of(scope).formatArn({ service: 'bedrock', resource: 'prompt', resourceName: id }));
  return { Effect: 'Allow', Action: ['bedrock:DeletePrompt', 'bedrock:ListPrompts'], Resource: arns.flatMap((arn) => [arn, `${arn}:*`]) };
}

// The role of the provider is shared by all flows of a stack; each flow adds what it needs for itself.
function statements(scope: Construct, flowId: string, permissions: Retained['permissions'], keyArn: string | undefined): readonly unknown[] {
  const stack = Stack.of(scope);
  const flowArn = stack.formatArn({ service: 'bedrock', resource: 'flow', resourceName: flowId });
  return [
    {
      Effect: 'Allow',
      Action: ['bedrock:DeleteFlowVersion', 'bedrock:GetFlowVersion', 'bedrock:ListFlowAliases', 'bedrock:ListFlowVersions'],
      Resource: [flowArn],
    },
    { Effect: 'Allow', Action: ['bedrock:DeleteFlowAlias'], Resource: [`${flowArn}/alias/*`] },
    ...keyArn === undefined ? [] : [keyStatement(scope, flowArn, keyArn)],
    { Effect: 'Allow', Action: ['cloudformation:DescribeStacks'], Resource: [stack.stackId] },
    ...permissions ? policyStatements(stack, permissions) : [],
  ];
}

// others may have attached policies to the role, or have policies beside those of the flow: neither is touched
function policyStatements(stack: Stack, { role, policies }: NonNullable<Retained['permissions']>): readonly unknown[] {
  const own = stack.formatArn({ service: 'iam', region: '', resource: 'policy', resourceName: `${policies.path.slice(1)}*` });
  return [
    { Effect: 'Allow', Action: ['iam:ListAttachedRolePolicies'], Resource: [role.roleArn] },
    { Effect: 'Allow', Action: ['iam:DetachRolePolicy'], Resource: [role.roleArn], Condition: { ArnLike: { 'iam:PolicyARN': own } } },
    { Effect: 'Allow', Action: ['iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:ListPolicyVersions'], Resource: [own] },
  ];
}

// reading a version means decrypting it
function keyStatement(scope: Construct, flowArn: string, keyArn: string): unknown {
  const { actions, conditions } = flowKeyUse(scope, flowArn);
  return { Effect: 'Allow', Action: actions, Resource: [keyArn], Condition: conditions };
}
