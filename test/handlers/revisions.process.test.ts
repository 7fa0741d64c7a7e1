/**
 * The handler of pruning and teardown: against services in memory, and its bundle against the same ones behind HTTP.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DeleteConflictException } from '@aws-sdk/client-iam';
import { revisionServices } from './support/revision-services';
import { handlerWith, type RevisionEvent } from '../../handlers/revisions';
import { handlerCode } from '../../src/functions/handler-code';
import { InMemoryBedrock } from '../support/in-memory-bedrock';
import { InMemoryIam } from '../support/in-memory-iam';
import { InMemoryStack } from '../support/in-memory-stack';

const PATH = '/cdk-bedrock-flows/us-east-1/S-F/';
const OTHERS = [
  'arn:aws:iam::111122223333:policy/team/Mine-000001',
  'arn:aws:iam::111122223333:policy/cdk-bedrock-flows/us-east-1/S-G/1abc/Its-000002',
];
const PRUNING_ROLE = 'arn:aws:iam::111122223333:role/S-RevisionRole';
const STACK = 'arn:aws:cloudformation:us-east-1:111122223333:stack/S/1';

/** A policy of this revision, attached to the role: its ARN. */
function policy(iam: InMemoryIam, revision: string, path = PATH): string {
  const arn = iam.createPolicy(`${path}${revision}/`, 'Policy', { Statement: [] });
  iam.attach('Role', arn);
  return arn;
}

/**
 * A flow with versions 1 to 8, each with its pinned alias, its revision and its policy, and `live` at the newest; and
 * policies of others in its role.
 */
function world(versions = 8) {
  const bedrock = new InMemoryBedrock();
  const iam = new InMemoryIam();
  iam.roles.set('Role', new Map());
  for (const [path, name] of [['/team/', 'Mine'], ['/cdk-bedrock-flows/us-east-1/S-G/1abc/', 'Its']]) {
    iam.attach('Role', iam.createPolicy(path, name, {}));
  }
  const flowId = bedrock.createFlow();
  const policies: string[] = [];
  for (let at = 1; at <= versions; at++) {
    const number = bedrock.createVersion(flowId, `What is new [revision ${at}abc]`, { nodes: [] });
    bedrock.createAlias(flowId, `pinned-${number}`, number);
    policies.push(policy(iam, `${at}abc`));
  }
  const live = bedrock.createAlias(flowId, 'live', String(versions));
  return { bedrock, iam, flowId, live, policies };
}

function event(
  { flowId, policies }: Pick<ReturnType<typeof world>, 'flowId' | 'policies'>, change: Partial<RevisionEvent> = {},
): RevisionEvent {
  const newest = policies.length;
  return {
    RequestType: 'Update',
    ResourceType: 'Custom::BedrockFlowRevisionPruning',
    StackId: STACK,
    PhysicalResourceId: 'revisions',
    ResourceProperties: {
      FlowId: flowId,
      FlowLogicalId: 'Flow',
      PruningRoleArn: PRUNING_ROLE,
      Keep: '3',
      CurrentVersions:
        [`${newest}`],
      CurrentPolicies: policies.slice(newest - 1),
      RoleName: 'Role',
      PolicyPath: PATH,
    },
    OldResourceProperties: {
      CurrentVersions: [`${newest - 1}`], CurrentPolicies: policies.slice(newest - 2, newest - 1),
    },
    ...change,
  };
}

const teardown = (here: ReturnType<typeof world>): RevisionEvent => event(here,
  { RequestType: 'Delete', ResourceType: 'Custom::BedrockFlowRevisionTeardown' });

function handlerIn({ bedrock, iam }: ReturnType<typeof world>, status = 'UPDATE_IN_PROGRESS') {
  const stack = new InMemoryStack({}, async () => ({ PhysicalResourceId: '' }));
  stack.status = status;
  const wait = async (ms: number) => { bedrock.now += ms; };
  return handlerWith({ bedrock: bedrock.client(), iam: iam.client(), cloudFormation: stack.client(), wait });
}

