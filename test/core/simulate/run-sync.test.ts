/** Concurrency and time in a run that does not wait: answers say how long they take. */
import { documents, flowOf, given, input, iterator, lambda, output, prompt, rules, story } from './flow-of';
import {
  compile, type Concurrency, type Effect, Engine, runSync, type Settlement, type TimeLimits, VirtualClock,
} from '../../../src/core/simulate';

const NAMES = ['Aa', 'Bb', 'Cc', 'Dd'];
const WIDE = compile(flowOf([
  input(), ...NAMES.map((name) => lambda(name)), ...NAMES.map((name) => output(`Out${name}`)),
],
...NAMES.map((name) => `In.document > ${name}.value`), ...NAMES.map((name) => `${name}.functionResponse > `
    + `Out${name}.document`)));

function timed(
  durations: { readonly [node: string]: number }, concurrency?: Concurrency, timeouts?: TimeLimits, plan = WIDE,
) {
  const clock = new VirtualClock(0);
  const started: string[] = [];
  const handler = ({ node, inputs }: Effect): Settlement => {
    started.push(`${node} ${clock.now()}`);
    return { value: String(inputs.value), latencyMs: durations[node] ?? 0 };
  };
  const result = runSync(plan, given('x'), { types: { LambdaFunction: handler } }, { clock, concurrency, timeouts });
  return { result, started, ended: clock.now(), order: result.outputs.map(({ nodeName }) => nodeName) };
}

const DURATIONS = { Aa: 40, Bb: 10, Cc: 30, Dd: 10 };

test('without a configuration nodes run one by one, in the order of the definition', () => {
  const { result, started, ended, order } = timed(DURATIONS);
  expect(started).toEqual(['Aa 0', 'Bb 40', 'Cc 50', 'Dd 80']);
  expect(ended).toBe(90);
  expect(order).toEqual(['OutAa', 'OutBb', 'OutCc', 'OutDd']);
  expect(rules(result)).toEqual(['Concurrency', 'OutputOrder']);
});

test('Automatic runs all that are ready; outputs come as nodes complete', () => {
  const { result, started, ended, order } = timed(DURATIONS, { type: 'Automatic' });
  expect(started).toEqual(['Aa 0', 'Bb 0', 'Cc 0', 'Dd 0']);
  expect(ended).toBe(40);
  expect(order).toEqual(['OutBb', 'OutDd', 'OutCc', 'OutAa']);
  expect(rules(result)).toEqual(['OutputOrder']);
});

test('Manual runs up to so many at once, one when it does not say', () => {
  expect(timed(DURATIONS, { type: 'Manual', maxConcurrency: 2 }).started).toEqual(['Aa 0', 'Bb 0', 'Cc 10', 'Dd 40']);
  expect(timed(DURATIONS, { type: 'Manual' }).started).toEqual(['Aa 0', 'Bb 40', 'Cc 50', 'Dd 80']);
});

test.each([0, 101, 1.5, NaN])('maxConcurrency %p is refused', (maxConcurrency) => {
  expect(() => timed({}, { type: 'Manual', maxConcurrency })).toThrow(
    `[concurrency.maxConcurrency] must be a whole number from 1 to 100, got ${maxConcurrency}; choose a value in that `
      + 'range [IllegalOption]');
});

test('a hundred at once is the most', () => {
  expect(timed(DURATIONS, { type: 'Manual', maxConcurrency: 100 }).ended).toBe(40);
});

test('items stay one by one, whatever runs beside them', () => {
  const plan = compile(flowOf(
    [input('Array'), iterator(), lambda('Work'), output('Item'), lambda('Side',
      { value: 'String $.data[0]' }), output('Aside')],
    'In.document > Each.array', 'Each.arrayItem > Work.value', 'Work.functionResponse > Item.document',
    'In.document > Side.value',
    'Side.functionResponse > Aside.document',
  ));
  const clock = new VirtualClock(0);
  const started: string[] = [];
  const result = runSync(plan, given(['a', 'b', 'c']), {
    types: {
      LambdaFunction: ({ node, inputs }) => {
        started.push(`${node} ${String(inputs.value)} ${clock.now()}`);
        return { value: String(inputs.value), latencyMs: node === 'Work' ? 10 : 15 };
      },
    },
  }, { clock, concurrency: { type: 'Automatic' } });
  expect(started).toEqual(['Work a 0', 'Side a 0', 'Work b 10', 'Work c 20']);
  expect(documents(result)).toEqual(['a', 'a', 'b', 'c']);
  expect(story(result).filter((line) => line.startsWith('flowOutput')))
    .toEqual(['flowOutput Item', 'flowOutput Aside', 'flowOutput Item', 'flowOutput Item']);
});

