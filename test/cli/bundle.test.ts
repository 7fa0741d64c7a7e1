import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flow, folder } from './support';
import { bundle } from '../../cli/bundle';
import { lambdaFlow } from '../runner/support';

const home = folder({});
const file = bundle(home);
// outside of the repository, so that no package is in reach
const node = (argv: readonly string[], input = '') => spawnSync(process.execPath, [file, ...argv], { cwd: home, input, encoding: 'utf8', env: { PATH: '' } });

test('the bundle needs nothing but Node', () => {
  const { status, stdout, stderr } = node(['validate', '-'], JSON.stringify(flow('category = 1')));
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toMatch(/^<stdin>:1:\d+: error: \[Route\] condition 'isRefund' can't be read at character 10: .*\n {4}1 \| .*\n {6}\| +\^\n1 error in 1 flow \(1 file\)\n$/);
});

test('YAML, help and version', () => {
  expect(node(['validate', '-'], 'nodes: [}').stderr).toMatch(/^<stdin>:1:9: error: is not YAML: .*\[UnreadableInput\]\n$/);
  expect(node(['validate', '--help'])).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('--max-warnings <number>') as string });
  expect(node(['--version'])).toMatchObject({ status: 0, stdout: `${(JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version}\n` });
});

test('a reader that stops reading is no error', () => {
  const many = join(home, 'many.json');
  const resources = Array.from({ length: 500 }, (_, index) => [`F${index}`, { Type: 'AWS::Bedrock::Flow', Properties: { Definition: flow('category = 1') } }]);
  writeFileSync(many, JSON.stringify({ Resources: Object.fromEntries(resources) as object }));
  const { stdout, stderr } = spawnSync('sh', ['-c', '"$0" "$1" validate "$2" | head -n 1', process.execPath, file, many], { encoding: 'utf8' });
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('');
});

test('it is one file that can be run, with the licences of what is in it', () => {
  expect(readFileSync(file, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node');
  const notice = readFileSync(join(home, 'THIRD-PARTY.txt'), 'utf8');
  const names = [...notice.matchAll(/^bedrock-flows\.js contains (\S+) \d/gm)].map(([, name]) => name);
  expect(names).toEqual(['commander', 'picocolors', 'yaml']);
  expect(notice.match(/copyright/gi)!.length).toBeGreaterThanOrEqual(names.length);
});

test.each<[string, number, RegExp]>([
  ['exports.handler = async () => { setTimeout(() => { throw new Error("late"); }); await new Promise((on) => setTimeout(on, 5000)); };', 2,
    /^bedrock-flows: error: Error: late was thrown outside of any call; await it, .* \[UncaughtError\]\n$/],
  ['exports.handler = () => { process.exit(0); };', 2, /^bedrock-flows: error: the process was ended \(exit code 0\) while the flow ran; .* \[UncaughtError\]\n$/],
  ['exports.handler = () => { console.log("noise"); return "done"; };', 0, /^noise\n$/],
])('the code behind a node: %s', (code, exit, said) => {
  const at = folder({ 'flow.json': JSON.stringify(lambdaFlow()), 'handler.js': code, 'mocks.json': '{"nodes":{"Fn":{"lambda":"./handler.js"}}}' });
  const { status, stdout, stderr } = node(['run', join(at, 'flow.json'), '--input', 'x', '--json', '--mocks', join(at, 'mocks.json')]);
  expect(status).toBe(exit);
  expect(stderr).toMatch(said);
  expect(stdout.split('\n').filter(Boolean).map((line) => Object.keys(JSON.parse(line) as object).length).every((keys) => keys === 1)).toBe(true);
});
