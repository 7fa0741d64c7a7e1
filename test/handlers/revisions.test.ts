/** The handler of pruning and teardown: against services in memory, and its bundle against the same ones behind HTTP. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { revisionServices } from './support/revision-services';
import { handlerWith, RevisionEvent } from '../../handlers/revisions';
import { handlerFolder } from '../../src/private/handler-code';
import { InMemoryBedrock } from '../support/in-memory-bedrock';
import { InMemoryIam } from '../support/in-memory-iam';
import { InMemoryStack } from '../support/in-memory-stack';

const PREFIX = 'S-F-revision-';
const STACK = 'arn:aws:cloudformation:us-east-1:111122223333:stack/S/1';

/** A flow with versions 1 to 9, each with its pinned alias, its revision and its policy, and `live` at the newest. */
function world(versions = 8) {
  const bedrock = new InMemoryBedrock();
  const iam = new InMemoryIam();
  iam.roles.set('Role', new Map([['DefaultPolicy', '{}']]));
  const flowId = bedrock.createFlow();
  for (let at = 1; at <= versions; at++) {
    const number = bedrock.createVersion(flowId, `What is new [revision ${at}abc]`, { nodes: [] });
    bedrock.createAlias(flowId, `pinned-${number}`, number);
    iam.put('Role', `${PREFIX}${at}abc`, {});
  }
  const live = bedrock.createAlias(flowId, 'live', String(versions));
  return { bedrock, iam, flowId, live };
}

function event(flowId: string, change: Partial<RevisionEvent> = {}): RevisionEvent {
  return {
    RequestType: 'Update',
    ResourceType: 'Custom::BedrockFlowRevisionPruning',
    StackId: STACK,
    PhysicalResourceId: 'revisions',
    ResourceProperties: {
      FlowId: flowId, Keep: '3', CurrentVersions: ['8'], CurrentPolicy: `${PREFIX}8abc`, RoleName: 'Role', PolicyPrefix: PREFIX,
    },
    OldResourceProperties: { CurrentVersions: ['7'], CurrentPolicy: `${PREFIX}7abc` },
    ...change,
  };
}

const teardown = (flowId: string): RevisionEvent => event(flowId, { RequestType: 'Delete', ResourceType: 'Custom::BedrockFlowRevisionTeardown' });

function handlerIn({ bedrock, iam }: ReturnType<typeof world>, status = 'UPDATE_IN_PROGRESS') {
  const stack = new InMemoryStack({}, async () => ({ PhysicalResourceId: '' }));
  stack.status = status;
  const wait = async (ms: number) => { bedrock.now += ms; };
  return handlerWith({ bedrock: bedrock.client(), iam: iam.client(), cloudFormation: stack.client(), wait });
}

const left = ({ bedrock, iam, flowId }: ReturnType<typeof world>) => ({
  versions: [...bedrock.flow(flowId).versions.keys()],
  aliases: [...bedrock.flow(flowId).aliases.values()].map(({ name }) => name),
  policies: [...iam.policies('Role').keys()],
});

const KEPT = {
  versions: ['6', '7', '8'],
  aliases: ['pinned-6', 'pinned-7', 'pinned-8', 'live'],
  policies: ['DefaultPolicy', `${PREFIX}6abc`, `${PREFIX}7abc`, `${PREFIX}8abc`],
};

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'log').mockImplementation((line) => lines.push(line));
  jest.spyOn(console, 'error').mockImplementation((line) => lines.push(`! ${line}`));
});
afterEach(() => jest.restoreAllMocks());

