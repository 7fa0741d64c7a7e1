/** What cases can expect of documents, and who judges them. */
import { join } from 'node:path';
import { home, ONCE } from '../run/flows';
import { cli } from '../support';

const LONG = `${'a'.repeat(60)}!`;
const REPLY = 'You get 12.50 back.';
const judgeFlow = (type: string) => ({
  nodes: [
    { name: 'In', type: 'Input', configuration: { input: {} }, outputs: [{ name: 'document', type }] },
    {
      name: 'Rate',
      type: 'LambdaFunction',
      configuration: { lambdaFunction: { lambdaArn: 'arn:aws:lambda:eu-west-1:111122223333:function:rate' } },
      inputs: [{ name: 'given', type, expression: '$.data' }],
      outputs: [{ name: 'functionResponse', type: 'String' }],
    },
    {
      name: 'Out',
      type: 'Output',
      configuration: { output: {} },
      inputs: [{ name: 'document', type: 'String', expression: '$.data' }],
    },
  ],
  connections: [
    {
      name: 'InRate',
      type: 'Data',
      source: 'In',
      target: 'Rate',
      configuration: { data: { sourceOutput: 'document', targetInput: 'given' } },
    },
    {
      name: 'RateOut',
      type: 'Data',
      source: 'Rate',
      target: 'Out',
      configuration: { data: { sourceOutput: 'functionResponse', targetInput: 'document' } },
    },
  ],
});

const at = home({
  'mocks.json': { nodes: { ...ONCE.nodes, Reply: { returns: REPLY } } },
  'judge.js': 'exports.long = ({ output, criteria }) => ({ score: output.length / 40, reason: criteria ?? "length" '
    + '});\nexports.name = ({ name, input, node, expected }) => name === "n" && input === "money" && node === "Refund" '
    + '&& expected === "You get 12.50 back.";\nexports.nothing = () => null;\n'
    + 'exports.broken = () => { throw Object.assign(new Error("broken"), { name: "Mine" }); };\n',
  'judge.json': judgeFlow('String'),
  'judge-mocks.json': { nodes: { Rate: { lambda: './rate.js#handler' } } },
  'failing-mocks.json': { nodes: { Rate: { throws: { error: 'dependencyFailedException', message: 'broken' } } } },
  'none-mocks.json': { nodes: { Rate: { returns: 'perhaps' } } },
  'rate.js': 'exports.handler = ({ node }) => node.inputs[0].value.includes("12.50") ? "0.8" : "no";\n',
});

async function run(cases: readonly object[], ...more: string[]) {
  const file = join(home({ 'cases.jsonl': cases.map((one) => JSON.stringify(one)).join('\n') }), 'cases.jsonl');
  return cli(['run', join(at, 'triage.json'), '--mocks', join(at, 'mocks.json'), '--inputs', file, ...more]);
}

/** The lines that say what is wrong; none for a case that is as expected. */
async function wrong(expect: object): Promise<readonly string[]> {
  const { out, err } = await run([{ name: 'n', input: 'money', expect }]);
  if (err !== '') { return [err.trim()]; }
  return out.split('\n').filter((line) => line.startsWith('  ')).map((line) => line.trim());
}

const dead = (path: string) => JSON.parse(JSON.stringify(path).replaceAll('HOME', at)) as string;

