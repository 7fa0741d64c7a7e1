/** What changed between two batches, and the page that shows a batch. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compare } from '../../../../cli/run/compare/compare';
import { cli } from '../../support';
import { home, ONCE } from '../flows';

const MEAN = '</script><img src=x onerror=alert(1)>\u202eabc';
const at = home({
  'cases.jsonl': [
    { name: 'same', input: 'money' }, { name: 'new', input: 'money' },
    { name: 'refund', input: MEAN, expect: { output: 'You get it back.', takes: ['Route.isRefund'] } },
  ].map((one) => JSON.stringify(one)).join('\n'),
  'before.jsonl': [{ name: 'gone', input: 'x' }, { name: 'same', input: 'money' },
    { name: 'refund', input: MEAN, expect: { output: 'You get it back.', takes: ['Route.isRefund'] } }]
    .map((one) => JSON.stringify(one)).join('\n'),
  'used.json': {
    nodes: {
      Classify: { returns: 'refund', usage: { inputTokens: 10, outputTokens: 1 }, latencyMs: 500 },
      Reply: { calls: [{ returns: 'You get it back.', usage: { inputTokens: 90, outputTokens: 9 } }] },
    },
  },
  'other.json': {
    nodes: {
      Classify: { returns: 'other', usage: { inputTokens: 10, outputTokens: 1 }, latencyMs: 800 },
      Reply: ONCE.nodes.Reply,
    },
  },
});
const file = (name: string) => join(at, name);
const run = async (cases: string, mocks: string, ...more: string[]) =>
  cli(['run', file('triage.json'), '--inputs', file(cases), '--mocks', file(mocks), ...more]);

beforeAll(async () => {
  const { out } = await run('before.jsonl', 'used.json', '--json');
  writeFileSync(file('then.jsonl'), out);
});

test('lines of JSON have the time and tokens of the run', () => {
  const [first] = readFileSync(file('then.jsonl'), 'utf8').split('\n');
  expect(JSON.parse(first)).toMatchObject({ timeMs: 500, tokens: { input: 100, output: 10 } });
});

test('what changed, case by case', async () => {
  const { out } = await run('cases.jsonl', 'other.json', '--compare', file('then.jsonl'));
  const lines = out.split('\n');
  expect(lines.slice(lines.indexOf('changed same'))).toEqual([
    'changed same', '  \'Refund\': "You get it back." -> nothing', '  \'Other\': nothing -> "money"',
    '  branches: Route.isRefund -> Route.default', '  tokens: 100 + 10 -> 10 + 1', '  time: 500 ms -> 800 ms',
    'new new', 'changed refund', '  no longer as expected', '  \'Refund\': "You get it back." -> nothing',
    expect.stringMatching(/^ {2}'Other': nothing -> "<\/script>/), '  branches: Route.isRefund -> Route.default',
    '  tokens: 100 + 10 -> 10 + 1', '  time: 500 ms -> 800 ms', 'gone gone',
    `2 of 2 runs changed, 1 new and 1 gone since ${file('then.jsonl')}; tokens: 200 + 20 -> 20 + 2; `
      + 'time: 1000 ms -> 1600 ms', '',
  ]);
});

test('the same batch has not changed', async () => {
  const { out } = await run('before.jsonl', 'used.json', '--compare', file('then.jsonl'));
  expect(out.split('\n')[2]).toBe(`0 of 3 runs changed, 0 new and 0 gone since ${file('then.jsonl')}`);
});

test('of several runs with one name, the n-th is compared with the n-th', () => {
  const line = (document: string) =>
    ({ name: 'a', passed: true, outputs: [{ nodeName: 'Out', document }], branches: [] });
  const { now } = compare([line('x'), line('y')], [line('x'), line('z')]);
  expect(now.map((one) => one?.lines)).toEqual([undefined, ['\'Out\': "y" -> "z"']]);
});

test.each([['', 'has no runs'], ['[]', ':1: error: is not a run of a batch'], ['{', ':1: error: is not JSON']])(
  '%j is no batch', async (text, said) => {
    writeFileSync(file('bad.jsonl'), text);
    const { code, err } = await run('cases.jsonl', 'used.json', '--compare', file('bad.jsonl'));
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(said) });
  });

test('a report has all runs, is the same each time, and nothing in it is markup of others', async () => {
  const report = async () => {
    await run('cases.jsonl', 'other.json', '--compare', file('then.jsonl'), '--report', file('report.html'));
    return readFileSync(file('report.html'), 'utf8');
  };
  const html = await report();
  expect(await report()).toBe(html);
  expect(html).toContain('default-src \'none\'');
  expect(html).toContain('script-src \'none\'');
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;\\u202eabc');
  for (const text of ['<a href="#c1">same</a>', 'id="c3"', 'no longer as expected', 'new</td>', '<li>gone</li>']) {
    expect(html).toContain(text);
  }
});
