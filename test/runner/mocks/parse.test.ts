/** Each mistake in mocks is one line; `mocks.schema.json` refuses what the parser refuses, and takes what it takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import * as fc from 'fast-check';
import { EFFECT_TYPES } from '../../../src/core/kinds';
import { MOCK_KINDS } from '../../../src/runner/mocks/kinds';
import { parseMocks } from '../../../src/runner/mocks/parse-mocks';
import { runFlowSync } from '../../../src/runner/run-flow';
import { runs } from '../../fast-check';
import { folder, lambdaFlow, promptFlow, refused } from '../support';

const schema = JSON.parse(readFileSync(join(__dirname, '../../../mocks.schema.json'), 'utf8')) as object;
const accepts = new Ajv({ strict: false }).compile(schema);

function problem(json: unknown): string | undefined {
  try {
    parseMocks(json, 'mocks.json');
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const node = (mock: unknown) => ({ nodes: { Ask: mock } });

test.each<[string, unknown, string]>([
  ['no object', [], '[mocks.json] must be an object, got a list; give {"nodes": {"NameOfANode": {"returns": "its '
    + 'output"}}} [IllegalMock]'],
  ['a misspelt key', { node: {} }, '[mocks.json] has \'node\', which mocks do not have; did you mean \'nodes\'? '
    + '[IllegalMock]'],
  ['no nodes', { nodes: 5 }, '[mocks.json: nodes] must be an object, got the number 5; give a mock for each node by '
    + 'its name [IllegalMock]'],
  ['a value for a mock', node('refund'), '[mocks.json: nodes.Ask] must be a mock, got the string \'refund\'; give '
    + '{"returns": "refund"} [IllegalMock]'],
  ['a long value for a mock', node('x'.repeat(58)), expect.stringMatching(
    /must be a mock, got the string 'x+\.\.\.'; give \{"returns": "x{58}"\} \[IllegalMock\]$/) as string],
  ['one that is too long to be said again', node('x'.repeat(59)), expect.stringMatching(
    /must be a mock, got the string 'x+\.\.\.'; give \{"returns": …\} \[IllegalMock\]$/) as string],
  ['a misspelt kind', node({ retruns: 'x' }), '[mocks.json: nodes.Ask] has \'retruns\', which is not a kind of mock; '
    + 'did you mean \'returns\'? [IllegalMock]'],
  ['nothing', node({}), '[mocks.json: nodes.Ask] is empty; give {"returns": "its output"} [IllegalMock]'],
  ['two kinds', node({ returns: 1, sequence: [1] }), '[mocks.json: nodes.Ask] has \'returns\' and \'sequence\'; keep '
    + 'one of them [IllegalMock]'],
  ['a foreign option', node({ returns: 1, repeat: 'last' }), '[mocks.json: nodes.Ask] has \'repeat\', which a mock '
    + 'with "returns" does not have; '
    + 'remove it, or use \'latencyMs\', \'usage\' and \'stopReason\' [IllegalMock]'],
  ['a misspelt option', node({ sequence: [1], repat: 'last' }), '[mocks.json: nodes.Ask] has \'repat\', which a mock '
    + 'with "sequence" does not have; '
    + 'did you mean \'repeat\'? [IllegalMock]'],
  ['a wrong option', node({ sequence: [1], repeat: 'always' }), '[mocks.json: nodes.Ask.repeat] must be \'error\', '
    + '\'last\' or \'cycle\', '
    + 'got the string \'always\'; correct it, or leave it out [IllegalMock]'],
  ['an empty sequence', node({ sequence: [] }), '[mocks.json: nodes.Ask.sequence] must be a list with at least 1 '
    + 'entry, got an empty list; correct it [IllegalMock]'],
  ['a sequence in calls', node({ calls: [{ sequence: [1] }] }), '[mocks.json: nodes.Ask.calls[0].sequence] "sequence" '
    + 'stands inside of "calls"; '
    + 'give one mock for each call [IllegalMock]'],
  ['a misspelt exception', node({ throws: { error: 'throtlingException', message: 'x' } }), '[mocks.json: '
    + 'nodes.Ask.throws.error] must be the name of '
    + 'an exception of InvokeFlow, got the string \'throtlingException\'; did you mean \'throttlingException\'? '
    + '[IllegalMock]'],
  ['no message', node({ throws: { error: 'throttlingException' } }), '[mocks.json: nodes.Ask.throws] has no "message"; '
    + 'add the message of the exception [IllegalMock]'],
  ['a command as text', node({ command: 'python3 x.py' }), '[mocks.json: nodes.Ask.command] must be a list with at '
    + 'least 1 entry, '
    + 'got the string \'python3 x.py\'; correct it [IllegalMock]'],
  ['python as text', node({ python: 'x = 1' }), '[mocks.json: nodes.Ask.python] must be true, got the string \'x = '
    + '1\'; give true, or choose another kind of mock [IllegalMock]'],
  ['objects that are no texts', node({ objects: { a: 1 } }), '[mocks.json: nodes.Ask.objects.a] must be a string, got '
    + 'the number 1; correct it [IllegalMock]'],
  ['a misspelt type', { types: { Promt: { returns: 1 } } }, '[mocks.json: types.Promt] is not a node type that can be '
    + 'mocked; did you mean \'Prompt\'? [IllegalMock]'],
  ['two mistakes', { nodes: { A: 1, B: {} } }, '[mocks.json: nodes.A] must be a mock, got the number 1; give '
    + '{"returns": 1} [IllegalMock]\n'
    + '[mocks.json: nodes.B] is empty; give {"returns": "its output"} [IllegalMock]'],
])('%s', (_, json, line) => {
  expect(problem(json)).toEqual(line);
  expect(accepts(json)).toBe(false);
});

test('what is not JSON is a mistake of the mock', () => {
  const circular: any = {};
  circular.self = circular;
  expect(problem(node({ returns: circular }))).toBe('[mocks.json: nodes.Ask.returns] is not JSON: it contains itself '
    + 'at \'self\'; give plain data [IllegalMock]');
  expect(problem(node({ returns: undefined }))).toBe('[mocks.json: nodes.Ask.returns] is not JSON: it is undefined; '
    + 'give plain data [IllegalMock]');
  expect(problem(node({ sequence: [1, () => 1] }))).toBe('[mocks.json: nodes.Ask.sequence[1]] is not JSON: it has a '
    + 'function; give plain data [IllegalMock]');
});

describe('the schema and the parser agree', () => {
  const keys = [...Object.keys(MOCK_KINDS), 'latencyMs', 'timeoutSeconds', 'repeat', 'region', 'other'];
  const values: fc.Arbitrary<unknown> = fc.oneof(
    fc.constantFrom<unknown>(true, false, null, 0, 0.1, 5, -1, 86_400_001, 3601, '', 'text', 'last', 'cycle', 'error',
      'INTERVENED', 'NONE'),
    fc.constantFrom<unknown>([], ['a'], ['', 'b'], ['a', ''], ['a', 1], {}, { a: 'b' }, { a: 1 }),
    fc.record({ error: fc.constantFrom('throttlingException', 'other', 1), message: fc.constantFrom('m', 1) },
      { requiredKeys: [] }),
    fc.record({
      error: fc.constant('validationException'),
      message: fc.constant('m'),
      resourceName: fc.constantFrom('r', 1),
      more:
        fc.constant(1),
    }, { requiredKeys: ['error', 'message'] }),
  );
  const mock: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
    mock: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.dictionary(fc.constantFrom(...keys), values, { minKeys: 0, maxKeys: 3, noNullPrototype: true }),
      values,
      fc.record({ calls: fc.array(tie('mock'), { maxLength: 3 }) }),
      ...Object.keys(MOCK_KINDS).map((kind) => fc.record({ [kind]: values })),
    ),
  })).mock;
  type Json = fc.Arbitrary<unknown>;
  const rarely = (often: Json, rare: Json) => fc.oneof({ arbitrary: often, weight: 12 },
    { arbitrary: rare, weight: 1 });
  const record = (names: readonly string[]) => fc.dictionary(fc.constantFrom(...names), mock,
    { maxKeys: 2, noNullPrototype: true });
  const file = fc.record({
    $schema: rarely(fc.constant('./mocks.schema.json'), values),
    input: values,
    nodes: rarely(record(['A', 'B', 'constructor']), values),
    types: rarely(record(EFFECT_TYPES), record(['Condition', 'Prompt'])),
    ...{ inputs: rarely(fc.constant(undefined), values) },
  }, { requiredKeys: [] })
    .map((json) => Object.fromEntries(Object.entries(json).filter(([, value]) => value !== undefined)));

  test('on whole files', () => {
    let taken = 0;
    fc.assert(fc.property(file, (json) => {
      const message = problem(json);
      taken += message === undefined ? 1 : 0;
      if (accepts(json) !== (message === undefined)) {
        throw new Error(`the parser says ${message ?? 'nothing'}, the `
          + `schema ${JSON.stringify(accepts.errors?.slice(0, 3))}`);
      }
    }), { numRuns: runs(3000) });
    expect(taken).toBeGreaterThan(100);
  });

  test('on single mocks', () => {
    let taken = 0;
    fc.assert(fc.property(mock, (one) => {
      const message = problem(node(one));
      taken += message === undefined ? 1 : 0;
      if (accepts(node(one)) !== (message === undefined)) {
        throw new Error(`the parser says ${message ?? 'nothing'} to ${JSON.stringify(one)}`);
      }
      // a line is a line
      for (const line of message?.split('\n')
        ?? []) { expect(line).toMatch(/^\[mocks\.json: nodes\.Ask.*\] [^A-Z].*; .+ \[IllegalMock\]$/); }
    }), { numRuns: runs(3000) });
    expect(taken).toBeGreaterThan(50);
  });
});

describe('a mock file', () => {
  test('gives the input too, and a byte order mark is no matter', () => {
    const root = folder({
      'mocks.json': `\uFEFF${JSON.stringify({ $schema: 'x', input: 'hi', nodes: { Ask: { returns: 'yes' } } })}`,
    });
    const { outputs, calls } = runFlowSync(promptFlow(), { mocks: join(root, 'mocks.json') });
    expect([outputs[0].document, calls.Ask[0].inputs]).toEqual(['yes', { text: 'hi' }]);
  });

  test('that can\'t be read says why and where', async () => {
    const root = folder({ 'mocks.json': '{\n  "nodes": {\n    "Ask": {"returns": }\n  }\n}' });
    const path = join(root, 'mocks.json');
    expect(await refused(() => runFlowSync(promptFlow(), { input: '', mocks: path })))
      .toMatch(/mocks\.json:3:24\] is not JSON: .+; correct it there \[UnreadableFile\]$/);
    expect(await refused(() => runFlowSync(promptFlow(), { input: '', mocks: join(root, 'none.json') })))
      .toBe(`[${join(root, 'none.json')}] the mock file can't be read (ENOENT); correct the path [UnreadableFile]`);
  });

  test('that has a node twice is refused: the first would be dropped', async () => {
    const root = folder({ 'mocks.json': '{"nodes": {"Ask": {"returns": "a"},\n "Ask": {"returns": "b"}}}' });
    expect(await refused(() => runFlowSync(promptFlow(), { input: '', mocks: join(root, 'mocks.json') })))
      .toMatch(/mocks\.json:2:2\] has the key 'Ask' twice in one object; keep one \[UnreadableFile\]$/);
  });
});

describe('mocks and the flow', () => {
  const line = async (mocks: object) => refused(() => runFlowSync(promptFlow(), { input: '', mocks }));

  test('a node that is not there', async () => {
    expect(await line({ nodes: { Aks: { returns: 'x' } } })).toBe('[mocks: nodes.Aks] the flow has no node \'Aks\'; '
      + 'did you mean \'Ask\'? [UnknownNode]');
    expect(await line({ nodes: { Summary: { returns: 'x' } } }))
      .toBe('[mocks: nodes.Summary] the flow has no node \'Summary\'; remove it, or mock one of \'Ask\' [UnknownNode]');
  });

  test('a node that needs none', async () => {
    expect(await line({ nodes: { Out: { returns: 'x' } } }))
      .toBe('[mocks: nodes.Out] is a mock of a Output node, which the runner evaluates itself; remove it [IllegalMock]'
        .replace('a Output', 'an Output'));
  });

  test('a kind that the node has no use for', async () => {
    expect(await line({ nodes: { Ask: { python: true } } }))
      .toBe('[mocks: nodes.Ask.python] is for InlineCode nodes, and this is a Prompt node; use another kind of mock, '
        + 'for example "returns" [IllegalMock]');
    expect(await line({ nodes: { Ask: { calls: [{ returns: 'x' }, { asks: 'y' }] } } }))
      .toBe('[mocks: nodes.Ask.calls[1].asks] is for Agent nodes, and this is a Prompt node; use another kind of mock, '
        + 'for example "returns" [IllegalMock]');
    expect(await line({ types: { Agent: { intervenes: 'x' } } }))
      .toBe('[mocks: types.Agent.intervenes] is for KnowledgeBase, Prompt nodes, and this is an Agent node; use '
        + 'another kind of mock, for example "returns" [IllegalMock]');
  });

  test('a node without mock', async () => {
    expect(await line({})).toBe('[Ask] the Prompt node \'Ask\' runs, but nothing answers for it; '
      + 'add "Ask": {"returns": "text of the model"} to the mocks of nodes [MissingHandler]');
  });

  test('name goes before type, and handlers before mocks', () => {
    const mocks = { nodes: { Ask: { returns: 'name' } }, types: { Prompt: { returns: 'type' } } };
    expect(runFlowSync(promptFlow(), { input: '', mocks }).outputs[0].document).toBe('name');
    expect(runFlowSync(promptFlow(), { input: '', mocks: { types: mocks.types } }).outputs[0].document).toBe('type');
    const handlers = { nodes: { Ask: () => ({ value: 'handler' }) } };
    expect(runFlowSync(promptFlow(), { input: '', mocks, handlers }).outputs[0].document).toBe('handler');
  });

  test('a type that the flow does not have is not a mistake: files are shared', () => {
    expect(runFlowSync(lambdaFlow(), {
      input: '', mocks: { types: { Prompt: { returns: 'x' }, LambdaFunction: { returns: 'y' } } },
    }).outputs[0].document).toBe('y');
  });
});