const left = ({ bedrock, iam, flowId }: ReturnType<typeof world>) => ({
  versions: [...bedrock.flow(flowId).versions.keys()],
  aliases: [...bedrock.flow(flowId).aliases.values()].map(({ name }) => name),
  policies: iam.attachedTo('Role').filter((arn) => !OTHERS.includes(arn)),
  others: [...iam.managed.keys()].filter((arn) => OTHERS.includes(arn)),
});

const kept = ({ policies }: ReturnType<typeof world>) => ({
  versions: ['6', '7', '8'],
  aliases: ['pinned-6', 'pinned-7', 'pinned-8', 'live'],
  policies: policies.slice(5),
  others: OTHERS,
});

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
  jest.spyOn(console, 'error').mockImplementation((line) => lines.push(`! ${line}`));
});
afterEach(() => jest.restoreAllMocks());

test('an update leaves the newest versions, their aliases and their policies, and says what it did', async () => {
  const here = world();
  expect(await handlerIn(here)(event(here))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(left(here)).toEqual(kept(here));
  expect(lines).toContain(`flow ${here.flowId}: version 5 is deleted`);
  expect(lines).toContain(`role Role: policy ${here.policies[4]} is deleted`);
  expect([...here.iam.managed.keys()].sort()).toEqual([...OTHERS, ...here.policies.slice(5)].sort());
  expect(lines.filter((line) => line.startsWith('!'))).toEqual([]);
});

test('it is quick enough, and not quicker than 2 deletions a second', async () => {
  const here = world();
  await handlerIn(here)(event(here));
  const deletions = (here.bedrock.calls.get('DeleteFlowAlias') ?? 0)
    + (here.bedrock.calls.get('DeleteFlowVersion') ?? 0);
  expect(deletions).toBe(10);
  // the service in memory throttles what is quicker; Lambda gives up after 15 minutes
  expect(here.bedrock.now).toBe(deletions * 600);
});

test('a second update has nothing to do', async () => {
  const here = world();
  await handlerIn(here)(event(here));
  const before = here.bedrock.changes;
  await handlerIn(here)(event(here));
  expect(here.bedrock.changes).toBe(before);
});

test('what an alias of somebody names stays with its permissions, however old', async () => {
  const here = world(7);
  here.bedrock.createAlias(here.flowId, 'audit', '1');
  await handlerIn(here)(event(here));
  expect(left(here).versions).toEqual(['1', '5', '6', '7']);
  expect(left(here).policies).toContain(here.policies[0]);
});

test('what the deployment would go back to stays, however old', async () => {
  const here = world();
  await handlerIn(here)(event(here, { OldResourceProperties: { CurrentVersions: ['2'] } }));
  expect(left(here).versions).toEqual(['2', '6', '7', '8']);
});

test('the policies of what is deployed and was deployed stay, even if their versions are not in the '
  + 'list yet', async () => {
  const here = world(6);
  const [fresh, old] = ['new', 'old'].map((revision) => policy(here.iam, revision));
  const { ResourceProperties: now } = event(here);
  await handlerIn(here)(event(here,
    { ResourceProperties: { ...now, CurrentPolicies: [fresh] }, OldResourceProperties: { CurrentPolicies: [old] } }));
  expect(left(here).policies).toEqual([...here.policies.slice(3), fresh, old]);
});

test('a policy that was changed goes with its versions', async () => {
  const here = world(6);
  for (let at = 0; at < 9; at++) { here.iam.changePolicy(here.policies[0], { Statement: [at] }); }
  await handlerIn(here)(event(here));
  expect(here.iam.managed.has(here.policies[0])).toBe(false);
});

describe('a policy that can not be deleted', () => {
  test('yet, because it was just detached, is deleted a moment later', async () => {
    const here = world(6);
    const remove = here.iam.deletePolicy.bind(here.iam);
    let refusals = 2;
    here.iam.deletePolicy = (arn) => {
      if (refusals-- > 0) { throw new DeleteConflictException({ message: 'attached', $metadata: {} }); }
      remove(arn);
    };
    await handlerIn(here)(event(here));
    expect([...here.iam.managed.keys()].sort()).toEqual([...OTHERS, ...here.policies.slice(3)].sort());
  });

  test('at all is logged, and the others are deleted', async () => {
    const here = world(6);
    here.iam.roles.set('Another', new Map());
    here.iam.attach('Another', here.policies[0]);
    expect(await handlerIn(here)(event(here))).toEqual({ PhysicalResourceId: 'revisions' });
    expect([...here.iam.managed.keys()].sort())
      .toEqual([...OTHERS, here.policies[0], ...here.policies.slice(3)].sort());
    expect(lines).toContain(`! role Role: policy ${here.policies[0]} is not deleted: DeleteConflictException: `
      + `policy ${here.policies[0]} is attached to Another`);
  });
});

test.each(['Create', 'Delete'] as const)('%s of the pruning does nothing', async (RequestType) => {
  const here = world();
  expect(await handlerIn(here)(event(here, { RequestType }))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(here.bedrock.calls.size).toBe(0);
});

test('what goes wrong is logged, fails nothing, and keeps nothing else from being deleted', async () => {
  const here = world();
  const remove = here.bedrock.deleteVersion.bind(here.bedrock);
  here.bedrock.deleteVersion = (flowId, version) => {
    if (version === '3') { throw new Error('not today'); }
    remove(flowId, version);
  };
  expect(await handlerIn(here)(event(here))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(left(here).versions).toEqual(['3', '6', '7', '8']);
  expect(left(here).policies).toContain(here.policies[2]);
  expect(lines).toContain(`! flow ${here.flowId}: version 3 is not deleted: Error: not today`);
});

test('a flow that is not there fails nothing', async () => {
  const here = world();
  expect(await handlerIn(here)(event({ ...here, flowId: 'GONE000001' }))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(lines).toEqual(['! flow GONE000001: old versions are left as they are: ResourceNotFoundException: flow '
    + 'GONE000001']);
});

describe('the teardown', () => {
  test('takes all there is when the stack goes, and leaves the policies of others', async () => {
    const here = world();
    here.bedrock.deleteAlias(here.flowId, here.live);
    await handlerIn(here, 'DELETE_IN_PROGRESS')(teardown(here));
    expect(left(here)).toEqual({ versions: [], aliases: [], policies: [], others: OTHERS });
  });

  test('takes the policies also when the flow is not there any more, or a version can not be deleted: the role '
    + 'could not go', async () => {
    const [gone, stuck] = [world(2), world(2)];
    await handlerIn(gone, 'DELETE_IN_PROGRESS')({ ...teardown({ ...gone, flowId: 'GONE000001' }) });
    expect(left(gone)).toMatchObject({ policies: [], others: OTHERS });
    stuck.bedrock.deleteAlias(stuck.flowId, stuck.live);
    stuck.bedrock.deleteVersion = () => { throw new Error('not today'); };
    await handlerIn(stuck, 'DELETE_IN_PROGRESS')(teardown(stuck));
    expect(left(stuck)).toMatchObject({ versions: ['1', '2'], policies: [], others: OTHERS });
  });

  test.each([
    'UPDATE_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS',
    'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
  ])(
    'takes nothing while a stack goes back, or is not done: %s', async (status) => {
      const here = world();
      await handlerIn(here, status)(teardown(here));
      expect(left(here).versions).toHaveLength(8);
      expect(left(here).policies).toEqual(here.policies);
    });

  test('leaves what an alias of somebody leads to, with its permissions', async () => {
    const here = world(3);
    here.bedrock.deleteAlias(here.flowId, here.live);
    here.bedrock.createAlias(here.flowId, 'audit', '2');
    await handlerIn(here, 'DELETE_IN_PROGRESS')(teardown(here));
    expect(left(here))
      .toEqual({ versions: ['2'], aliases: ['pinned-2', 'audit'], policies: [here.policies[1]], others: OTHERS });
  });

  test.each(['Create', 'Update'] as const)('does nothing on %s', async (RequestType) => {
    const here = world();
    await handlerIn(here, 'DELETE_IN_PROGRESS')({ ...teardown(here), RequestType });
    expect(here.bedrock.calls.size).toBe(0);
  });
});

describe('versions of prompts', () => {
  const ARN = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT0001';

  /** A flow whose versions name the versions of a prompt of its own, one each. */
  function prompted() {
    const here = world(1);
    here.bedrock.deleteAlias(here.flowId, here.live);
    here.bedrock.deleteAlias(here.flowId, [...here.bedrock.flow(here.flowId).aliases.keys()][0]);
    here.bedrock.deleteVersion(here.flowId, '1');
    here.bedrock.prompts.set('PROMPT0001', new Set(['1', '2', '3', '4', '5']));
    for (let at = 1; at <= 5; at++) {
      here.bedrock.createVersion(here.flowId, `[revision ${at}a]`, { nodes: [{ promptArn: `${ARN}:${at}` }] });
    }
    const properties =
      { ...event(here).ResourceProperties, CurrentVersions: ['6'], CurrentPolicies: [], PromptIds: ['PROMPT0001'] };
    return {
      here, prune: event(here, { ResourceProperties: properties, OldResourceProperties: { CurrentVersions: ['5'] } }),
    };
  }

  test('go with the versions of the flow that name them, and the prompt stays', async () => {
    const { here, prune } = prompted();
    await handlerIn(here)(prune);
    expect([...here.bedrock.prompts]).toEqual([['PROMPT0001', new Set(['3', '4', '5'])]]);
    expect(lines).toContain(`flow ${here.flowId}: version 2 of prompt PROMPT0001 is deleted`);
    expect(lines.filter((line) => line.startsWith('!'))).toEqual([]);
  });

  test('go with the flow, and the prompt stays: CloudFormation made it', async () => {
    const { here, prune } = prompted();
    await handlerIn(here, 'DELETE_IN_PROGRESS')({
      ...prune, RequestType: 'Delete', ResourceType: 'Custom::BedrockFlowRevisionTeardown',
    });
    expect([...here.bedrock.prompts]).toEqual([['PROMPT0001', new Set()]]);
  });
});

describe('the bundle', () => {
  const run = async (here: ReturnType<typeof world>, status: string, what: RevisionEvent, answers?: object[]) => {
    const services = await revisionServices(here.bedrock, here.iam, status, answers);
    what = answers ? { ...what, ResponseURL: `${services.url}/answer?X-Amz-Signature=1` } : what;
    const program =
      `require(${JSON.stringify(join(handlerCode('revisions'), 'revisions.js'))}).handler(${JSON.stringify(what)})`
      + '.then((answer) => console.log(JSON.stringify(answer)))';
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', '-e', program], {
      env: {
        PATH: process.env.PATH,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: 'none',
        AWS_SECRET_ACCESS_KEY:
          'none',
        AWS_ENDPOINT_URL: services.url,
      },
    }).finally(() => services.close());
    return stdout.trim().split('\n');
  };

  test('prunes, in real time', async () => {
    const here = world();
    const started = Date.now();
    expect((await run(here, 'UPDATE_IN_PROGRESS', event(here))).pop()).toBe('{"PhysicalResourceId":"revisions"}');
    expect(left(here)).toEqual(kept(here));
    expect(Date.now() - started).toBeGreaterThan(10 * 600);
  });

  test('tears down, and tells CloudFormation that it is done', async () => {
    const here = world(2);
    here.bedrock.deleteAlias(here.flowId, here.live);
    const answers: object[] = [];
    await run(here, 'DELETE_IN_PROGRESS',
      { ...teardown(here), RequestId: 'r-1', LogicalResourceId: 'Teardown' }, answers);
    const PhysicalResourceId = `${here.flowId}/Role`;
    expect(answers).toEqual([{
      Status: 'SUCCESS', StackId: STACK, RequestId: 'r-1', LogicalResourceId: 'Teardown', PhysicalResourceId,
    }]);
    expect(left(here)).toEqual({ versions: [], aliases: [], policies: [], others: OTHERS });
  });
});
