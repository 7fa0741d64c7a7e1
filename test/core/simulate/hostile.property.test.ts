/**
 * Whatever handlers throw, reject with or return: a run ends with one failure in one line. Nothing escapes, nothing
 * hangs.
 */
import * as fc from 'fast-check';
import { agent, flowOf, given, input, lambda, output } from './flow-of';
import {
  type AsyncHandler, compile, type Handler, type RunResult, runSync, runToEnd, SimulateError, toFlowResponseStream,
} from '../../../src/core/simulate';
import { isMistake, readThrown } from '../../../src/core/simulate/thrown';
import '../../fast-check';

const PLAN = compile(flowOf([input(), lambda('Work', { value: 'String' }, 'Any'), output('Out', 'Any')],
  'In.document > Work.value', 'Work.functionResponse > Out.document'));
const ASKS = compile(flowOf([input(), agent('Asks'), output()], 'In.document > Asks.agentInputText',
  'Asks.agentResponse > Out.document'));

const throws = () => { throw Object.create(null); };

/** A proxy whose traps work so many times and then throw. */
function proxied(target: object, calls: number): object {
  let left = calls;
  const trap =
    (name: 'get' | 'getPrototypeOf' | 'has' | 'ownKeys' | 'getOwnPropertyDescriptor') => (...words: unknown[]) => {
      if (left-- <= 0) { throw new Error('trapped'); }
      return (Reflect[name] as (...all: unknown[]) => unknown)(...words);
    };
  const all = ['get', 'getPrototypeOf', 'has', 'ownKeys', 'getOwnPropertyDescriptor'] as const;
  return new Proxy(target, Object.fromEntries(all.map((name) => [name, trap(name)])));
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function nested(levels: number): unknown {
  let deep: unknown = 1;
  for (let at = 0; at < levels; at++) { deep = at % 2 === 0 ? [deep] : { deep }; }
  return deep;
}

function circular(): unknown {
  const one: unknown[] = [];
  one.push({ one });
  return one;
}

const odd = fc.constantFrom<() => unknown>(
  () => undefined, () => null, () => Symbol('x'), () => 10n, () => NaN, () => -Infinity, () => throws,
() => class Odd {}, () => new Date(NaN), () => new Map([[1, 2]]),
() => new (class Own { public a = 1; })(), () => Object.create(null) as object, circular, () => nested(100_000),
() => new Array(3), () => /x/g, () => Promise.resolve,
() => ({ toJSON: throws }), () => Object.defineProperty({}, 'toJSON', { get: throws }),
() => ({ get a(): string { return throws(); } }), () => ({ toString: throws }),
() => ({ [Symbol.toPrimitive]: throws }), () => ({ toString: () => ({}) }), () => new Error('two\nlines'),
() => new Error(''), () => revoked({}), () => revoked([]), () => revoked(throws),
() => Object.defineProperty(new Error('x'), 'message', { get: throws }),
() => Object.defineProperty(new Error('x'), 'name', { get: throws }),
() => Object.assign(new Error('x'), { message: { a: 1 } }),
() => Object.assign(new Error('x'), { message: Symbol('x') }), () => Object.assign(new Error('x'), { name: 5 }),
() => Object.setPrototypeOf(new Error('x'), null) as object, () => ({ message: revoked({}), name: revoked({}) }),
() => new Proxy(throws, { apply: throws }), () => '',
);
const hostile: fc.Arbitrary<() => unknown> = fc.letrec<{ value: () => unknown; inside: () => unknown }>((tie) => ({
  value: fc.oneof({ maxDepth: 3 }, odd, fc.jsonValue().map((value) => () => value), tie('inside')),
  inside: fc.oneof(
    fc.array(tie('value'), { maxLength: 3 }).map((makers) => () => makers.map((make) => make())),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 })
      .map((makers) => () => Object.fromEntries(Object.entries(makers).map(([key, make]) => [key, make()]))),
    fc.tuple(tie('value'), fc.nat(12)).map(([make, calls]) => () => {
      const target = make();
      return (typeof target === 'object' || typeof target === 'function')
        && target !== null ? proxied(target, calls) : target;
    }),
  ),
})).value;

/** The run is over, and all that is said of it can be written down. */
function expectEnded(result: RunResult): void {
  const { error, completionReason } = result;
  expect(error === undefined).toBe(completionReason !== undefined);
  if (error) { expect(error.message).toMatch(/^\S.*$/); }
  const ends = result.events.filter((event) => 'flowCompletionEvent' in event
    || Object.keys(event)[0].endsWith('Exception'));
  expect(ends).toHaveLength(1);
  JSON.stringify([result, result.snapshot(), toFlowResponseStream(result.log, { enableTrace: true })]);
}

