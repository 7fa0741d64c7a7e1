/** What a project says of its flow, and what the command line says against it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_KEYS } from '../../../cli/config/read-config';
import { home, ONCE, TRIAGE } from '../run/flows';
import { cli, template } from '../support';

const resources = (properties: object, id: string) =>
  (template(properties, id) as { readonly Resources: object }).Resources;
const CONFIG = { source: 'all.json', flow: 'Triage', mocks: 'mocks.json', cases: 'cases.jsonl' };
const FILES = {
  'all.json': {
    Resources: {
      ...resources({ Definition: TRIAGE }, 'Triage'),
      ...resources({ Definition: { nodes: [], connections: [] }, Name: 'other' }, 'Other'),
    },
  },
  'cases.jsonl': '{"name": "refund", "input": "money", "expect": {"output": "You get it back."}}\n',
};

const project = (config: unknown = CONFIG, more: object = {}) =>
  home({ ...FILES, 'bedrock-flows.json': config, ...more });
const at = async (cwd: string, ...argv: string[]) => cli(argv, { cwd });

test('run runs the cases with the mocks', async () => {
  expect(await at(project(), 'run'))
    .toMatchObject({ code: 0, err: '', out: expect.stringMatching(/^1 of 1 run as expected; nodes 5 of 6/) });
});

test('run with an input runs that', async () => {
  const { code, out } = await at(project(), 'run', '--input', 'money');
  expect(code).toBe(0);
  expect(out).toContain('Refund: You get it back.');
});

test('the command line wins', async () => {
  const other = { nodes: { ...ONCE.nodes, Reply: { returns: 'No.' } } };
  const more = '{"input": "money", "expect": {"output": "No."}}';
  const folder = project(CONFIG, { 'other.json': other, 'more.jsonl': more });
  expect(await at(folder, 'run', '--mocks', join(folder, 'other.json'), '--inputs', join(folder, 'more.jsonl')))
    .toMatchObject({ code: 0 });
  expect(await at(folder, 'run', '--mocks', join(folder, 'other.json'))).toMatchObject({ code: 1 });
  expect(await at(folder, 'graph', '--flow', 'Other', '--format', 'mermaid')).not.toMatchObject({
    out: expect.stringContaining('Classify'),
  });
});

test('where a file is named, nothing of the project counts', async () => {
  const folder = project();
  const { code, err } = await at(folder, 'run', join(folder, 'triage.json'), '--input', 'money');
  expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('[MissingHandler]') });
});

test.each<[readonly string[], RegExp]>([
  [['graph', '--format', 'mermaid'], /Classify/],
  [['view'], /^<!doctype html>(?!.*You get it back)/is],
  [['view', '--case', 'refund'], /You get it back/],
  [['view', '--input', 'money'], /You get it back/],
  [['cost'], /1 run: /],
  [['code', '--language', 'typescript'], /Classify/],
  [['export'], /"Classify"/],
])('%j takes the flow', async (argv, shows) => {
  const { code, out } = await at(project(), ...argv);
  expect(code).toBe(0);
  expect(out).toMatch(shows);
});

test('validate checks the source', async () => {
  expect((await at(project({ source: 'triage.json' }), 'validate')).out).toContain('no findings in 1 flow');
});

test('package.json can have it', async () => {
  const folder = home({ ...FILES, 'package.json': { name: 'app', bedrockFlows: CONFIG } });
  expect(await at(folder, 'run')).toMatchObject({ code: 0 });
  const both = project(CONFIG, { 'package.json': { bedrockFlows: { source: 'nothing.json' } } });
  expect(await at(both, 'run')).toMatchObject({ code: 0 });
});

test.each([['{'], [{ name: 'app' }], [[]]])('a package.json without it says nothing: %j', async (content) => {
  expect(await at(home({ 'package.json': content }), 'run'))
    .toMatchObject({ code: 2, err: expect.stringMatching(/no file is given; .*"source" in bedrock-flows\.json/) });
});

test.each<[unknown, RegExp]>([
  [{ ...CONFIG, sources: 'x' }, /flows\.json: error: has "sources", which is not a known key; did you mean 'source'\?/],
  [{ ...CONFIG, zzz: 1 }, /has "zzz", which is not a known key; use 'source', 'flow'/],
  [{ source: 1 }, /"source" must be the path of a file/],
  [{ source: '' }, /"source" must be the path of a file/],
  [{ source: '-' }, /"source" must be the path of a file/],
  [{ source: 'all.json', flow: ['Triage'] }, /"flow" must be a name/],
  [{ flow: 'Triage' }, /has no "source"; add/],
  [{ source: 'none.json' }, /none\.json: error: /],
  ['{', /is not JSON; write \{"source"/],
  ['[]', /is not a JSON object/],
  ['{"source": "a", "source": "b"}', /has the key 'source' twice/],
  ['{"__proto__": "a"}', /has "__proto__", which is not a known key/],
])('%j is refused in one line', async (config, said) => {
  const { code, out, err } = await at(project(config), 'run');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(said);
  expect(err.split('\n')).toHaveLength(2);
});

test('the schema has the same keys', () => {
  const schema = JSON.parse(readFileSync(join(__dirname, '../../../config.schema.json'), 'utf8')) as {
    properties: Record<string, unknown>;
  };
  expect(Object.keys(schema.properties)).toEqual(['$schema', ...CONFIG_KEYS]);
});
