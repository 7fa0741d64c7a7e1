/** Runs whose handlers take their time, on a clock that only moves when told to. */
import { documents, flowOf, given, input, iterator, lambda, output, rules } from './flow-of';
import {
  type AsyncHandler, type AsyncOptions, compile, type Effect, Engine, type LogEntry, runAsync, runSync, runToEnd,
  SimulateError, VirtualClock,
} from '../../../src/core/simulate';

const NAMES = ['Aa', 'Bb', 'Cc'];
const WIDE = compile(flowOf([
  input(), ...NAMES.map((name) => lambda(name)), ...NAMES.map((name) => output(`Out${name}`)),
],
...NAMES.map((name) => `In.document > ${name}.value`), ...NAMES.map((name) => `${name}.functionResponse > `
    + `Out${name}.document`)));
const CHAIN = compile(flowOf([input(), lambda('Work'), output()], 'In.document > Work.value', 'Work.functionResponse > '
  + 'Out.document'));

/** Lets everything run that waits for nothing but its turn. */
const settled = async () => { for (let at = 0; at < 50; at++) { await Promise.resolve(); } };

/** A world with a clock, and handlers that take so long. */
class World {
  public readonly clock = new VirtualClock(0);
  public readonly events: string[] = [];
  public readonly handler: AsyncHandler;

  constructor(durations: { readonly [node: string]: number }) {
    this.handler = ({ node }, { signal }) => {
      this.events.push(`${node} begins at ${this.clock.now()}`);
      signal!.addEventListener('abort', () => this.events.push(`${node} is stopped`));
      return new Promise((resolve) => { this.clock.after(durations[node] ?? 0, () => resolve({ value: node })); });
    };
  }

  async run(options: AsyncOptions = {}, plan = WIDE) {
    const run = runToEnd(plan, given('x'), { types: { LambdaFunction: this.handler } },
      { clock: this.clock, ...options });
    let isOver = false;
    const over = () => { isOver = true; };
    run.then(over, over);
    for (let at = 0; at < 200; at++) {
      await settled();
      if (isOver) { break; }
      this.clock.advance(1);
    }
    return run;
  }
}

test('it yields each entry as it comes, and the result is that of a run at once', async () => {
  const seen: LogEntry[] = [];
  const handlers = { types: { LambdaFunction: async ({ node }: Effect) => Promise.resolve({ value: node }) } };
  const run = runAsync(CHAIN, given('x'), handlers);
  for (;;) {
    const { done, value } = await run.next();
    if (done) {
      const atOnce = runSync(CHAIN, given('x'), { types: { LambdaFunction: ({ node }) => ({ value: node }) } });
      expect(JSON.parse(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(atOnce)));
      expect(seen).toEqual(value.log.entries);
      break;
    }
    seen.push(value);
  }
  expect(seen.map(({ kind }) => kind))
    .toEqual(['flowInput', 'nodeOutput', 'nodeInput', 'action', 'nodeOutput', 'nodeInput', 'flowOutput', 'completion']);
});

test('what has happened is yielded while a handler is still at work', async () => {
  const world = new World({ Work: 10 });
  const run = runAsync(CHAIN, given('x'), { types: { LambdaFunction: world.handler } }, { clock: world.clock });
  const kinds = [];
  for (let at = 0; at < 3; at++) { kinds.push(((await run.next()).value as LogEntry).kind); }
  expect(kinds).toEqual(['flowInput', 'nodeOutput', 'nodeInput']);
  const next = run.next();
  await settled();
  world.clock.advance(10);
  expect((await next).value).toMatchObject({ kind: 'action', time: 10 });
  await run.return(undefined as never);
});

test('one by one, all at once, or so many at once', async () => {
  const durations = { Aa: 30, Bb: 10, Cc: 10 };
  const begun = async (options: AsyncOptions) => {
    const world = new World(durations);
    const result = await world.run(options);
    return [world.events.filter((line) => line.includes('begins'))
      .join(', '), result.outputs.map(({ document }) => document).join(' '), rules(result).join(' ')];
  };
  expect(await begun({})).toEqual(['Aa begins at 0, Bb begins at 30, Cc begins at 40', 'Aa Bb Cc', 'Concurrency '
    + 'OutputOrder']);
  expect(await begun({ concurrency: { type: 'Automatic' } }))
    .toEqual(['Aa begins at 0, Bb begins at 0, Cc begins at 0', 'Bb Cc Aa', 'OutputOrder']);
  expect(await begun({ concurrency: { type: 'Manual', maxConcurrency: 2 } }))
    .toEqual(['Aa begins at 0, Bb begins at 0, Cc begins at 10', 'Bb Cc Aa', 'OutputOrder']);
});