async function expectOne(sync: Handler, later: AsyncHandler): Promise<RunResult[]> {
  const results = [runSync(PLAN, given('x'), { nodes: { Work: sync } }), await runToEnd(PLAN, given('x'),
    { nodes: { Work: later } })];
  results.forEach(expectEnded);
  return results;
}

test('what is thrown or rejected is one failure, the same in both drivers', async () => {
  await fc.assert(fc.asyncProperty(hostile, async (make) => {
    const rejects: AsyncHandler = async () => Promise.reject(make() as Error);
    for (const later of [rejects, () => { throw make(); }]) {
      const [atOnce, result] = await expectOne(() => { throw make(); }, later);
      expect(atOnce.error?.nodeName).toBe('Work');
      expect(result.error).toEqual(atOnce.error);
    }
  }));
});

test('what is returned is an output or one failure', async () => {
  await fc.assert(fc.asyncProperty(hostile, async (make) => {
    const [atOnce, result] = await expectOne(() => ({ value: make() }), async () => Promise.resolve({ value: make() }));
    expect(result.error).toEqual(atOnce.error);
    for (const member of ['response', 'agentTraces', 'stopReason', 'requestId', 'guardrailAction']) {
      await expectOne(() => ({ value: 'x', [member]: make() }), async () => Promise.resolve({
        value: 'x', [member]: make(),
      }));
    }
    expectEnded(runSync(ASKS, given('x'), { nodes: { Asks: () => ({ inputRequired: make() }) } }));
  }));
});

test('what is not an answer of a handler is a mistake, said in one line', async () => {
  const expectMistake = (thrown: unknown) => {
    expect(thrown).toBeInstanceOf(SimulateError);
    expect((thrown as SimulateError).message).toMatch(/^\[Work\] .*\[IllegalSettlement\]$/);
  };
  await fc.assert(fc.asyncProperty(hostile, fc.constantFrom('all', 'error', 'latencyMs',
    'code'), async (make, where) => {
    const answer = () => {
      const one = make();
      return (where === 'all' ? one : where === 'error' ? { error: one } : where === 'code'
        ? { error: { code: one, message: one } } : { value: 'x', latencyMs: one }) as { value: unknown };
    };
    try {
      expectEnded(runSync(PLAN, given('x'), { nodes: { Work: answer } }));
    } catch (thrown) { expectMistake(thrown); }
    try {
      expectEnded(await runToEnd(PLAN, given('x'), { nodes: { Work: async () => Promise.resolve(answer()) } }));
    } catch (thrown) {
      // what a promise can't be made of throws a TypeError already in the handler
      if (!isMistake(thrown)) { expectMistake(thrown); }
    }
  }));
});

test('an input that is not JSON is a mistake of who gives it', () => {
  fc.assert(fc.property(hostile, (make) => {
    try { expectEnded(runSync(PLAN, given(make()), { nodes: { Work: () => ({ value: 'x' }) } })); } catch (thrown) {
      expect((thrown as SimulateError).message).toMatch(/^\[inputs\[0\]\.content.*\[IllegalInput\]$/);
    }
  }));
});

test('what a handler changes later is not changed in the run', () => {
  const list = [1];
  const result = runSync(PLAN, given('x'), { nodes: { Work: () => ({ value: list }) } });
  list.push(2);
  expect(result.outputs[0].document).toEqual([1]);
});

test.each<[unknown, string, string]>([
  [new Error('first\n   second\r\n'), 'Error', 'first second'],
  [Object.assign(new Error('x'), { message: { a: 1 } }), 'Error', 'an object was thrown whose message is not a string'],
  [Object.assign(new Error('x'), { message: 5, name: 5 }), '', '5'],
  [Object.defineProperty(new Error('x'), 'message', { get: throws }), 'Error', 'an object was thrown whose message '
    + 'can\'t be read'],
  [{ name: 'ThrottlingException', message: 'slow' }, 'ThrottlingException', 'slow'],
  [{ toString: () => 'a text' }, '', 'a text'],
  [{}, '', 'an object without a message was thrown'],
  [Object.create(null), '', 'an object without a message was thrown'],
  [revoked({}), '', 'an object was thrown whose message can\'t be read'],
  [throws, '', 'a function was thrown'],
  [Symbol('x'), '', 'Symbol(x)'],
  [undefined, '', ''],
  [null, '', 'null'],
])('%#: a message for whatever is thrown', (thrown, name, message) => expect(readThrown(thrown))
  .toEqual({ name, message }));
