import { GetFlowCommand, GetFlowVersionCommand, TagResourceCommand } from '@aws-sdk/client-bedrock-agent';
import { InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { type Check, NotTried, verdict } from '../kit/check';
import { FlowVersions } from '../kit/flow-versions';
import { OwnFlow } from '../kit/own-flow';
import { ownRole, type Statement } from '../kit/own-role';
import { until } from '../kit/poll';
import { requestFor } from '../kit/router-call';
import { nameOf, type World } from '../kit/world';

/** The tag of aliases that the router may call. */
const PINNED = { 'cdk-bedrock-flows:alias': 'pinned' };

/** What the library gives to what prunes versions, and to the router; a test compares them with a template. */
export function statementsFor(flowArn: string): readonly Statement[] {
  return [
    {
      Effect: 'Allow',
      Action:
        ['bedrock:DeleteFlowVersion', 'bedrock:GetFlowVersion', 'bedrock:ListFlowAliases', 'bedrock:ListFlowVersions'],
      Resource: [flowArn],
    },
    { Effect: 'Allow', Action: ['bedrock:DeleteFlowAlias'], Resource: [`${flowArn}/alias/*`] },
    {
      Effect: 'Allow',
      Action: ['bedrock:InvokeFlow'],
      Resource: [`${flowArn}/alias/*`],
      Condition: { StringEquals: { 'aws:ResourceTag/cdk-bedrock-flows:alias': 'pinned' } },
    },
    { Effect: 'Deny', Action: ['bedrock:InvokeFlow'], Resource: [`${flowArn}/alias/TSTALIASID`] },
  ];
}

export const permissions: Check = {
  number: 7,
  name: 'permissions',
  assumes: 'versions are listed, read and deleted on the ARN of their flow, aliases deleted and called on theirs, IAM '
    + 'sees the tags of an alias that is called, and TSTALIASID can be denied by its own ARN',
  matters: 'src/versions/pruning-role.ts and src/canary/router-function.ts: with another resource nothing is pruned, '
    + 'or no call goes through',
  makes: 'a flow with a version and an alias, and a role that may do only that',
  minutes: 2,
  dollars: 0.01,
  run: async (world, undo) => {
    const flow = await OwnFlow.make(world, undo, 'permissions');
    const version = await flow.publish();
    const alias = await flow.point('permitted', version, PINNED);
    // so that it is denied by its name alone
    await world.clients.bedrock.send(new TagResourceCommand({
      resourceArn: `${flow.flowArn}/alias/TSTALIASID`, tags: PINNED,
    }));
    const untagged = await flow.point('untagged', version);
    const role = await ownRole(world, undo, 'permissions',
      { AWS: `arn:${world.partition}:iam::${world.account}:root` }, statementsFor(flow.flowArn));
    const other = await actingAs(world, role);

    const flowIdentifier = flow.flowId;
    const theirs = new FlowVersions(other, flowIdentifier);
    const invoke = (flowAliasIdentifier: string) => invoked(other, flowIdentifier, flowAliasIdentifier);
    const faults: string[] = [];
    const permitted: readonly Attempt[] = [
      ['ListFlowVersions', () => theirs.numbers()],
      ['GetFlowVersion', () =>
        other.clients.bedrock.send(new GetFlowVersionCommand({ flowIdentifier, flowVersion: version }))],
      ['ListFlowAliases', () => theirs.routes()],
      ['InvokeFlow', () => invoke(alias)],
    ];
    // after those: by then the policy is known, and what is denied is denied by it
    const forbidden: readonly Attempt[] = [
      ['InvokeFlow of TSTALIASID', () => invoke('TSTALIASID')],
      ['InvokeFlow of an alias without the tag', () => invoke(untagged)],
      ['GetFlow, which no statement names', () => other.clients.bedrock.send(new GetFlowCommand({ flowIdentifier }))],
    ];
    const deletions: readonly Attempt[] = [
      ['DeleteFlowAlias', () => theirs.deleteAlias(alias)],
      ['DeleteFlowVersion', () => theirs.deleteVersion(version)],
    ];
    for (const [what, call] of permitted) { if (await isDenied(world, call)) { faults.push(`${what} is denied`); } }
    for (const [what, call] of forbidden) { if (!await isDeniedNow(call)) { faults.push(`${what} is allowed`); } }
    // a version can't be deleted while an alias leads to it
    await flow.deleteAlias(untagged);
    for (const [what, call] of deletions) {
      if (await isDenied(world, call)) {
        faults.push(`${what} is denied`);
        break;
      }
    }
    return verdict(faults, `allowed are ${names([...permitted, ...deletions])}; denied are ${names(forbidden)}`);
  },
};

type Attempt = readonly [string, () => Promise<unknown>];

function names(attempts: readonly Attempt[]): string {
  return attempts.map(([what]) => what).join(', ');
}

async function actingAs(world: World, RoleArn: string): Promise<World> {
  let why = '';
  // a role can't be assumed in its first seconds
  const answer = await until(world, { seconds: 60, everySeconds: 5 }, () => (
    world.clients.sts.send(new AssumeRoleCommand({
      RoleArn, RoleSessionName: nameOf(world, 'permissions').slice(0, 64),
    }))
      .catch((error: Error) => { why = error.message; return undefined; })));
  if (!answer) { throw new NotTried(`role ${RoleArn} can't be assumed: ${why}`); }
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = answer.Credentials ?? {};
  const clients =
    world.clientsOf({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
  return { ...world, clients: { ...world.clients, ...clients } };
}

async function invoked({ clients }: World, flowIdentifier: string, flowAliasIdentifier: string): Promise<void> {
  const { responseStream } = await clients.runtime.send(new InvokeFlowCommand({
    flowIdentifier, flowAliasIdentifier, inputs: requestFor('hello').inputs as never,
  }));
  for await (const _ of responseStream ?? []) { /* to the end */ }
}

/** Whether it is denied still when a new policy must be known everywhere. */
async function isDenied(world: World, call: () => Promise<unknown>): Promise<boolean> {
  return await until(world, { seconds: 60, everySeconds: 5 }, async () => await isDeniedNow(call)
    ? undefined : true) === undefined;
}

async function isDeniedNow(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return false;
  } catch (error) {
    if (/^AccessDenied/.test((error as Error).name)) { return true; }
    throw error;
  }
}
