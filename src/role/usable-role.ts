/** Whether Bedrock can use a role that a flow was given, as far as the app says. */
import { aws_iam as iam, type IResource, Stack, Token } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { elsewhere } from './trust-conditions';
import { spelt } from '../checks/spelt';
import { warn } from '../checks/warn';
import { renderedProperties } from '../versions/content-address';

const BEDROCK = 'bedrock.amazonaws.com';

/** How aws-cdk-lib notes, in the context, that roles stand outside the app (iam.Role.customizeRoles). */
const CUSTOMIZE_ROLES = '@aws-cdk/iam:customizeRoles';

/** Whether the role stands outside the app, with a report of what it must allow. */
export function isCustomized(role: iam.IRole): boolean {
  return role.node.tryGetContext(CUSTOMIZE_ROLES) !== undefined;
}

/** Whether the role is one of an account that the flow is not in: no service can be passed such a role. */
export function isForeign(flow: IResource, role: iam.IRole): boolean {
  const [here, there] = [flow.env.account, role.env.account];
  return !Token.isUnresolved(here) && !Token.isUnresolved(there) && here !== there;
}

export function warnOfForeign(flow: Construct & IResource, role: iam.IRole): void {
  const { account } = flow.env;
  warn(flow, 'UnusableRole', `the role is of account ${role.env.account}, but the service accepts only roles of its `
    + `own account, here ${account}`,
  `pass a role of account ${account}`);
}

/** Says that the trust policy of a role of the app leaves Bedrock out. */
export function warnOfTrust(flow: Construct, role: iam.IRole): void {
  const own = resourceOf(role);
  if (!own) { return; }
  const { AssumeRolePolicyDocument: trust } =
    renderedProperties(own) as { readonly AssumeRolePolicyDocument?: { readonly Statement?: unknown } };
  const opened = [trust?.Statement].flat().filter(mayLetBedrockIn);
  if (opened.length === 0) {
    warn(flow, 'UnusableRole', `the trust policy of the role does not let ${BEDROCK} assume it`, 'create it with '
      + spelt`assumedBy: new iam.ServicePrincipal('${BEDROCK}')`);
    return;
  }
  const { account, region } = Stack.of(flow);
  const others = opened.map((statement) => elsewhere(statement, { account, region }));
  if (others.includes(undefined)) { return; }
  warn(flow, 'UnusableRole', `the trust policy of the role lets ${BEDROCK} assume it only for '${others[0]}', and the `
    + `flow is in account ${account} and Region ${region}`, 'correct the condition of the trust policy');
}

/** The resource of a role of the app; a lazy role has another inside. */
function resourceOf({ node }: IConstruct): iam.CfnRole | undefined {
  const { defaultChild } = node;
  return defaultChild === undefined || defaultChild instanceof iam.CfnRole ? defaultChild : resourceOf(defaultChild);
}

/** What the deployment completes may let it in. */
function mayLetBedrockIn(statement: unknown): boolean {
  const { Effect, Action, Principal } = (statement ?? {}) as { readonly [member: string]: unknown };
  if (Effect !== 'Allow' || ![Action].flat()
    .some((action) => typeof action !== 'string' || /^(sts:)?(AssumeRole)?\*?$/i.test(action))) { return false; }
  if (typeof Principal === 'string') { return Principal === '*'; }
  const { Service } = (Principal ?? {}) as { readonly Service?: unknown };
  return Service !== undefined
    && [Service].flat().some((service) => typeof service !== 'string' || service === BEDROCK);
}
