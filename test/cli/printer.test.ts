/**
 * Whatever is in a flow, in mocks, in answers or in names, what the command prints stays on its lines and says nothing
 * to the terminal.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL, OWN_COLOURS } from './control';
import { home, TRIAGE } from './run/flows';
import { cli } from './support';

const HOSTILE = '\u001b[2J\u001b]0;title\u0007\u009b31m\u0085\u202egnp\u2066\u200f\r\u0008\u2028\u001b[31mred';

const flow =
  { ...TRIAGE, nodes: TRIAGE.nodes.map((node) => node.name === 'Reply' ? { ...node, name: `Reply${HOSTILE}` } : node) };
const connections = flow.connections.map((one) => ({
  ...one,
  source: one.source.replace(/^Reply$/, `Reply${HOSTILE}`),
  target: one.target.replace(/^Reply$/, `Reply${HOSTILE}`),
}));
const at = home({
  'hostile.json': { nodes: flow.nodes, connections },
  'hostile.mocks.json': {
    nodes: { Classify: { returns: 'refund' }, [`Reply${HOSTILE}`]: { returns: `answer${HOSTILE}\nSUCCESS` } },
  },
  'throws.mocks.json': { nodes: { Classify: { throws: { error: 'throttlingException', message: HOSTILE } } } },
  'cases.jsonl': JSON.stringify({ name: `case${HOSTILE}\nSUCCESS`, input: HOSTILE, expect: { output: HOSTILE } }),
  [`file${HOSTILE.replace(/[/\0]/g, '')}.json`]: { nodes: [{ name: HOSTILE, type: HOSTILE }], connections: [] },
  'verify.json': {
    flow: 'triage.json',
    mocks: 'mocks.json',
    cases: [{ name: HOSTILE, input: 'x', turns: [[{ [HOSTILE]: { nodeName: HOSTILE } }]] }],
  },
});
const odd = readdirSync(at).find((name) => name.startsWith('file'))!;

test.each<[string, readonly string[]]>([
  ['a run', ['run', 'hostile.json', '--no-check', '--input', 'x', '--mocks', 'hostile.mocks.json']],
  ['a run with an error', ['run', 'triage.json', '--input', HOSTILE, '--mocks', 'throws.mocks.json']],
  ['whole values', ['run', 'hostile.json', '--no-check', '--input', 'x', '--mocks', 'hostile.mocks.json', '--trace']],
  ['events', ['run', 'hostile.json', '--no-check', '--input', 'x', '--mocks', 'hostile.mocks.json', '--json']],
  ['a batch', ['run', 'hostile.json', '--no-check', '--inputs', 'cases.jsonl', '--mocks', 'hostile.mocks.json']],
  ['a batch with steps', [
    'run', 'hostile.json', '--no-check', '--inputs', 'cases.jsonl', '--mocks', 'hostile.mocks.json', '--trace',
  ]],
  ['a batch as JSON', [
    'run', 'hostile.json', '--no-check', '--inputs', 'cases.jsonl', '--mocks', 'hostile.mocks.json', '--json',
  ]],
  ['a batch that can\'t run', ['run', 'hostile.json', '--no-check', '--inputs', 'cases.jsonl']],
  ['findings', ['validate', odd]],
  ['findings as JSON', ['validate', odd, '--json']],
  ['findings as SARIF', ['validate', odd, '--sarif']],
  ['a comparison', ['verify', 'verify.json']],
  ['an option that is unknown', ['run', `--${HOSTILE}`]],
  ['a file that is not there', ['validate', HOSTILE.replace(/\0/g, '')]],
  ['a command that is not there', [HOSTILE]],
])('%s says nothing to the terminal', async (_, argv) => {
  const inside = argv.map((word, index) => readdirSync(at).includes(word) && index > 0 ? join(at, word) : word);
  const plain = await cli(inside);
  expect(plain.out + plain.err).not.toBe('');
  expect(plain.out + plain.err).not.toMatch(CONTROL);
  const colored = await cli(inside, { isTTY: true, columns: 80 });
  expect((colored.out + colored.err).replace(OWN_COLOURS, '')).not.toMatch(CONTROL);
  expect(colored.out).not.toContain('\u001b[31mred');
  // no line of an answer or a name passes for one of the command
  expect(plain.out.split('\n').filter((line) => line === 'SUCCESS').length).toBeLessThanOrEqual(1);
});

test('a JUnit report has no control characters either', async () => {
  await cli([
    'run', join(at, 'hostile.json'), '--no-check', '--inputs', join(at, 'cases.jsonl'),
    '--mocks', join(at, 'hostile.mocks.json'), '--junit', join(at, 'report.xml'),
  ]);
  const report = readFileSync(join(at, 'report.xml'), 'utf8');
  expect(report).not.toMatch(CONTROL);
  expect(report).toContain('case\ufffd[2J');
});

test('nothing but the printer writes to the terminal', () => {
  const files = readdirSync('cli', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')
    && name !== 'printer.ts');
  const writers =
    files.filter((name) => /(stdout|stderr|sink)\.write|console\./.test(readFileSync(join('cli', name), 'utf8')));
  expect(writers).toEqual([]);
});