test('handlers that throw or reject are dependencies that failed, and the others are stopped', async () => {
  for (const fail of [() => { throw new Error('broken'); }, async () => Promise.reject(new Error('broken'))]) {
    const world = new World({ Aa: 1000, Cc: 1000 });
    const result = await runToEnd(WIDE, given('x'), {
      nodes: { Bb: fail as AsyncHandler }, types: { LambdaFunction: world.handler },
    },
    { clock: world.clock, concurrency: { type: 'Automatic' } });
    expect(result.error)
      .toEqual({ code: 'dependencyFailedException', message: 'broken', resourceName: 'Lambda', nodeName: 'Bb' });
    expect(world.events.filter((line) => line.includes('stopped')).sort()).toEqual(['Aa is stopped', 'Cc is stopped']);
  }
});

test('a handler that hangs is ended by its time limit, and told so', async () => {
  const world = new World({ Work: 1000 });
  const result = await world.run({ timeouts: { node: 50 } }, CHAIN);
  expect(result.error).toEqual({
    code: 'dependencyFailedException',
    message: 'Call to lambda function timed out',
    resourceName: 'Lambda',
    nodeName: 'Work',
  });
  expect(world.events).toEqual(['Work begins at 0', 'Work is stopped']);
  expect(world.clock.now()).toBe(50);
  world.clock.advance(2000); // its answer comes too late, and nobody minds
  await settled();
  expect(result.outputs).toEqual([]);
});

test('a node in time leaves no alarm behind', async () => {
  const world = new World({ Work: 10 });
  expect(documents(await world.run({ timeouts: { node: 50, flow: 100 } }, CHAIN))).toEqual(['Work']);
  expect(world.clock.waiting).toBe(0);
});

test('a run that fails leaves no alarm of its other nodes behind', async () => {
  const clock = new VirtualClock(0);
  const never: AsyncHandler = async () => new Promise(() => {});
  const result = await runToEnd(WIDE, given('x'), {
    nodes: { Bb: () => { throw new Error('broken'); } }, types: { LambdaFunction: never },
  },
  { clock, concurrency: { type: 'Automatic' }, timeouts: { node: 50, flow: 100 } });
  expect(result.error?.nodeName).toBe('Bb');
  expect(clock.waiting).toBe(0);
});

test('a flow that takes too long is ended, with all that runs', async () => {
  const world = new World({ Aa: 30, Bb: 40, Cc: 1 });
  const result = await world.run({ timeouts: { flow: 50 } });
  expect(result.error)
    .toEqual({ code: 'internalServerException', message: 'The flow timed out', reason: 'ExecutionTimedOut' });
  expect(world.events.at(-1)).toBe('Bb is stopped');
  expect(world.clock.now()).toBe(50);
});

test('a signal ends the run with an error, and tells the handlers', async () => {
  const world = new World({ Work: 1000 });
  const controller = new AbortController();
  const run = runToEnd(CHAIN, given('x'), { types: { LambdaFunction: world.handler } },
    { clock: world.clock, signal: controller.signal });
  await settled();
  controller.abort();
  await expect(run).rejects.toThrow('the run was stopped by its signal; start it again [Aborted]');
  expect(world.events).toEqual(['Work begins at 0', 'Work is stopped']);
});

test('a signal that has been given already ends it before its first effect is answered', async () => {
  const run = runToEnd(CHAIN, given('x'), { types: { LambdaFunction: async () => new Promise(() => {}) } },
    { signal: AbortSignal.abort() });
  await expect(run).rejects.toThrow(SimulateError);
});

test('who stops reading stops the handlers', async () => {
  const world = new World({ Aa: 1000 });
  for await (const entry of runAsync(WIDE, given('x'), { types: { LambdaFunction: world.handler } },
    { clock: world.clock })) {
    if (entry.kind === 'nodeInput') { break; }
  }
  await settled();
  expect(world.events).toContain('Aa is stopped');
});

test('a missing handler, a wrong answer and wrong inputs are errors', async () => {
  await expect(runToEnd(CHAIN, given('x'), {})).rejects.toThrow('add "Work": {"returns": "what the function returns"} '
    + 'to the mocks of nodes [MissingHandler]');
  await expect(
    runToEnd(CHAIN, given('x'), { types: { LambdaFunction: async () => Promise.resolve(undefined as never) } }),
  ).rejects.toThrow('[IllegalSettlement]');
  await expect(runToEnd(CHAIN, [], {})).rejects.toThrow('[IllegalInput]');
});

test('a handler is told how often its node was called, and what stops the run is thrown as it is', async () => {
  const plan = compile(flowOf([input('Array'), iterator(), lambda('Work'), output()],
    'In.document > Each.array', 'Each.arrayItem > Work.value', 'Work.functionResponse > Out.document'));
  const result = await runToEnd(plan, given(['a', 'b', 'c']),
    { types: { LambdaFunction: async (_, { call }) => Promise.resolve({ value: `call ${call}` }) } });
  expect(documents(result)).toEqual(['call 0', 'call 1', 'call 2']);
  const stop = new SimulateError('stop here', 'IllegalOption');
  await expect(runToEnd(CHAIN, given('x'), { types: { LambdaFunction: async () => Promise.reject(stop) } })).rejects
    .toBe(stop);
  expect(() => runSync(CHAIN, given('x'), { types: { LambdaFunction: () => { throw stop; } } })).toThrow(stop);
});

