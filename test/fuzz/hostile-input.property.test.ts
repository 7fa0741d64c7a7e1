/**
 * Whatever comes from outside, as texts, keys of objects, mock files or recordings, stays in its folder, on its line
 * and within its second. `PROPERTY_RUNS=34` tries 100,000 of each, as .ci/run
 * does with five seeds.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Printer } from '../../cli/printer';
import { SimulateError } from '../../src/core/simulate/simulate-error';
import { FolderStore } from '../../src/runner/handlers/folder-store';
import { readMockFile } from '../../src/runner/mocks/read-mocks';
import { runFlowSync } from '../../src/runner/run-flow';
import { flowOf, input, output, prompt } from '../core/simulate/flow-of';
import { runs } from '../fast-check';
import { stopwatch } from '../stopwatch';

const RUNS = { numRuns: runs(3000) };
const SECOND = 1000;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f]/;

const PARTS = [
  '\u001b[2J', '\u001b]0;x\u0007', '\u009b31m', '\r', '\n', '\r\n', '\u2028', '\u202e', '\u061c', '\t', '\0', '日本',
  '\ud800', '..', '../', '/', '\\', './', '//', '~', '%2e%2e', 'link', 'link/x', 'C:', '.objects', '__proto__',
  'constructor', '${x}', '{{x}}', ' ', '.', 'a'.repeat(300), 'é'.repeat(200), '{"a":', '[[[[', '"', '\'', ',',
];
/** Texts of what programs stumble over. */
const hostile = fc.array(fc.oneof(fc.constantFrom(...PARTS), fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 8 })), { maxLength: 10 }).map((parts) => parts.join(''));

let root: string;
beforeAll(() => { root = mkdtempSync(join(tmpdir(), 'fuzz-')); });
afterAll(() => { rmSync(root, { recursive: true, force: true }); });

/** Within its second; what is thrown is a mistake that is told, and each of its lines is one. */
function told(work: () => void): string {
  const elapsed = stopwatch();
  let message = '';
  try {
    work();
  } catch (error) {
    if (!(error instanceof SimulateError)) { throw error; }
    message = error.message;
  }
  expect(elapsed()).toBeLessThan(SECOND);
  let text = '';
  new Printer({ write: (more) => { text += more; } }).block([], message);
  expect(text).not.toMatch(CONTROL);
  return message;
}

/** A text with some of it cut out, doubled or replaced. */
const mutated = (text: string) => fc.array(fc.tuple(fc.nat(text.length), fc.nat(12), hostile, fc.boolean()),
  { minLength: 1, maxLength: 4 }).map((cuts) => cuts.reduce((result, [at, length, other, isDoubled]) =>
  result.slice(0, at) + (isDoubled ? result.slice(at, at + length).repeat(2) : other) + result.slice(at + length),
text));

test('what is printed stays on its line', () => {
  fc.assert(fc.property(hostile, hostile, fc.json(), (one, other, json) => {
    let text = '';
    const printer = new Printer({ write: (more) => { text += more; } });
    const elapsed = stopwatch();
    printer.line(one, other);
    printer.json(one);
    printer.jsonLines({ [other]: json });
    expect(elapsed()).toBeLessThan(SECOND);
    const lines = text.split('\n');
    expect(lines.at(-1)).toBe('');
    expect(text).not.toMatch(CONTROL);
    expect(JSON.parse(lines[1])).toBe(JSON.parse(JSON.stringify(one)));
  }), RUNS);
});

test('no key of an object leaves the folder', () => {
  const outside = join(root, 'outside');
  const bucket = join(root, 'bucket');
  mkdirSync(outside);
  mkdirSync(bucket);
  writeFileSync(join(outside, 'secret'), 'secret');
  symlinkSync(outside, join(bucket, 'link'));
  const store = new FolderStore(bucket);
  let kept = 0;
  fc.assert(fc.property(hostile.filter((key) => key !== '' && Buffer.byteLength(key) <= 1024), (key) => {
    const fault = told(() => {
      store.put('b', key, 'body');
      expect(Buffer.from(store.get('b', key)!).toString()).toBe('body');
    });
    if (fault === '') { kept += 1; } else { expect(fault).toMatch(/is outside the folder|is a symbolic link/); }
    // the object may stay: others have to live with it
    expect(readdirSync(root).sort()).toEqual(['bucket', 'outside']);
    expect(readdirSync(outside)).toEqual(['secret']);
  }), RUNS);
  expect(readFileSync(join(outside, 'secret'), 'utf8')).toBe('secret');
  expect(kept).toBeGreaterThan(RUNS.numRuns / 4);
  rmSync(bucket, { recursive: true });
  rmSync(outside, { recursive: true });
});

const MOCKS = JSON.stringify({
  $schema: './mocks.schema.json',
  input: 'hello',
  nodes: {
    Ask: { sequence: ['a', 'b'], repeat: 'cycle', latencyMs: 5, usage: { inputTokens: 1, outputTokens: 2 } },
    Save: { folder: '.' },
    Look: {
      calls: [{ returns: [{ content: { text: 'x' } }] }, { throws: { error: 'throttlingException', message: 'm' } }],
    },
    Run: { command: ['sh', '-c', 'touch started'], timeoutSeconds: 1 },
  },
  types: { Agent: { asks: 'which?' }, Lex: { replay: 'calls.json' } },
});

test('a mock file is read, or each mistake is a line; nothing in it is started', () => {
  const file = join(root, 'mocks.json');
  fc.assert(fc.property(fc.oneof(mutated(MOCKS), hostile, fc.json()), (text) => {
    writeFileSync(file, text);
    const message = told(() => { readMockFile(file); });
    for (const line of message === '' ? [] : message.split('\n')) { expect(line).toMatch(/^\[.*; .* \[\w+\]$/); }
    expect(readdirSync(root)).toEqual(['mocks.json']);
  }), RUNS);
  rmSync(file);
});

test('a recording answers, or is a mistake of the test', () => {
  const flow = flowOf([input(), prompt('Ask', '{{text}}'), output()], 'In.document > Ask.text',
    'Ask.modelCompletion > Out.document');
  const file = join(root, 'calls.json');
  runFlowSync(flow, { input: 'hello', mocks: { nodes: { Ask: { returns: 'yes' } } }, record: file });
  const recording = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
  fc.assert(fc.property(fc.oneof(mutated(recording), hostile, fc.json()), (text) => {
    writeFileSync(file, text);
    told(() => { runFlowSync(flow, { input: 'hello', mocks: { nodes: { Ask: { replay: file } } } }); });
    expect(readdirSync(root)).toEqual(['calls.json']);
  }), RUNS);
});