test('an update leaves the newest versions, their aliases and their policies, and says what it did', async () => {
  const here = world();
  expect(await handlerIn(here)(event(here.flowId))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(left(here)).toEqual(KEPT);
  expect(lines).toContain(`flow ${here.flowId}: version 5 is deleted`);
  expect(lines.filter((line) => line.startsWith('!'))).toEqual([]);
});

test('it is quick enough, and not quicker than 2 deletions a second', async () => {
  const here = world();
  await handlerIn(here)(event(here.flowId));
  const deletions = (here.bedrock.calls.get('DeleteFlowAlias') ?? 0) + (here.bedrock.calls.get('DeleteFlowVersion') ?? 0);
  expect(deletions).toBe(10);
  // the service in memory throttles what is quicker; Lambda gives up after 15 minutes
  expect(here.bedrock.now).toBe(deletions * 600);
});

test('a second update has nothing to do', async () => {
  const here = world();
  await handlerIn(here)(event(here.flowId));
  const before = here.bedrock.changes;
  await handlerIn(here)(event(here.flowId));
  expect(here.bedrock.changes).toBe(before);
});

test('what an alias of somebody names stays with its permissions, however old', async () => {
  const here = world(7);
  here.bedrock.createAlias(here.flowId, 'audit', '1');
  await handlerIn(here)(event(here.flowId));
  expect(left(here).versions).toEqual(['1', '5', '6', '7']);
  expect(left(here).policies).toContain(`${PREFIX}1abc`);
});

test('what the deployment would go back to stays, however old', async () => {
  const here = world();
  await handlerIn(here)(event(here.flowId, { OldResourceProperties: { CurrentVersions: ['2'] } }));
  expect(left(here).versions).toEqual(['2', '6', '7', '8']);
});

test('the policies of what is deployed and was deployed stay, even if their versions are not in the list yet', async () => {
  const here = world();
  for (const name of ['new', 'old']) { here.iam.put('Role', PREFIX + name, {}); }
  const { ResourceProperties: now } = event(here.flowId);
  await handlerIn(here)(event(here.flowId, {
    ResourceProperties: { ...now, CurrentPolicy: `${PREFIX}new` }, OldResourceProperties: { CurrentPolicy: `${PREFIX}old` },
  }));
  expect(left(here).policies).toEqual([...KEPT.policies, `${PREFIX}new`, `${PREFIX}old`]);
});

test.each(['Create', 'Delete'] as const)('%s of the pruning does nothing', async (RequestType) => {
  const here = world();
  expect(await handlerIn(here)(event(here.flowId, { RequestType }))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(here.bedrock.calls.size).toBe(0);
});

test('what goes wrong is logged, fails nothing, and keeps nothing else from being deleted', async () => {
  const here = world();
  const remove = here.bedrock.deleteVersion.bind(here.bedrock);
  here.bedrock.deleteVersion = (flowId, version) => {
    if (version === '3') { throw new Error('not today'); }
    remove(flowId, version);
  };
  expect(await handlerIn(here)(event(here.flowId))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(left(here).versions).toEqual(['3', '6', '7', '8']);
  expect(left(here).policies).toContain(`${PREFIX}3abc`);
  expect(lines).toContain(`! flow ${here.flowId}: version 3 is not deleted: Error: not today`);
});

test('a flow that is not there fails nothing', async () => {
  const here = world();
  expect(await handlerIn(here)(event('GONE000001'))).toEqual({ PhysicalResourceId: 'revisions' });
  expect(lines).toEqual(['! flow GONE000001: old versions are left as they are: ResourceNotFoundException: flow GONE000001']);
});

describe('the teardown', () => {
  test('takes all there is when the stack goes, and leaves the policies of others', async () => {
    const here = world();
    here.bedrock.deleteAlias(here.flowId, here.live);
    await handlerIn(here, 'DELETE_IN_PROGRESS')(teardown(here.flowId));
    expect(left(here)).toEqual({ versions: [], aliases: [], policies: ['DefaultPolicy'] });
  });

  test.each(['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', 'ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS'])('takes nothing when the stack stays: %s', async (status) => {
    const here = world();
    await handlerIn(here, status)(teardown(here.flowId));
    expect(left(here).versions).toHaveLength(8);
  });

  test.each(['Create', 'Update'] as const)('does nothing on %s', async (RequestType) => {
    const here = world();
    await handlerIn(here, 'DELETE_IN_PROGRESS')({ ...teardown(here.flowId), RequestType });
    expect(here.bedrock.calls.size).toBe(0);
  });
});

describe('the bundle', () => {
  const run = async (here: ReturnType<typeof world>, status: string, what: RevisionEvent) => {
    const services = await revisionServices(here.bedrock, here.iam, status);
    const program = `require(${JSON.stringify(join(handlerFolder('revisions'), 'index.js'))}).handler(${JSON.stringify(what)}).then((answer) => console.log(JSON.stringify(answer)))`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', '-e', program], {
      env: {
        PATH: process.env.PATH, AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none', AWS_ENDPOINT_URL: services.url,
      },
    }).finally(() => services.close());
    return stdout.trim().split('\n');
  };

  test('prunes, in real time', async () => {
    const here = world();
    const started = Date.now();
    expect((await run(here, 'UPDATE_IN_PROGRESS', event(here.flowId))).pop()).toBe('{"PhysicalResourceId":"revisions"}');
    expect(left(here)).toEqual(KEPT);
    expect(Date.now() - started).toBeGreaterThan(10 * 600);
  }, 30_000);

  test('tears down', async () => {
    const here = world(2);
    here.bedrock.deleteAlias(here.flowId, here.live);
    await run(here, 'DELETE_IN_PROGRESS', teardown(here.flowId));
    expect(left(here)).toEqual({ versions: [], aliases: [], policies: ['DefaultPolicy'] });
  }, 30_000);
});
