import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from './serve/child';
import { flow, folder } from './support';
import { bundle } from '../../cli/bundle';
import { joined } from '../../src/core/joined';
import { flowOf, input, lambda, output } from '../core/simulate/flow-of';
import { expectGone, lambdaFlow, processesWith } from '../runner/support';

const home = folder({});
const file = bundle(home);
// outside of the repository, so that no package is in reach
const node = (argv: readonly string[], stdin = '') => spawnSync(process.execPath, [file, ...argv],
  { cwd: home, input: stdin, encoding: 'utf8', env: { PATH: '' } });

test('the bundle needs nothing but Node', () => {
  const { status, stdout, stderr } = node(['validate', '-'], JSON.stringify(flow('category = 1')));
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout)
    .toMatch(
      joined(
        /^<stdin>:1:\d+: error: \[Route\] condition 'isRefund' can't be read at character 10: .*\n {4}1 \| .*\n/,
        / {6}\| +\^\n1 error in 1 flow \(1 file\)\n$/,
      ),
    );
});

test('YAML, help and version', () => {
  expect(node(['validate', '-'], 'nodes: [}').stderr)
    .toMatch(/^<stdin>:1:9: error: is not YAML: .*\[UnreadableInput\]\n$/);
  // what the bundle has of `yaml` is not for Node, and would not read this
  expect(node(['validate', '-'], 'nodes: !!binary "%"').stderr).not.toContain('is not YAML');
  // nor does it write YAML, not even for a key
  expect(node(['validate', '-'], 'nodes: []\n? [a, {b: !Ref c}]\n: 1').stdout)
    .toContain('[definition] has \'["a",{"b":{"Ref":"c"}}]\', which the service does not accept here;');
  const core = readFileSync(join(home, 'core.js'), 'utf8');
  expect(core).toContain('Implicit keys need to be on a single line');
  expect(core).not.toContain('Tag not resolved for');
  expect(node(['validate', '--help']))
    .toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('--max-warnings <number>') as string });
  expect(node(['--version'])).toMatchObject({
    status: 0, stdout: `${(JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version}\n`,
  });
});

test('a command that listens nowhere loads no server and makes no world for patterns', () => {
  const probe = join(home, 'probe.cjs');
  writeFileSync(probe, `process.on('exit', () => {
    const has = (name) => process.moduleLoadList.includes('NativeModule ' + name);
    require('fs').writeSync(2, JSON.stringify(['http', 'http2'].map(has)));
  });
  const { createContext } = require('vm');
  require('vm').createContext = (...args) => { require('fs').writeSync(2, 'world'); return createContext(...args); };`);
  const { status, stderr } = spawnSync(process.execPath, ['-r', probe, file, 'validate', '-'],
    { cwd: home, input: JSON.stringify(flow('category == "a"')), encoding: 'utf8', env: { PATH: '' } });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '[false,false]' });
});

test('a reader that stops reading is not an error', () => {
  const many = join(home, 'many.json');
  const resources = Array.from({ length: 500 }, (_, index) => [`F${index}`, {
    Type: 'AWS::Bedrock::Flow', Properties: { Definition: flow('category = 1') },
  }]);
  writeFileSync(many, JSON.stringify({ Resources: Object.fromEntries(resources) as object }));
  const { stdout, stderr } = spawnSync('sh',
    ['-c', '"$0" "$1" validate "$2" | head -n 1', process.execPath, file, many], { encoding: 'utf8' });
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('');
});

test('it is a file that can be run, what it shares with the library, and the licences of what is in both', () => {
  expect(readdirSync(home).filter((name) => /\.(js|txt)$/.test(name)).sort())
    .toEqual(['THIRD-PARTY.txt', 'bedrock-flows.js', 'core.js']);
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
  const notice = readFileSync(join(home, 'THIRD-PARTY.txt'), 'utf8');
  const names = [...notice.matchAll(/^bedrock-flows\.js contains (\S+) \d/gm)].map(([, name]) => name);
  expect(names).toEqual(['@dagrejs/dagre', 'commander', 'picocolors']);
  expect(notice).toMatch(/^core\.js contains yaml \d/m);
  expect(notice.match(/copyright/gi)!.length).toBeGreaterThanOrEqual(names.length);
});

