/** What whoever runs the checks must be allowed to do. A test compares it with what they call. */
import type { Check } from './check';

const OWN_FLOWS = [
  'bedrock:CreateFlow', 'bedrock:CreateFlowAlias', 'bedrock:CreateFlowVersion', 'bedrock:DeleteFlow',
  'bedrock:DeleteFlowAlias',
  'bedrock:DeleteFlowVersion', 'bedrock:GetFlow', 'bedrock:ListFlowAliases', 'bedrock:ListFlowVersions',
  'bedrock:ListFlows',
  'bedrock:PrepareFlow', 'bedrock:TagResource', 'bedrock:UpdateFlow',
  'iam:CreateRole', 'iam:DeleteRole', 'iam:DeleteRolePolicy', 'iam:PassRole', 'iam:PutRolePolicy', 'iam:TagRole',
] as const;

/** With the roles of `cdk bootstrap`, which do the rest: `sts:AssumeRole` on those. */
const STACKS = [
  'bedrock:DeleteFlowAlias', 'bedrock:DeleteFlowVersion', 'bedrock:ListFlowAliases', 'bedrock:ListFlowVersions',
  'cloudformation:CancelUpdateStack', 'cloudformation:DeleteStack', 'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStacks',
  'cloudformation:ListStackResources',
  'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:DetachRolePolicy', 'iam:GetRole', 'iam:ListAttachedRolePolicies',
  'iam:ListPolicyVersions',
  'sts:AssumeRole',
] as const;

const RELEASES = [
  ...STACKS, 'bedrock:GetFlowAlias', 'codedeploy:ListDeployments', 'codedeploy:StopDeployment', 'lambda:GetAlias',
  'lambda:InvokeFunction',
] as const;

const PLAIN = [...STACKS, 'bedrock:InvokeFlow', 'iam:ListRolePolicies'] as const;

const MACHINES = [
  ...OWN_FLOWS, 'states:CreateStateMachine', 'states:DeleteStateMachine', 'states:DescribeExecution',
  'states:StartExecution', 'states:TagResource',
] as const;

/** By check. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  'alarm-state': [
    'cloudwatch:DeleteAlarms', 'cloudwatch:DescribeAlarms', 'cloudwatch:PutMetricAlarm', 'cloudwatch:PutMetricData',
    'cloudwatch:TagResource',
  ],
  'alias-names': OWN_FLOWS,
  'clean-up': PLAIN,
  'crash-metric': [
    ...STACKS, 'cloudwatch:GetMetricData', 'lambda:CreateAlias', 'lambda:GetFunctionConfiguration',
    'lambda:InvokeFunction', 'lambda:PublishVersion',
    'lambda:UpdateFunctionConfiguration',
  ],
  'delete-refusals': OWN_FLOWS,
  'draft-alias-quota': OWN_FLOWS,
  'execution-reads': [...MACHINES, 'states:ValidateStateMachineDefinition'],
  'forced-alarm': RELEASES,
  'in-flight':
    [...STACKS, 'bedrock:CreateFlowAlias', 'bedrock:CreateFlowVersion', 'bedrock:InvokeFlow', 'bedrock:TagResource'],
  'inline-policy': [...STACKS, ...OWN_FLOWS, 'bedrock:InvokeFlow'],
  'late-failure': RELEASES,
  'object-keys': [
    ...STACKS, 'iam:CreateRole', 'iam:DeleteRole', 'iam:DeleteRolePolicy', 'iam:PassRole', 'iam:PutRolePolicy',
    'iam:TagRole', 'states:CreateStateMachine', 'states:DeleteStateMachine', 'states:DescribeExecution',
    'states:StartExecution', 'states:TagResource',
  ],
  'permissions': [...OWN_FLOWS, 'bedrock:GetFlowVersion', 'bedrock:InvokeFlow', 'sts:AssumeRole'],
  'plain-rollback': PLAIN,
  'releases': [...RELEASES, 'bedrock:GetFlow'],
  'runtime-sdk': [...STACKS, 'lambda:GetFunctionConfiguration', 'lambda:InvokeFunction'],
  'scheduled-starts': MACHINES,
  'step-functions': MACHINES,
  'stop-deployment': RELEASES,
  'tags-only': [...STACKS, 'bedrock:GetFlow', 'bedrock:ListTagsForResource'],
  'unchanged-draft': OWN_FLOWS,
  'url-streaming': [...RELEASES, 'bedrock:InvokeFlow', 'lambda:InvokeFunctionUrl'],
  'version-numbers': OWN_FLOWS,
  'weights': RELEASES,
};

/** What `--clean` asks for beside what the checks need. */
export const CLEANING = [
  'bedrock:ListFlows', 'bedrock:ListTagsForResource', 'cloudwatch:DescribeAlarms', 'iam:ListRolePolicies',
  'iam:ListRoleTags', 'iam:ListRoles',
  'states:ListStateMachines',
] as const;

/** The preflight asks for `iam:GetRole` and `iam:SimulatePrincipalPolicy` beside them. */
export function rightsOf(checks: readonly Check[]): readonly string[] {
  return [...new Set(checks.flatMap(({ name }) => RIGHTS[name]))].sort();
}