describe('documents', () => {
  test.each<[object]>([
    [{ contains: '12.50' }], [{ contains: ['You', 'back'] }], [{ matches: '\\d+\\.\\d{2}' }],
    [{ matches: { pattern: '^YOU', flags: 'i' } }], [{ oneOf: ['x', REPLY] }],
    [{ schema: { type: 'string', minLength: 5, pattern: 'back\\.$' } }],
    [{ at: { Refund: { contains: '12', matches: '^You', oneOf: [REPLY], schema: { const: REPLY } } } }],
    [{ output: REPLY, tolerance: 0.1 }],
  ])('%j is so', async (wanted) => { expect(await wrong(wanted)).toEqual([]); });

  test.each<[object, string]>([
    [{ contains: ['You', 'never'] }, `should contain "never", but gave "${REPLY}"`],
    [{ matches: '^\\d' }, `should match '^\\d', but gave "${REPLY}"`],
    [{ oneOf: ['a', 'b'] }, `should give one of "a", "b", but gave "${REPLY}"`],
    [{ schema: { maxLength: 3 } }, `should fit the schema: must have at most 3 characters, got "${REPLY}"`],
    [{ at: { Refund: { contains: 'x' } } }, `'Refund' should contain "x", but gave "${REPLY}"`],
    [{ at: { Other: { contains: 'x' } } }, 'should reach \'Other\', but did not'],
  ])('%j is said', async (wanted, said) => { expect(await wrong(wanted)).toEqual([said]); });

  test.each<[object, RegExp]>([
    [{ matches: '(' }, /"matches" '\(' is not a regular expression \(Unterminated group\); give a regular expression/],
    [{ matches: { pattern: 'a', flags: 'g' } }, /"matches" has the flags the string 'g', but only i, m, s, u and v/],
    [{ contains: '' }, /"contains" is empty, which everything contains/],
    [{ oneOf: [] }, /"oneOf" must be a list with at least one value, got a list/],
    [{ schema: { typ: 'string' } }, /"schema" has 'typ', which is not supported here; did you mean 'type'\?/],
    [{ schema: { properties: { a: { minimum: '1' } } } },
      /"schema" at properties\.a has a 'minimum' that must be a number, got the string '1'/],
    [{ schema: { $ref: '#/$defs/x' } }, /"schema" refers to '#\/\$defs\/x', which is not there/],
    [{ at: { Refnd: {} } }, /"at" has 'Refnd', but the flow has no such Output node; did you mean 'Refund'\?/],
    [{ at: { Refund: { output: 1 } } }, /"at": "Refund": error: has "output", which is not a known key/],
    [{ tolerance: -1 }, /"tolerance" must be a number from 0, got the number -1/],
    [{ judge: { command: 'x' } }, /"judge": error: "command" must be a list with the program and its arguments/],
    [{ judge: {} }, /"judge": error: has no judge/],
    [{ judge: { function: './no.js#x' } }, /no\.js: error: is not there; correct the path of "function"/],
  ])('%j is refused', async (wanted, said) => {
    const { code, err } = await run([{ input: 'money', expect: wanted }]);
    expect(code).toBe(2);
    expect(err).toMatch(said);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  test('a regular expression that would never end is given up', async () => {
    const mocks = join(home({ 'long.json': { nodes: { Classify: { returns: 'refund' }, Reply: { returns: LONG } } } }),
      'long.json');
    const { out } = await run([{ input: 'money', expect: { matches: '^(a+)+$', schema: { pattern: '^(a+)+$' } } }],
      '--mocks', mocks);
    expect(out.split('\n').slice(1, 3)).toEqual(["  should match '^(a+)+$', but its search takes longer than 1 s",
      expect.stringMatching(
        /^ {2}should fit the schema: must match '\^\(a\+\)\+\$', but its search takes longer than 1 s/,
      )]);
  });
});

describe('judges', () => {
  test.each<[string, object, readonly string[]]>([
    ['a function', { function: 'HOME/judge.js#name' }, []],
    ['a function with a score', { function: 'HOME/judge.js#long', threshold: 0.4 }, []],
    ['a program', { command: ['sh', '-c', 'grep -q 12.50 && echo true'] }, []],
    ['a flow', { flow: 'HOME/judge.json', mocks: 'HOME/judge-mocks.json', threshold: 0.7 }, []],
    ['a low score', { function: 'HOME/judge.js#long', name: 'length', threshold: 0.9, criteria: 'too short' },
      ['judge length did not pass \'Refund\': score 0.475, "too short"']],
    ['a flow that asks for more', {
      flow: 'HOME/judge.json', mocks: 'HOME/judge-mocks.json', name: 'f', threshold: 0.9,
    },
    ['judge f did not pass \'Refund\': score 0.8']],
    ['a program that says no', { command: ['echo', '"no"'], name: 'p' }, ['judge p did not pass \'Refund\'']],
    ['no verdict', { function: 'HOME/judge.js#nothing', name: 'x' }, [
      '[judge x] answered null, which is neither a verdict nor a score; return true, false, a number, or {"pass": '
        + 'true, "score": 0.9, "reason": "…"} [IllegalMock]',
    ]],
  ])('%s', async (_, judge, said) => {
    const one = JSON.parse(dead(JSON.stringify(judge))) as object;
    expect(await wrong({ output: REPLY, judge: one })).toEqual(said);
    expect(await wrong({ outputs: { Refund: REPLY }, at: { Refund: { judge: one } } })).toEqual(said);
  });

  test.each<[string, object, RegExp]>([
    ['a program that fails', { command: ['sh', '-c', 'echo no >&2; exit 3'], name: 'p' },
      /^\[judge p\] failed: the command 'sh .*' of node judge p ended with exit code 3: no; correct the judge \[/],
    ['a program that hangs', { command: ['sleep', '60'], name: 'p', timeoutSeconds: 0.2 },
      /^\[judge p\] failed: the command 'sleep 60' of node judge p took longer than 0\.2 s and was stopped;/],
    ['a function that throws', { function: 'HOME/judge.js#broken', name: 'f' },
      /^\[judge f\] failed: .*judge f.* broken; correct the judge \[IllegalMock\]$/],
    ['a flow that fails', { flow: 'HOME/judge.json', mocks: 'HOME/failing-mocks.json', name: 'j' },
      /^\[judge j\] failed: dependencyFailedException: .*broken.*; correct the judge \[IllegalMock\]$/],
    ['a flow without an answer', { flow: 'HOME/judge.json', mocks: 'HOME/none-mocks.json' },
      /^\[judge .*judge\.json\] answered "perhaps", which is neither a verdict nor a score; return true/],
  ])('%s is a mistake of the data set, and not of the flow', async (_, judge, said) => {
    expect(await wrong({ output: REPLY, judge: JSON.parse(dead(JSON.stringify(judge))) as object }))
      .toEqual([expect.stringMatching(said)]);
  });

  test('scores are in the lines of JSON, and their mean in the summary', async () => {
    const judge = { function: join(at, 'judge.js#long'), threshold: 0.1 };
    const { out, err } = await run([{ input: 'money', expect: { judge } }], '--json');
    expect(JSON.parse(out)).toMatchObject({
      passed: true, scores: [{ judge: join(at, 'judge.js#long'), node: 'Refund', passed: true, score: 0.475 }],
    });
    expect(err).toMatch(/^1 of 1 run as expected; mean score 0\.475; nodes/);
  });
});