test('a signal is listened to only while the run goes on', async () => {
  const heard: unknown[][] = [];
  const signal = {
    aborted: false,
    addEventListener: (...words: unknown[]) => { heard.push(['add', ...words]); },
    removeEventListener: (...words: unknown[]) => { heard.push(['remove', ...words]); },
  };
  const result = await runToEnd(CHAIN, given('x'),
    { types: { LambdaFunction: async () => Promise.resolve({ value: 'y' }) } }, { signal });
  expect(result.completionReason).toBe('SUCCESS');
  expect(heard).toEqual([['add', 'abort', expect.any(Function), { once: true }], ['remove', 'abort', heard[0][2]]]);
});

test('answers that come at once with one that fails are too late', async () => {
  const result = await runToEnd(WIDE, given('x'), {
    types: {
      LambdaFunction: async ({ node }) => node === 'Aa'
        ? Promise.reject(new Error('no')) : Promise.resolve({ value: node }),
    },
  },
  { concurrency: { type: 'Automatic' } });
  expect(result.error?.message).toBe('no');
});

test('an answer takes as long as it says on the clock, less what it took to come', async () => {
  const clock = new VirtualClock(1000);
  const run = runToEnd(CHAIN, given('x'), {
    types: {
      LambdaFunction: async () => new Promise((resolve) => {
        clock.after(4, () => resolve({ value: 'y', latencyMs: 10 }));
      }),
    },
  }, { clock });
  await settled();
  clock.advance(4);
  await settled();
  expect(clock.waiting).toBe(1);
  clock.advance(5);
  await settled();
  expect(clock.waiting).toBe(1);
  clock.advance(1);
  const { entries } = (await run).log;
  expect(entries.map(({ time }) => time)).toEqual([1000, 1000, 1000, 1010, 1010, 1010, 1010, 1010]);
  expect(clock.waiting).toBe(0);
});

test('an answer that says it takes longer than a node may never comes', async () => {
  const limited = async (latencyMs: number, timeouts: AsyncOptions['timeouts']) => (
    runToEnd(CHAIN, given('x'), { types: { LambdaFunction: async () => Promise.resolve({ value: 'y', latencyMs }) } },
      { timeouts })
  );
  expect((await limited(50, { node: 50 })).error).toBeUndefined();
  const late = await limited(51, { node: 50 });
  expect(late.error?.message).toBe('Call to lambda function timed out');
  expect(late.log.entries.at(-1)!.time).toBe(50);
  expect((await limited(51, { flow: 50 })).error?.message).toBe('The flow timed out');
});

test('who stops reading while an answer takes its time leaves no alarm behind', async () => {
  const clock = new VirtualClock(0);
  const run = runAsync(CHAIN, given('x'),
    { types: { LambdaFunction: async () => Promise.resolve({ value: 'y', latencyMs: 10 }) } }, { clock });
  for (let at = 0; at < 3; at++) { await run.next(); }
  await settled();
  expect(clock.waiting).toBe(1);
  await run.return(undefined as never);
  expect(clock.waiting).toBe(0);
});

test('the clock of the run waits for handlers at work', async () => {
  let finish: () => void = () => undefined;
  const run = runToEnd(WIDE, given('x'), {
    nodes: { Aa: async () => new Promise((resolve) => { finish = () => resolve({ value: 'Aa' }); }) },
    types: { LambdaFunction: async ({ node }) => Promise.resolve({ value: node, latencyMs: node === 'Bb' ? 20 : 10 }) },
  }, { concurrency: { type: 'Automatic' } });
  await settled();
  finish();
  const result = await run;
  expect(documents(result)).toEqual(['Aa', 'Cc', 'Bb']);
  expect(result.log.entries.filter(({ kind }) => kind === 'flowOutput').map(({ time }) => time)).toEqual([0, 10, 20]);
});

test('a run saved in its midst goes on, with the effects that were not settled', async () => {
  const engine = new Engine(WIDE);
  engine.start(given('x'));
  for (let at = 0; at < 2; at++) { engine.next(); }
  const seen: string[] = [];
  const handler: AsyncHandler = async ({ node }) => {
    seen.push(node);
    return Promise.resolve({ value: node });
  };
  const result = await runToEnd(WIDE, [], { types: { LambdaFunction: handler } },
    { resume: engine.snapshot(), concurrency: { type: 'Automatic' } });
  expect(seen).toEqual(['Aa', 'Bb', 'Cc']);
  expect(documents(result)).toEqual(['Aa', 'Bb', 'Cc']);
});

test('a hundred runs at once do not mix', async () => {
  const plan = compile(flowOf([input(), lambda('Work'), output()], 'In.document > Work.value', 'Work.functionResponse '
    + '> Out.document'));
  const all = await Promise.all(Array.from({ length: 100 }, async (_, at) => runToEnd(plan, given(`x${at}`), {
    types: { LambdaFunction: async ({ inputs }) => Promise.resolve({ value: String(inputs.value) }) },
  }, { executionId: `run-${at}` })));
  expect(all.map((result) => documents(result)[0])).toEqual(Array.from({ length: 100 }, (_, at) => `x${at}`));
});
