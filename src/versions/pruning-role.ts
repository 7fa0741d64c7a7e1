import {
  type aws_bedrock as bedrock, aws_iam as iam, type aws_kms as kms, type aws_lambda as lambda, Lazy, Stack,
  Tokenization,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addressByContent } from './content-address';
import type { Retained } from './revision-retention';
import { flowKeyUse, keyArnOf } from '../role/key-needs';

/**
 * The role with which the function of a stack deletes versions of one flow. Each flow has its own, for three reasons.
 * One role for all flows would need more than IAM allows, from the ninth flow on. What the function may do to a flow
 * that is removed must last until its versions are deleted, in the clean-up of the deployment: a policy of all flows
 * would have lost it by then. And each flow gets exactly what is its own.
 *
 * The trust names the function's role, which is enough within an account (IAM User Guide,
 * reference_policies_evaluation-logic).
 */
export function pruningRole(flow: Construct, pruner: lambda.Function, retained: Retained): {
  readonly roleArn: string; readonly role: iam.Role;
} {
  const role = new iam.Role(flow, 'RevisionRole', {
    description: 'Deletes versions of one Bedrock flow that are no longer needed',
    assumedBy: new iam.ArnPrincipal(pruner.role!.roleArn),
  });
  const resource = role.node.defaultChild;
  // a role that stands elsewhere (iam.Role.customizeRoles) has no resource here, and its policies there
  if (!(resource instanceof iam.CfnRole)) {
    for (const one of statements(flow, retained)) { role.addToPolicy(iam.PolicyStatement.fromJson(one)); }
    return { roleArn: role.roleArn, role };
  }
  resource.policies = Lazy.any({
    produce: () =>
      [{ policyName: 'Revisions', policyDocument: { Statement: statements(flow, retained), Version: '2012-10-17' } }],
  });
  // with another role of the flow there is another one of these: the first is needed until the clean-up
  addressByContent(resource, () => [retained.permissions?.role.roleName ?? null, retained.key
    ? keyArnOf(retained.key) : null]);
  return { roleArn: role.roleArn, role };
}

function statements(flow: Construct, { flowId, key, permissions, prompts }: Retained): readonly unknown[] {
  const flowArn = Stack.of(flow).formatArn({ service: 'bedrock', resource: 'flow', resourceName: flowId });
  return [
    allow([
      'bedrock:DeleteFlowVersion', 'bedrock:GetFlowVersion', 'bedrock:ListFlowAliases', 'bedrock:ListFlowVersions',
    ], [flowArn]),
    allow(['bedrock:DeleteFlowAlias'], [`${flowArn}/alias/*`]),
    // reading a version means decrypting it
    ...key === undefined ? [] : [keyStatement(flow, flowArn, key)],
    ...permissions ? policyStatements(flow, permissions) : [],
    ...promptStatements(flow, prompts),
  ];
}

// others may have attached policies to the role, or have policies beside those of the flow: neither is touched
function policyStatements(
  flow: Construct, { role, policies }: NonNullable<Retained['permissions']>,
): readonly unknown[] {
  const own = Stack.of(flow)
    .formatArn({ service: 'iam', region: '', resource: 'policy', resourceName: `${policies.path.slice(1)}*` });
  return [
    allow(['iam:ListAttachedRolePolicies'], [role.roleArn]),
    allow(['iam:DetachRolePolicy'], [role.roleArn], { ArnLike: { 'iam:PolicyARN': own } }),
    allow(['iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:ListPolicyVersions'], [own]),
  ];
}

// nothing where the flow has no prompts of its own; of those it has, versions go and never the prompt
function promptStatements(flow: Construct, prompts: readonly string[]): readonly unknown[] {
  if (prompts.length === 0) { return []; }
  const arns = prompts.map((id) => Stack.of(flow)
    .formatArn({ service: 'bedrock', resource: 'prompt', resourceName: id }));
  const keys = [...new Set(prompts.flatMap((id) => promptOf(id)?.customerEncryptionKeyArn ?? []))];
  return [
    allow(['bedrock:ListPrompts'], arns),
    allow(['bedrock:DeletePrompt'], arns.map((arn) => `${arn}:*`)),
    ...keys.length === 0 ? [] : [promptKeyStatement(flow, keys)],
  ];
}

/** The prompt with this id, where the app makes it. */
function promptOf(id: string): bedrock.CfnPrompt | undefined {
  const [token] = Tokenization.reverseString(id).tokens;
  return token && Tokenization.isResolvable(token)
    ? (token as unknown as { readonly target?: bedrock.CfnPrompt }).target : undefined;
}

function keyStatement(flow: Construct, flowArn: string, key: kms.IKey): unknown {
  const { actions, resources, conditions } = flowKeyUse(flow, flowArn, key);
  return allow(actions, resources, conditions);
}

// which encryption context prompts have is not asked for: the service may use the keys on behalf of this role, and
// nobody else
function promptKeyStatement(flow: Construct, keys: readonly string[]): unknown {
  const { region, urlSuffix } = Stack.of(flow);
  return allow(['kms:Decrypt', 'kms:GenerateDataKey'], keys,
    { StringEquals: { 'kms:ViaService': `bedrock.${region}.${urlSuffix}` } });
}

function allow(actions: readonly string[], resources: readonly string[], conditions?: object): unknown {
  return { Effect: 'Allow', Action: actions, Resource: resources, ...conditions && { Condition: conditions } };
}