/** A pattern in which STARTS stands for what is said of the mocks before the run. */
function saidAfterStart({ source }: RegExp): RegExp {
  return new RegExp(source.replace('STARTS', 'the mocks start the handler \'\\./handler\\.js\'\\n'));
}

test.each<[string, string, number, RegExp]>([
  ['throws later', 'exports.handler = async () => { setTimeout(() => { throw new Error("late"); }); await new '
    + 'Promise((on) => setTimeout(on, 5000)); };', 1, /^STARTS$/],
  ['ends its process', 'exports.handler = () => { process.exit(0); };', 1, /^STARTS$/],
  ['never ends', 'exports.handler = () => { for (;;) { } };', 1, /^STARTS$/],
  [
    'prints', 'exports.handler = () => { console.log("noise\\u001b[2J"); return "done"; };', 0,
    /^STARTSnoise\\u001b\[2J\n$/,
  ],
  ['throws when it is done', 'exports.handler = async () => { setTimeout(() => { throw new Error("late"); }, 1); '
    + 'return "done"; };', 0, /^STARTS(Error: late was thrown after .*\n)?$/],
])('the code behind a node that %s', async (_, code, exit, said) => {
  const at = folder({
    'flow.json': JSON.stringify(lambdaFlow()),
    'handler.js': code,
    'mocks.json': '{"nodes":{"Fn":{"lambda":"./handler.js","timeoutSeconds":2}}}',
  });
  const { status, stdout, stderr } =
    node(['run', join(at, 'flow.json'), '--input', 'x', '--json', '--mocks', join(at, 'mocks.json')]);
  expect({ status, stderr }).toEqual({ status: exit, stderr: expect.stringMatching(saidAfterStart(said)) as string });
  expect(stdout.split('\n').filter(Boolean).map((line) => Object.keys(JSON.parse(line) as object).length)
    .every((keys) => keys === 1)).toBe(true);
  await expectGone(at);
});

test('Ctrl+C keeps the steps, the recording and the report', async () => {
  const at = folder({
    'flow.json': JSON.stringify(flowOf([input(), lambda('One'), lambda('Two'), output()],
      'In.document > One.value', 'One.functionResponse > Two.value', 'Two.functionResponse > Out.document')),
    'mocks.json': '{"nodes":{"One":{"returns":"first"},"Two":{"command":["sleep","63"]}}}',
    'cases.jsonl': '{"name":"one","input":"x"}\n{"name":"two","input":"x"}\n',
  });
  const interrupted = async (argv: readonly string[], whenSaid: RegExp) => {
    const child = spawn(process.execPath, [file, 'run', 'flow.json', '--mocks', 'mocks.json', ...argv], { cwd: at });
    let out = '';
    child.stdout.on('data', (chunk) => { out += chunk; });
    let err = '';
    child.stderr.on('data', (chunk) => { err += chunk; });
    await waitFor(() => whenSaid.test(out) && processesWith('sleep 63').length > 0);
    child.kill('SIGINT');
    const [code] = await once(child, 'close');
    expect(processesWith('sleep 63')).toEqual([]);
    return { code, out, err };
  };
  expect(await interrupted(['--input', 'x', '--record', 'recorded.json'], /Two Lambda/)).toEqual({
    code: 130,
    out: 'In Input\n  -> document: "x"\nOne LambdaFunction\n  <- value: "x"\n  -> functionResponse: "first"\nTwo '
      + 'LambdaFunction\n  <- value: "first"\n',
    err: 'the mocks start the program \'sleep 63\'\nbedrock-flows: the run was interrupted\n',
  });
  expect(readFileSync(join(at, 'recorded.json'), 'utf8')).toContain('"value": "first"');
  const { code, out } = await interrupted(['--inputs', 'cases.jsonl', '--jobs', '1', '--junit', 'report.xml'], /^/);
  expect({ code, out }).toEqual({
    code: 130,
    out: 'can\'t run one\n  it was interrupted\ncan\'t run two\n  it was not started\n0 of 2 runs as expected; nodes 0 '
      + 'of 4 (not In, One, Two, Out)\n',
  });
  expect(readFileSync(join(at, 'report.xml'), 'utf8')).toContain('tests="2" failures="0" errors="2"');
});