test('a node that takes too long is a dependency that failed', () => {
  const { result, ended } = timed({ Aa: 10, Bb: 301 }, undefined, { node: 300 });
  expect(result.error).toEqual({
    code: 'dependencyFailedException',
    message: 'Call to lambda function '
      + 'timed out',
    resourceName: 'Lambda',
    nodeName: 'Bb',
  });
  expect(ended).toBe(310);
  expect(timed({ Bb: 300 }, undefined, { node: 300 }).result.completionReason).toBe('SUCCESS');
  const asks = compile(flowOf([input(), prompt('Ask', '{{text}}'), output()], 'In.document > Ask.text',
    'Ask.modelCompletion > Out.document'));
  expect(runSync(asks, given('x'), { types: { Prompt: () => ({ value: 'y', latencyMs: 2 }) } },
    { timeouts: { node: 1 } }).error)
    .toEqual({ code: 'dependencyFailedException', message: 'Node Ask timed out', nodeName: 'Ask' });
});

test('a flow that takes too long ends in the midst of its nodes', () => {
  const { result, ended } = timed(DURATIONS, undefined, { flow: 60 });
  expect(result.error)
    .toEqual({ code: 'internalServerException', message: 'The flow timed out', reason: 'ExecutionTimedOut' });
  expect(result.executionEvents.at(-1)).toEqual({
    flowFailureEvent: {
      timestamp: '1970-01-01T00:00:00.060Z', errorCode: 'INTERNAL_SERVER', errorMessage: 'The flow timed out',
    },
  });
  expect([ended, Object.keys(result.calls)]).toEqual([60, ['In', 'Aa', 'Bb', 'Cc']]);
  expect(timed(DURATIONS, undefined, { flow: 90 }).result.completionReason).toBe('SUCCESS');
});

test('entries have the time at which they happened, and actions how long they took', () => {
  const { result } = timed({ Aa: 40 });
  expect(result.log.entries.map(({ time }) => time).filter((time, at, all) => time !== all[at - 1])).toEqual([0, 40]);
  expect(JSON.stringify(result.events))
    .toContain('"nodeInputTrace":{"nodeName":"OutAa","timestamp":"1970-01-01T00:00:00.040Z"');
  expect(result.log.entries.filter(({ kind }) => kind === 'action')
    .map(({ value }) => (value as { latency: number }).latency)).toEqual([40, 0, 0, 0]);
});

test('a clock that is not virtual goes its own way', () => {
  const clock = { now: () => 7 };
  const result = runSync(WIDE, given('x'),
    { types: { LambdaFunction: () => ({ value: 'y', latencyMs: 50 }) } }, { clock });
  expect([...new Set(result.log.entries.map(({ time }) => time))]).toEqual([7]);
  const still = new Engine(WIDE);
  still.start(given('x'));
  expect(still.log.entries[0].time).toBe(0);
});

test('a run saved in its midst goes on, with the effects that were not settled', () => {
  const engine = new Engine(WIDE);
  engine.start(given('x'));
  for (let at = 0; at < 3; at++) { engine.next(); }
  engine.settle(2, { value: 'settled' });
  const snapshot = engine.snapshot();
  expect(() => runSync(WIDE, given('y'), {}, { resume: snapshot })).toThrow('the flow has been started already');
  const seen: string[] = [];
  const answering = ({ node }: Effect) => {
    seen.push(node);
    return { value: node };
  };
  const whole = runSync(WIDE, [], { types: { LambdaFunction: answering } }, { resume: snapshot });
  expect(seen).toEqual(['Aa', 'Cc', 'Dd']);
  expect(documents(whole)).toEqual(['Aa', 'settled', 'Cc', 'Dd']);
});
