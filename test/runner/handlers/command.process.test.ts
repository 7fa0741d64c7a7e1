/** Programs behind nodes. */
import { join } from 'node:path';
import { runFlow, runFlowSync } from '../../../src/runner/run-flow';
import { expectGone, folder, lambdaFlow, promptFlow, refused } from '../support';

const NODE = process.execPath;

/** Both ways must say the same. */
async function both(flow: object, node: string, mock: object, input: unknown = 'hi'): Promise<any> {
  const options = { input, mocks: { nodes: { [node]: mock as { command: string[] } } } };
  const later = await runFlow(flow, options);
  const atOnce = runFlowSync(flow, options);
  expect(atOnce.toJSON()).toEqual(later.toJSON());
  return later.error ?? later.outputs[0].document;
}

const script = (code: string) =>
  ({ command: [NODE, '-e', `const given = JSON.parse(require('fs').readFileSync(0, 'utf8')); ${code}`] });

test('a function of Lambda reads its event', async () => {
  const event = await both(lambdaFlow('Object'), 'Fn', script('console.log(JSON.stringify(given))'));
  expect(event).toEqual({
    messageVersion: '1.0',
    flow: { flowArn: expect.stringContaining(':flow/'), flowAliasArn: expect.stringContaining('/alias/') },
    node: { name: 'Fn', inputs: [{ name: 'value', type: 'String', expression: '$.data', value: 'hi' }] },
  });
});

test('another node reads all there is', async () => {
  const given =
    JSON.parse(await both(promptFlow(), 'Ask', script('console.log(JSON.stringify(JSON.stringify(given)))')));
  expect(given).toMatchObject({ node: 'Ask', type: 'Prompt', call: 0, inputs: { text: 'hi' }, executionChain: [] });
  expect(given.request)
    .toMatchObject({ operation: 'Converse', messages: [{ role: 'user', content: [{ text: 'Answer hi' }] }] });
});

test('a Python program answers in two lines, in the folder of its mock file', async () => {
  const root = folder({
    'answer.py': 'import json, sys\nprint(json.dumps(json.load(sys.stdin)["node"]["inputs"][0]["value"][::-1]))\n',
    'mocks.json': JSON.stringify({ nodes: { Fn: { command: ['python3', 'answer.py'] } } }),
  });
  for (const run of [runFlow, runFlowSync]) {
    expect((await run(lambdaFlow(), { input: 'abc', mocks: join(root, 'mocks.json') })).outputs[0].document)
      .toBe('cba');
  }
});

test.each<[string, object, string]>([
  ['an exit code', script('console.error("first\\nwhat went wrong"); process.exit(3)'), 'ended with exit code 3: first '
    + '| what went wrong'],
  ['a signal', script('process.kill(process.pid, "SIGTERM")'), 'ended by SIGTERM'],
  ['no result', script(''), 'printed nothing; print the result as JSON'],
  ['text', script('console.log("log line\\n5")'), 'prints \'log line 5\', which is not JSON; print only the result to '
    + 'standard output, and logs to standard error'],
  ['no end', { ...script('setInterval(() => {}, 1000)'), timeoutSeconds: 0.5 }, 'took longer than 0.5 s and was '
    + 'stopped'],
])('%s is an error of the flow', async (_, mock, problem) => {
  const { code, message, resourceName } = await both(lambdaFlow(), 'Fn', mock);
  expect({ code, resourceName }).toEqual({ code: 'dependencyFailedException', resourceName: 'Lambda' });
  expect(message.replace(/^the command '.*' of node Fn /, '')).toBe(problem);
  expect(message).not.toContain('\n');
});

test('a program may end without reading its input', async () => {
  expect(await both(lambdaFlow(), 'Fn', { command: ['sh', '-c', 'echo \'"done"\''] }, 'x'.repeat(1_000_000)))
    .toBe('done');
});

test('10 MB go through', async () => {
  const text = 'x'.repeat(10_000_000);
  const document = await both(lambdaFlow(), 'Fn',
    script('console.log(JSON.stringify(given.node.inputs[0].value))'), text);
  expect(document === text).toBe(true);
});

test('what a program has started goes with it', async () => {
  const mark = `7${process.pid}1`;
  const mocks = { nodes: { Fn: { command: ['sh', '-c', `sleep ${mark}; sleep ${mark}`], timeoutSeconds: 0.5 } } };
  await runFlow(lambdaFlow(), { input: '', mocks });
  await expectGone(`sleep ${mark}`);
  runFlowSync(lambdaFlow(), { input: '', mocks });
  await expectGone(`sleep ${mark}`);
  // it ends well, and leaves something in the background
  const orphan = { nodes: { Fn: { command: ['sh', '-c', `sleep ${mark} & echo '"done"'`] } } };
  expect((await runFlow(lambdaFlow(), { input: '', mocks: orphan })).outputs[0].document).toBe('done');
  await expectGone(`sleep ${mark}`);
});

test('a run that is stopped stops its programs', async () => {
  const mark = `7${process.pid}2`;
  const mocks = { nodes: { Fn: { command: ['sleep', mark] } } };
  expect(await refused(async () => runFlow(lambdaFlow(), { input: '', mocks, signal: AbortSignal.timeout(300) })))
    .toContain('[Aborted]');
  await expectGone(`sleep ${mark}`);
});

test('a program that is not there is a mistake of the test, not of the flow', async () => {
  const mocks = { nodes: { Fn: { command: ['no-such-program'] } } };
  const line = '[Fn] the program \'no-such-program\' is not there; install it, or correct the command [MissingProgram]';
  expect(await refused(async () => runFlow(lambdaFlow(), { input: '', mocks }))).toBe(line);
  expect(await refused(() => runFlowSync(lambdaFlow(), { input: '', mocks }))).toBe(line);
});
