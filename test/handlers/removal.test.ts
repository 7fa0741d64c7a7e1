/**
 * What is left of a flow, whatever removed what was kept of it: real templates and the real handler over services in
 * memory.
 */
import { handlerWith } from '../../handlers/revisions';
import { TEARDOWN } from '../../src/core/contract';
import { PROGRAMS, templateOf } from '../support/flow-programs';
import { InMemoryBedrock } from '../support/in-memory-bedrock';
import { InMemoryIam } from '../support/in-memory-iam';
import { handlersOver } from '../support/in-memory-resources';
import { InMemoryStack } from '../support/in-memory-stack';
import type { CfnTemplate } from '../support/intrinsics';

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

const [first, second] = PROGRAMS.map((program) => templateOf(program));
const otherRole = templateOf({ role: 'Other' });

/** The same program with another id for the flow. */
const renamed = JSON.parse(JSON.stringify(first).replace(/"F([A-Z0-9])/g, '"Renamed$1')
  .replace(/S-F\//g, 'S-Renamed/')) as CfnTemplate;

/** As a stack is when nothing is to be kept any more: the flow stays, with its version and the alias. */
function withoutRetention(template: CfnTemplate): CfnTemplate {
  const isKept = ([, { Type }]: [string, { readonly Type: string }]) => !Type.startsWith('Custom::');
  return JSON.parse(JSON.stringify(
    { Resources: Object.fromEntries(Object.entries(template.Resources).filter(isKept)) },
    (key, value) => key === 'DependsOn'
      ? [value].flat().filter((id: string) => !template.Resources[id].Type.startsWith('Custom::')) : value,
  )) as CfnTemplate;
}

async function deployed(...templates: CfnTemplate[]) {
  const bedrock = new InMemoryBedrock();
  const iam = new InMemoryIam();
  const wait = async (ms: number) => { bedrock.now += ms; };
  const stack: InMemoryStack = new InMemoryStack(handlersOver(bedrock, iam), async (event) => (
    handlerWith({ bedrock: bedrock.client(), iam: iam.client(), cloudFormation: stack.client(), wait })(event)));
  for (const template of templates) {
    expect(await stack.deploy(template)).toBe(true);
  }
  const flow = () => [...bedrock.flows.values()][0];
  const foreign = (version: string) => bedrock.createAlias([...bedrock.flows.keys()][0], 'audit', version);
  const left = () => ({
    flows: bedrock.flows.size,
    versions: [...flow()?.versions.keys() ?? []],
    aliases: [...flow()?.aliases.values() ?? []].map(({ name }) => name).sort(),
    policies: [...iam.managed.values()].map(({ roles }) => [...roles].join()),
    leftovers: stack.leftovers,
  });
  return { stack, bedrock, iam, foreign, left };
}

const ROLE = expect.stringMatching(/^S-FExecutionRole/) as string;

test('two deployments keep two versions', async () => {
  const { left } = await deployed(first, second);
  expect(left())
    .toMatchObject({ flows: 1, versions: ['1', '2'], aliases: ['live', 'pinned-1', 'pinned-2'], leftovers: [] });
});

test('a flow that is removed or renamed leaves nothing', async () => {
  const gone = await deployed(first, second, { Resources: {} });
  expect(gone.left()).toEqual({ flows: 0, versions: [], aliases: [], policies: [], leftovers: [] });
  expect(gone.iam.roles.size).toBe(0);
  const { left, iam } = await deployed(first, second, renamed);
  expect(left()).toMatchObject({ flows: 1, versions: ['1'], aliases: ['live', 'pinned-1'], leftovers: [] });
  expect([...iam.roles.keys()].filter((name) => name.startsWith('S-F'))).toEqual([]);
});

test('a stack that is deleted leaves nothing', async () => {
  const { stack, left, iam } = await deployed(first, second, first);
  await stack.delete();
  expect(left()).toEqual({ flows: 0, versions: [], aliases: [], policies: [], leftovers: [] });
  expect(iam.roles.size).toBe(0);
});

test.each([
  ['the program as it was', second, ['2'], ['live', 'pinned-2']],
  ['another one', first, ['3'], ['live', 'pinned-3']],
])('without retention, the version of the template stays: %s', async (_, program, versions, aliases) => {
  const { left } = await deployed(first, second, withoutRetention(program));
  expect(left()).toMatchObject({ flows: 1, versions, aliases, policies: [ROLE], leftovers: [] });
});

test('with another role, what ran with the one before goes, and so does that role', async () => {
  const { left, iam } = await deployed(first, second, otherRole);
  expect(left()).toMatchObject({
    versions: ['3'], aliases: ['live', 'pinned-3'], policies: [expect.stringMatching(/^S-Other/)], leftovers: [],
  });
  expect([...iam.roles.keys()].filter((name) => name.startsWith('S-FExecutionRole'))).toEqual([]);
});

test.each([
  ['another role', otherRole], ['no retention', withoutRetention(second)],
])('what an alias of somebody leads to stays, with its permissions: %s', async (_, next) => {
  const { stack, foreign, bedrock, iam } = await deployed(first, second);
  foreign('1');
  expect(await stack.deploy(next)).toBe(true);
  expect([...bedrock.flows.values()][0].versions.has('1')).toBe(true);
  const [role] = [...iam.roles.keys()].filter((name) => name.startsWith('S-FExecutionRole'));
  expect(iam.attachedTo(role).length).toBeGreaterThan(0);
});

test.each([
  ['another role', otherRole], ['no retention', withoutRetention(second)], ['a new name', renamed],
  ['nothing', { Resources: {} }],
])('a deployment that fails takes nothing: %s', async (_, next) => {
  const { stack, left } = await deployed(first, second);
  const before = left();
  expect(await stack.deploy(next, (id) => id === 'the end')).toBe(false);
  expect(stack.fault).toBeUndefined();
  expect(left()).toEqual(before);
  expect(Object.values(second.Resources).filter(({ Type }) => Type === TEARDOWN)).toHaveLength(1);
});

test('a flow that is not published any more keeps the version of a prompt that its working draft names', async () => {
  const { bedrock } = await deployed(templateOf({ isManaged: true }),
    templateOf({ isManaged: true, isPublished: false }));
  expect([...bedrock.prompts.values()].map((versions) => [...versions])).toEqual([['1']]);
  expect([...bedrock.flows.values()].map(({ versions }) => versions.size)).toEqual([0]);
});

test('a version that stays when retention ends runs with the policy of the template, and with none '
  + 'of its own', async () => {
  const { iam } = await deployed(templateOf({}), templateOf({ keep: false }));
  expect(iam.managed.size).toBe(0);
  expect([...iam.roles.values()].map((policies) => policies.size)).toEqual([1]);
});
