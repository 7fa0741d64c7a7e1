import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../src/core/validate/registry';
import { doubtful, flow, folder, template, validate } from '../support';

const EXPORT = 'test/cli/validate/data/broken-export.json';
const golden = (name: string) => readFileSync(join(__dirname, 'data', name), 'utf8');
const warning = JSON.stringify(doubtful());

test('for people', async () => {
  const { code, out, err } = await validate([EXPORT]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toBe(golden('human.txt'));
});

test.each([
  ['on one line', undefined], ['line by line', 1],
])('no line with a secret is printed, %s', async (_, indent) => {
  const secret = `AKIA${'ABCD'.repeat(4)}`;
  const stdin = JSON.stringify({ note: secret, ...flow('category = 1'), more: secret }, undefined, indent);
  const { out } = await validate(['-'], { stdin });
  expect(out).toContain('MalformedConditionExpression');
  expect(out).not.toContain('AKIA');
});

test('errors only', async () => {
  const { out } = await validate(['--quiet', EXPORT]);
  expect(out).not.toContain('warning');
  expect(out.trim().split('\n').pop()).toBe('2 errors in 1 flow (1 file)');
  expect(await validate(['-q', '-'], { stdin: warning })).toEqual({ code: 0, out: '', err: '' });
  expect((await validate(['-q', '--json', '-'], { stdin: warning })).out)
    .toBe('{"file":"<stdin>","flow":null,"findings":[]}\n');
});

test('JSON: one line for each flow', async () => {
  const stdin = JSON.stringify({ Resources: { ...resources('A', flow('category = 1')), ...resources('B', flow()) } });
  const { code, out } = await validate(['--json', '-'], { stdin });
  expect(code).toBe(1);
  const [first, second, rest] = out.split('\n');
  expect(rest).toBe('');
  expect(Object.keys(JSON.parse(first) as object)).toEqual(['file', 'flow', 'findings']);
  expect(JSON.parse(first)).toEqual({
    file: '<stdin>',
    flow: 'A',
    findings: [{
      severity: 'error',
      code: 'MalformedConditionExpression',
      node: 'Route',
      message: expect.stringContaining('at character 10') as string,
      remedy: 'write ==',
      path: 'nodes[2].configuration.condition.conditions[0].expression',
      line: 1,
      column: stdin.indexOf('category = 1') + 10,
      condition: 'isRefund',
      offset: 9,
      value: 'category = 1',
    }],
  });
  expect(JSON.parse(second)).toEqual({ file: '<stdin>', flow: 'B', findings: [] });
});

test('SARIF', async () => {
  const { code, out, err } = await validate(['--sarif', EXPORT, 'nope.json']);
  expect(code).toBe(2);
  expect(err).toContain('nope.json: error: does not exist');
  const { version, runs: [run] } = JSON.parse(out) as Sarif;
  expect(version).toBe('2.1.0');
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual(expect.arrayContaining(RULES.map(({ code: id }) => id)));
  expect(run.invocations)
    .toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [{ message: { text: err.trim() } }] }]);
  expect(run.results.map(({ level }) => level)).toEqual(['error', 'error', 'warning']);
  for (const { ruleId, ruleIndex } of run.results) { expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId); }
  expect(run.results[0]).toMatchObject({
    message: {
      text: expect.stringMatching(/^triage\/Route: condition .*; write ==$/) as string,
    },
    locations: [{
      physicalLocation: { artifactLocation: { uri: EXPORT }, region: { startLine: 58, startColumn: 41 } },
      logicalLocations: [{ name: 'Route', fullyQualifiedName: 'triage/Route' }],
    }],
  });
});

test('SARIF names files as URIs', async () => {
  const root = folder({ 'my flow#1.json': warning });
  const { out } = await validate(['--sarif', join(root, 'my flow#1.json')]);
  expect((JSON.parse(out) as Sarif).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri)
    .toMatch(/^file:\/\/.*my%20flow%231\.json$/);
});

test('more warnings than allowed', async () => {
  expect((await validate(['-'], { stdin: warning })).code).toBe(0);
  expect((await validate(['--max-warnings', '1', '-'], { stdin: warning })).code).toBe(0);
  const { code, err } = await validate(['--max-warnings', '0', '--quiet', '-'], { stdin: warning });
  expect([code, err]).toEqual([1, 'bedrock-flows: error: 1 warning, and --max-warnings allows 0; correct them, or '
    + 'allow more\n']);
});

test.each<[string, string[], object, boolean, boolean]>([
  ['a terminal', [], {}, true, true],
  ['a pipe', [], {}, false, false],
  ['--no-color', ['--no-color'], { FORCE_COLOR: '1' }, true, false],
  ['NO_COLOR', [], { NO_COLOR: '1' }, true, false],
  ['an empty NO_COLOR', [], { NO_COLOR: '' }, true, true],
  ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, false, true],
  ['FORCE_COLOR=0', [], { FORCE_COLOR: '0' }, true, false],
  ['a dumb terminal', [], { TERM: 'dumb' }, true, false],
  ['JSON on a terminal', ['--json'], {}, true, false],
])('colours: %s', async (_, options, env, isTTY, isColored) => {
  const { out } = await validate([...options, EXPORT], { env: env as Record<string, string>, isTTY });
  expect(out.includes('\u001b[')).toBe(isColored);
});

describe('excerpts', () => {
  const caretOf = async (text: string, columns = 80) => {
    const { out } = await validate(['-'], { stdin: text, columns });
    return out.split('\n').slice(1, 3);
  };

  test('a long line is cut around the caret, which stays under its character', async () => {
    const [line, caret] = await caretOf(JSON.stringify(template({ Definition: flow('category ~ 1') })));
    expect(line.length).toBeLessThanOrEqual(80);
    expect(line[caret.indexOf('^')]).toBe('~');
    expect(line).toMatch(/\| ….*…$/);
  });

  test('tabs and wide characters', async () => {
    const [line, caret] = await caretOf(JSON.stringify(flow('"日本🙂" ~ 1'), undefined, '\t'), 200);
    expect(caret.match(/\t/g)).toHaveLength(line.match(/\t/g)!.length);
    // two columns for each of the three wide characters, where the emoji is two code units already
    expect(caret.indexOf('^')).toBe(line.indexOf('~') + 2);
  });

  test('control characters are not printed', async () => {
    const { out } = await validate(['-'], { stdin: JSON.stringify(flow('category ~ "\u009b31m\u202e"')) });
    expect(out).not.toMatch(/[\u009b\u202e]/);
  });
});

const resources =
  (id: string, definition: object) => (template({ Definition: definition }, id) as { Resources: object }).Resources;

interface Sarif {
  readonly version: string;
  readonly runs: {
    readonly tool: { readonly driver: { readonly rules: { readonly id: string }[] } };
    readonly invocations: unknown;
    readonly results: {
      readonly ruleId: string;
      readonly ruleIndex: number;
      readonly level: string;
      readonly locations: { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
    }[];
  }[];
}
