/** Whatever handlers do, a run ends, says why, and leaves nothing behind. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { codeFlow, expectGone, folder, processesWith, promptFlow, refused } from './support';
import { lambdaMock, runFlow, runFlowSync } from '../../src/runner';
import { flowOf, input, lambda, node, output, prompt } from '../core/simulate/flow-of';

const PROJECT = join(__dirname, '../..');

const circular: any = { list: [] };
circular.list.push(circular);

test.each<[string, () => unknown]>([
  ['a huge text', () => 'x'.repeat(10_000_000)],
  ['circular data', () => circular],
  ['undefined', () => undefined],
  ['null', () => null],
  ['a symbol', () => Symbol('x')],
  ['a big integer', () => 10n],
  ['a class', () => new Map([[1, 2]])],
  ['a getter that throws', () => ({ get x(): string { throw new Error('no'); } })],
  ['a proxy that throws', () => new Proxy({}, { ownKeys() { throw new Error('no'); } })],
  ['a thenable that settles twice', () => ({ then(done: (value: string) => void) { done('x'); done('y'); } })],
  ['data that is '
    + 'nested deep', () => { let deep: any = 1; for (let i = 0; i < 100_000; i++) { deep = [deep]; } return deep; }],
])('%s: the run ends, with an output or an error in one line', async (_, give) => {
  const { error, outputs, completionReason } = await runFlow(promptFlow(),
    { input: 'x', mocks: { nodes: { Ask: give } } });
  expect(error === undefined).toBe(completionReason === 'SUCCESS');
  expect(error === undefined).toBe(outputs.length === 1);
  if (error) { expect(error.message).toMatch(/^.+$/); }
});

test.each<[string, () => unknown, string]>([
  ['an error', () => { throw new Error('no'); }, 'no'],
  ['an error without message', () => { throw new Error(); }, 'the handler failed without a message'],
  ['an object without a text', () => { throw Object.assign(Object.create(null), { a: 1 }); }, 'an object without a '
    + 'message was thrown'],
  ['nothing', () => { throw null; }, 'null'],
])('a handler that throws %s fails its node, at once and later', async (_, give, message) => {
  for (const { error } of [await runFlow(promptFlow(), { input: 'x', mocks: { nodes: { Ask: give } } }), runFlowSync(
    promptFlow(), { input: 'x', mocks: { nodes: { Ask: give } } },
  )]) {
    expect(error).toMatchObject({ code: 'dependencyFailedException', nodeName: 'Ask' });
    expect(error!.message).toBe(message);
  }
});

const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

test.each<[string, () => unknown]>([
  ['a revoked proxy', revoked],
  ['an error whose message can not be read', () => Object.defineProperty(new Error(), 'message',
    { get() { throw revoked(); } })],
  ['an error whose message is not a string', () => Object.assign(new Error(), { message: {}, name: 5 })],
  ['a text of many lines', () => 'one\r\n\n  two'],
  ['a function', () => () => 1],
])('%s, thrown or returned by a function or a Lambda handler, recorded or not, is one failure in '
  + 'one line', async (_, make) => {
  const flow = flowOf([input(), lambda('Fn'), output()], 'In.document > Fn.value', 'Fn.functionResponse > '
    + 'Out.document');
  const record = join(folder({}), 'calls.json');
  const fails = () => { throw make(); };
  const all = [
    { mocks: { nodes: { Fn: fails } } }, { mocks: { nodes: { Fn: async () => Promise.reject(make() as Error) } } },
    { handlers: { nodes: { Fn: lambdaMock(fails) } } },
    { handlers: { nodes: { Fn: lambdaMock((_event, _context, done) => done!(make())) } } },
    { mocks: { nodes: { Fn: () => [make()] } } }, { handlers: { nodes: { Fn: lambdaMock(() => [make()]) } } },
  ];
  for (const options of all) {
    for (const more of [{}, { record }]) {
      const { error } = await runFlow(flow, { input: 'x', ...options, ...more });
      expect(error?.nodeName).toBe('Fn');
      expect(error!.message).toMatch(/^\S.*$/);
    }
  }
});

test('what comes after the end is lost, and harms nobody', async () => {
  let late: (value: string) => void = () => undefined;
  const mocks = { nodes: { Ask: async () => new Promise((resolve) => { late = resolve; }) } };
  const { error } = await runFlow(promptFlow(), { input: 'x', mocks, timeouts: { node: 50 } });
  expect(error?.message).toBe('Node Ask timed out');
  late('too late');
  await new Promise((done) => setTimeout(done, 10));
  expect(error?.message).toBe('Node Ask timed out');
});

test('two hundred runs at once, with Python, do not mix', async () => {
  const flow = codeFlow('x + "!"');
  const mocks = { nodes: { Code: { python: true as const } } };
  const { prepareFlow, runPrepared } = jest.requireActual<typeof import('../../src/runner')>('../../src/runner');
  const prepared = prepareFlow(flow, { mocks });
  const documents = await Promise.all(Array.from({ length: 200 }, async (_, at) =>
    (await runPrepared(prepared, { input: `${at}` })).outputs[0].document));
  prepared.close();
  expect(documents).toEqual(Array.from({ length: 200 }, (_, at) => `${at}!`));
});

test('one of several nodes fails: what the others have started is ended', async () => {
  const mark = `7${process.pid}5`;
  const flow = flowOf([input(), lambda('Slow'), lambda('Fails'), prompt('Both', '{{one}} {{two}}',
    { one: 'String', two: 'String' }), output()],
  'In.document > Slow.value', 'In.document > Fails.value', 'Slow.functionResponse > Both.one',
  'Fails.functionResponse > Both.two', 'Both.modelCompletion > Out.document');
  const mocks =
    { nodes: { Slow: { command: ['sleep', mark] }, Fails: { command: ['sh', '-c', 'sleep 0.2; exit 1'] } } };
  const { error } = await runFlow(flow, { input: 'x', mocks, concurrency: { type: 'Automatic' } });
  expect(error?.nodeName).toBe('Fails');
  await expectGone(`sleep ${mark}`);
});

describe('a process that ends', () => {
  const mark = (at: number) => `7${process.pid}${at}9`;
  /** A program that runs a flow and hangs in it. */
  const program = (mock: string, flow: string) => folder({
    'program.ts': `
      import { runFlow } from '${join(PROJECT, 'src/runner')}';
      import { codeFlow, lambdaFlow } from './flows';
      void runFlow(${flow}, { input: 'x', mocks: { nodes: ${mock} } });
      setTimeout(() => console.log('running'), 1500);`,
    'flows.ts': `
      import { flowOf, input, lambda, node, output } from '${join(PROJECT, 'test/core/simulate/flow-of')}';
      export const lambdaFlow = () => flowOf([input(), lambda('Fn'), output()],
        'In.document > Fn.value', 'Fn.functionResponse > Out.document');
      const inline = (code: string) =>
        node('InlineCode', 'Code', { xx: 'String' }, { response: 'String' }, { code, language: 'Python_3' });
      export const codeFlow = (code: string) => flowOf([input(), inline(code), output()],
        'In.document > Code.xx', 'Code.response > Out.document');`,
  });

  test.each<[
    string, NodeJS.Signals | 'exit',
  ]>([['by a signal', 'SIGINT'], ['by another', 'SIGTERM']])('%s ends what it has started', async (_, signal) => {
    const at = signal === 'SIGINT' ? 1 : 2;
    const root = program(`{ Fn: { command: ['sh', '-c', 'sleep ${mark(at)}; true'] } }`, 'lambdaFlow()');
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'program.ts')],
      { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((running) => child.stdout.once('data', () => running()));
    expect(processesWith(`sleep ${mark(at)}`).length).toBeGreaterThan(0);
    const ended = new Promise((exit) => child.once('exit', (_code, by) => exit(by)));
    child.kill(signal as NodeJS.Signals);
    expect(await ended).toBe(signal);
    await expectGone(`sleep ${mark(at)}`);
  });

  test('by its own exit, before a program has answered, too', async () => {
    const root = program(`{ Fn: { command: ['sh', '-c', 'sleep ${mark(4)}; true'] } }`, 'lambdaFlow()');
    const child = spawn(process.execPath, ['--import', 'tsx', '-e',
      `void import('${join(root, 'program.ts')}').then(() => setTimeout(() => process.exit(7), 5000))`],
    { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise((exit) => child.once('exit', exit));
    await new Promise<void>((running) => child.stdout.once('data', () => running()));
    expect(processesWith(`sleep ${mark(4)}`).length).toBeGreaterThan(0);
    expect(await ended).toBe(7);
    await expectGone(`sleep ${mark(4)}`);
  });

  test('Python in an endless loop too', async () => {
    const root = program('{ Code: { python: true } }', `codeFlow('m${mark(3)} = 1\\nwhile True: pass')`);
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'program.ts')],
      { cwd: PROJECT, stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise<void>((running) => child.stdout.once('data', () => running()));
    const children = processesWith('faulthandler').length;
    expect(children).toBeGreaterThan(0);
    child.kill('SIGTERM');
    await new Promise((exit) => child.once('exit', exit));
    for (let left = 3000; left > 0 && processesWith('faulthandler').length >= children; left--) {
      await new Promise((done) => setTimeout(done, 10));
    }
    expect(processesWith('faulthandler').length).toBeLessThan(children);
  });
});

test('a flow that has nothing to wait for leaves no listener and no timer', async () => {
  const before = [process.listenerCount('exit'), process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')];
  await runFlow(codeFlow('x'), { input: 'x', mocks: { nodes: { Code: { python: true } } } });
  await runFlow(flowOf([input(), lambda('Fn'), output()], 'In.document > Fn.value', 'Fn.functionResponse > '
    + 'Out.document'), {
    input: 'x', mocks: { nodes: { Fn: { command: ['echo', '"y"'] } } },
  });
  await new Promise((done) => setTimeout(done, 100));
  expect([process.listenerCount('exit'), process.listenerCount('SIGINT'), process.listenerCount('SIGTERM')])
    .toEqual(before);
  expect(await refused(() => runFlowSync(flowOf([node('Lex', 'Bot', {}, {}, {})]), { input: '' }))).toContain('Input');
});
