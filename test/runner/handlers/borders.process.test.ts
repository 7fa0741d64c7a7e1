/** Answers whose line ends just where a piece of a pipe does, and programs that go before they have read. */
import { join } from 'node:path';
import { runFlow } from '../../../src/runner/run-flow';
import { codeFlow, folder, lambdaFlow } from '../support';

const PIECE = 65_536;

test.each([1, 2, 3])('an answer of Python whose line has just %d pieces arrives', async (count) => {
  // {"value": "…"} has 13 characters around the text
  const length = count * PIECE - 13;
  for (const size of [length - 1, length, length + 1]) {
    const { outputs, error } = await runFlow(codeFlow(`"y" * ${size}`),
      { input: 'x', mocks: { nodes: { Code: { python: true, timeoutSeconds: 20 } } } });
    expect(error).toBeUndefined();
    expect((outputs[0].document as string).length).toBe(size);
  }
});

test('an answer of a handler whose line has just one piece arrives', async () => {
  const around = JSON.stringify({ value: '', files: null }).length;
  const root = folder({ 'module.mjs': `export const handler = () => "y".repeat(${PIECE - around});` });
  const { outputs, error } = await runFlow(lambdaFlow(),
    { input: 'x', mocks: { nodes: { Fn: { lambda: join(root, 'module.mjs'), timeoutSeconds: 20 } } } });
  expect(error).toBeUndefined();
  expect((outputs[0].document as string).length).toBe(PIECE - around);
});

test('a program that does not read its input of megabytes ends nothing but itself', async () => {
  const mocks = { nodes: { Fn: { command: ['sh', '-c', 'exec 0<&-; echo \\"done\\"'] } } };
  const { outputs } = await runFlow(lambdaFlow(), { input: 'x'.repeat(5_000_000), mocks });
  expect(outputs[0].document).toBe('done');
});

test('Python that goes before it has read fails its node, and nothing else', async () => {
  const { error } = await runFlow(codeFlow('1'),
    { input: 'x'.repeat(5_000_000), mocks: { nodes: { Code: { python: true } } }, python: '/bin/true' });
  expect(error?.message).toMatch(/^Python ended with exit code 0 in the inline code of node Code/);
});

test('a handler that goes before it has read fails its node, and nothing else', async () => {
  const root = folder({ 'module.js': 'process.exit(0);' });
  const { error } = await runFlow(lambdaFlow(), {
    input: 'x'.repeat(5_000_000),
    mocks: { nodes: { Fn: { lambda: join(root, 'module.js#handler'), timeoutSeconds: 20 } } },
  });
  expect(error?.message).toBe('the Lambda function of node Fn ended with exit code 0');
});
