/** Files without an end, pipes, other encodings, and JSON that somebody has made up: one line, soon. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { home, ONCE, TRIAGE } from './run/flows';
import { cli, folder } from './support';
import { run } from '../../cli/program';

const utf16 =
  (value: unknown) => Buffer.from(`\ufeff${typeof value === 'string' ? value : JSON.stringify(value)}`, 'utf16le');
const at = folder({
  'triage.json': utf16(TRIAGE),
  'mocks.json': utf16(ONCE),
  'input.txt': utf16('mon€y'),
  'cases.jsonl': utf16(JSON.stringify({ name: 'é', input: 'mon€y', expect: { output: 'You get it back.' } })),
  'fixture.json': utf16({ flow: 'triage.json', mocks: 'mocks.json', cases: [{ input: 'x', turns: [[]] }] }),
});
const file = (name: string) => join(at, name);

test('files in UTF-16 are read as flows are', async () => {
  const shown =
    await cli(['run', file('triage.json'), '--mocks', file('mocks.json'), '--input', `@${file('input.txt')}`]);
  expect(shown).toMatchObject({ code: 0, err: '' });
  expect(shown.out).toContain('-> document: "mon€y"');
  expect(await cli(['run', file('triage.json'), '--mocks', file('mocks.json'), '--inputs', file('cases.jsonl')]))
    .toMatchObject({ code: 0, err: '' });
  expect((await cli(['verify', file('fixture.json')])).err).toBe('');
  expect((
    await cli(['run', file('triage.json'), '--mocks', file('mocks.json'), '--input', '-'], { stdin: utf16('mon€y') })
  ).out).toContain('mon€y');
});

test.each<[string, readonly string[]]>([
  ['validate', ['validate', '/dev/zero']],
  ['run', ['run', '/dev/zero']],
  ['input', ['run', file('triage.json'), '--input', '@/dev/zero']],
  ['inputs', ['run', file('triage.json'), '--inputs', '/dev/zero']],
  ['mocks', ['run', file('triage.json'), '--mocks', '/dev/zero', '--input', 'x']],
  ['replay', ['run', file('triage.json'), '--replay', '/dev/zero', '--input', 'x']],
  ['verify', ['verify', '/dev/zero']],
  ['serve', ['serve', '/dev/zero']],
])('%s of what has no end is one line', async (_, argv) => {
  const { code, out, err } = await cli(argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/can't be read \(it has more than 268435456 bytes\); .*\]\n$/);
});

test('standard input without end is one line', async () => {
  const chunk = Buffer.alloc(16 * 1024 * 1024, ' ');
  let err = '';
  const code = await run(['validate', '-'], {
    stdin: (async function* () { for (;;) { yield chunk; } })(),
    stdout: { write: () => undefined },
    stderr: { write: (text) => { err += text; } },
    env: {},
  });
  expect({ code, err })
    .toEqual({ code: 2, err: '<stdin>: error: has more than 268435456 bytes; give less [UnreadableInput]\n' });
});

test('a pipe is read to its end, and waited for', async () => {
  const pipe = file('pipe');
  execFileSync('mkfifo', [pipe]);
  const writer = spawn('sh', [
    '-c', 'sleep 0.3; (printf "{\\"nodes\\":"; sleep 0.3; printf "[],\\"connections\\":[]}") > "$0"', pipe,
  ], { stdio: 'ignore' });
  expect((await cli(['validate', pipe, '--json'])).out).toContain('MissingStartingNodes');
  await once(writer, 'close');
});

test.each<[string, unknown, RegExp]>([
  ['no name', { cases: [{ name: {}, input: 1 }] }, /cases\[0\]: error: "name" is not a string/],
  ['an event without members', { cases: [{ input: 1, turns: [[{}]] }] }, /"turns" is not a list of lists of events/],
  ['an event that is null', {
    cases: [{ input: 1, turns: [[{ flowOutputEvent: null }]] }],
  }, /"turns" is not a list of lists of events/],
  ['a trace that is a text', {
    cases: [{ input: 1, turns: [[{ flowTraceEvent: { trace: 'x' } }]] }],
  }, /"turns" is not a list of lists of events/],
  ['a trace without members', {
    cases: [{ input: 1, turns: [[{ flowTraceEvent: { trace: {} } }]] }],
  }, /"turns" is not a list of lists of events/],
  ['no date', { cases: [{ input: 1 }], recorded: 7 }, /"recorded" must have a date/],
])('a fixture with %s is one line', async (_, more, line) => {
  const fixture = join(home({ 'f.json': { flow: 'triage.json', ...more as object } }), 'f.json');
  const { code, err } = await cli(['verify', fixture]);
  expect(code).toBe(2);
  expect(err).toMatch(line);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test.each<[string, object]>([
  ['members of no event', { nodeInputTrace: { nodeName: 5, fields: 'x' } }],
  ['a trace of nobody', { flowTraceEvent: { trace: { nodeOutputTrace: {} } } }],
  ['a trace of fields that are none', {
    flowTraceEvent: { trace: { nodeOutputTrace: { nodeName: 'Classify', fields: 7 } } },
  }],
  ['an exception without a message', { validationException: {} }],
  ['a question of nobody', { flowMultiTurnInputRequestEvent: {} }],
  ['a dependency that is none', {
    flowTraceEvent: { trace: { nodeDependencyTrace: { nodeName: 'Classify', traceElements: 3 } } },
  }],
])('a recorded event with %s only differs', async (_, event) => {
  const fixture =
    join(home({ 'f.json': { flow: 'triage.json', cases: [{ input: 'x', turns: [[event]] }] } }), 'f.json');
  const { code, out, err } = await cli(['verify', fixture]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(out).toMatch(/^differs case 1\n/);
});

test.each<[string, unknown, RegExp]>([
  ['null', null, /is not a recording of this version/],
  ['a list', [], /is not a recording of this version/],
  ['calls that are none', {
    format: 1, calls: [null],
  }, /calls\[0\] is not a recorded call; record it again \[UnreadableFile\]/],
  ['an answer that is none', {
    format: 1, calls: [{ node: 'Classify', call: 0, requestHash: 'x', settlement: 7 }],
  }, /calls\[0\] is not a recorded call/],
  ['a text', 'x', /the recording can't be read \(it is not JSON\)/],
  ['another request', {
    format: 1, calls: [{ node: 'Classify', call: 0, requestHash: 'x', request: null, settlement: {} }],
  }, /differs from the recorded call.*\[ReplayMismatch\]/],
])('a recording that is %s is one line', async (_, recording, line) => {
  const root = home({ 'r.json': recording });
  const { code, err } = await cli(['run', join(root, 'triage.json'), '--replay', join(root, 'r.json'), '--input', 'x']);
  expect(code).toBe(2);
  expect(err).toMatch(line);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test('a plain anchor that is used a thousand times is no attack', async () => {
  const ports = Array.from({ length: 1000 }, () => '*port').join(', ');
  const { err, out } = await cli(['validate', '-', '--json'], {
    stdin: 'port: &port {name: document, type: String}\nnodes: [{name: In, type: Input, outputs: '
      + `[${ports}]}]\nconnections: []\n`,
  });
  expect(err).toBe('');
  expect(out).toContain('"code"');
});

test('a recording nested too deep is one line', async () => {
  const root = home();
  writeFileSync(join(root, 'r.json'),
    '{"format":1,"calls":[{"node":"Classify","call":0,"requestHash":"x",'
      + `"request":${'['.repeat(5000)}${']'.repeat(5000)},"settlement":{}}]}`);
  const { code, err } = await cli(['run', join(root, 'triage.json'), '--replay', join(root, 'r.json'), '--input', 'x']);
  expect({ code, lines: err.trim().split('\n').length }).toEqual({ code: 2, lines: 1 });
  expect(err).toContain('nested more than 1000 levels deep');
});
