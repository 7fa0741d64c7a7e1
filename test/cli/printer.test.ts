/**
 * Whatever is in a flow, in mocks, in answers or in names, what the command prints stays on its lines and says nothing
 * to the terminal.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { runs } from '../fast-check';
import { home, TRIAGE } from './run/flows';
import { cli } from './support';
import { bold, dim, Printer, red } from '../../cli/printer';
import { cutToColumns, columnsOf } from '../../src/core/words/columns';
import { printable, printableJson } from '../../src/core/words/printable';

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/;
// eslint-disable-next-line no-control-regex
const OWN_COLOURS = /\u001b\[(?:0|1|2|22|3[1-6]|39)m/g;
const HOSTILE = '\u001b[2J\u001b]0;title\u0007\u009b31m\u0085\u202egnp\u2066\u200f\r\u0008\u2028\u001b[31mred';

/** Text with what terminals listen to. */
const hostile = fc.array(fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('\u001b[2J', '\u001b]0;x\u0007', '\u009b', '\r', '\n', '\r\n', '\u2028', '\u202e', '\u061c',
    '\u001b[31m', '\t', '日本', '👩‍👩‍👧', '\ud800'),
), { maxLength: 12 }).map((parts) => parts.join(''));

function printed(work: (printer: Printer) => void, isColored = false): string {
  let text = '';
  work(new Printer({ write: (more) => { text += more; } }, isColored));
  return text;
}

test('a line is one line without control characters, and colours are ours', () => {
  fc.assert(fc.property(hostile, hostile, (one, other) => {
    const plain = printed((out) => out.line(bold(one), other, dim(other)));
    expect(plain).not.toMatch(/\n[^]/);
    expect(plain.replace(/\t/g, '')).not.toMatch(CONTROL);
    const colored = printed((out) => out.line(bold(one), other, red(other)), true);
    // each style begins and ends once; the rest is text
    expect(colored.match(OWN_COLOURS)).toHaveLength(4);
    expect(colored.replace(OWN_COLOURS, '')).toBe(printed((out) => out.line(bold(one), other, red(other))));
  }), { numRuns: runs(2000) });
});

test('text of many lines is indented, so that it looks like no line of the command', () => {
  fc.assert(fc.property(hostile, (text) => {
    const [first, ...others] = printed((out) => out.block(['Out: '], text)).split('\n').slice(0, -1);
    expect(first).toMatch(/^Out: /);
    expect(others.every((line) => line.startsWith('  '))).toBe(true);
  }), { numRuns: runs(2000) });
});

test('JSON stays the same JSON, on one line and without control characters', () => {
  fc.assert(fc.property(fc.dictionary(hostile, hostile), (value) => {
    const line = printed((out) => out.json(value));
    expect(line).not.toMatch(/\n[^]/);
    expect(line).not.toMatch(CONTROL);
    expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(JSON.parse(printed((out) => out.jsonLines(value)))).toEqual(JSON.parse(JSON.stringify(value)));
  }), { numRuns: runs(2000) });
});

test('what is cut fits, and no character is cut in two', () => {
  fc.assert(fc.property(hostile, fc.integer({ min: 4, max: 40 }), (text, columns) => {
    const shown = cutToColumns(text, columns);
    expect([...shown].reduce((sum, char) => sum + columnsOf(char), 0)).toBeLessThanOrEqual(columns);
    if (!/\p{Surrogate}/u.test(text)) { expect(shown).not.toMatch(/\p{Surrogate}/u); }
    expect(shown === text || shown.endsWith('...') && text.startsWith(shown.slice(0, -3))).toBe(true);
  }), { numRuns: runs(2000) });
});

test('a megabyte is printed in a moment', () => {
  const before = performance.now();
  for (const text of [
    '\u001b'.repeat(1_000_000), ' '.repeat(1_000_000), '\n'.repeat(1_000_000), '\r'.repeat(1_000_000),
  ]) {
    printable(text);
    printableJson(text);
    cutToColumns(text, 100);
  }
  expect(performance.now() - before).toBeLessThan(5000);
});

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
