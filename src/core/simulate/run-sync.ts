/**
 * Runs a flow to its end at once, with handlers that answer at once. Time is virtual: an answer takes as long as it
 * says.
 */
import { VirtualClock } from './clock';
import type { Concurrency, TimeLimits } from './concurrency';
import { FLOW_TIMED_OUT, limitOf, nodeTimedOut } from './concurrency';
import { Engine } from './engine';
import { exceptionOf } from './exception';
import type { Handlers } from './handlers';
import { handlerOf } from './handlers';
import type { Plan } from './plan';
import { RunResult } from './run-result';
import { isPromise, latencyOf } from './settlement';
import { isSimulateError, simulateError } from './simulate-error';
import type { Snapshot } from './snapshot';
import { isMistake } from './thrown';
import type { Effect, EngineOptions, FlowInput, Settlement } from './types';

export interface RunOptions extends EngineOptions {
  /** What the alias says. Default: one node after the other, in the order of the definition. */
  readonly concurrency?: Concurrency;
  /** Default: none. */
  readonly timeouts?: TimeLimits;
  /** A paused run that goes on with these inputs, or one saved in its midst, which goes on without any. */
  readonly resume?: Snapshot;
}

/** Work that was begun, and when it will be done. */
interface Begun {
  readonly id: number;
  readonly end: number;
  readonly settlement: Settlement;
}

/**
 * Runs a plan with these inputs to its end, or to where an agent asks.
 * @throws SimulateError if a handler is missing, or the inputs are not those of the flow
 */
export function runSync(
  plan: Plan, inputs: readonly FlowInput[], handlers: Handlers, options: RunOptions = {},
): RunResult {
  const limit = limitOf(options.concurrency);
  const clock = options.clock ?? new VirtualClock();
  const { engine, from } = begin(plan, inputs, { ...options, clock });
  const calls = new Map<string, number>();
  const deadline = clock.now() + (options.timeouts?.flow ?? Infinity);
  const begun: Begun[] = engine.pending.map((effect) => answer(effect, plan, handlers, calls, clock.now(), options));
  while (!engine.outcome) {
    while (begun.length < limit) {
      const step = engine.next();
      if (step.kind !== 'effect') { break; }
      begun.push(answer(step, plan, handlers, calls, clock.now(), options));
    }
    if (begun.length === 0) { break; }
    const next = begun.length === 1 ? begun.pop()! : begun.splice(earliest(begun), 1)[0];
    const until = Math.min(next.end, deadline);
    if (clock instanceof VirtualClock && until > clock.now()) { clock.advance(until - clock.now()); }
    if (next.end > deadline) { engine.abort(FLOW_TIMED_OUT); } else { engine.settle(next.id, next.settlement); }
  }
  noteOrder(engine, options);
  return new RunResult(engine, from);
}

/** The engine of a new run, or of one that goes on. */
export function begin(plan: Plan, inputs: readonly FlowInput[], options: RunOptions): {
  readonly engine: Engine; readonly from: number;
} {
  const engine = options.resume ? Engine.restore(plan, options.resume, options) : new Engine(plan, options);
  const from = engine.log.entries.length;
  // a run that was saved in its midst goes on without inputs
  if (!options.resume || inputs.length > 0 || engine.outcome) { engine.start(inputs); }
  return { engine, from };
}

/** The order was ours where the alias says nothing. */
export function noteOrder(engine: Engine, { concurrency }: RunOptions): void {
  if (!concurrency && engine.hadChoice) {
    engine.diagnose('Concurrency', 'several nodes were ready: they ran one by one, in the order of the definition');
  }
}

function answer(
  effect: Effect, plan: Plan, handlers: Handlers, calls: Map<string, number>, now: number, { timeouts }: RunOptions,
): Begun {
  const handler = handlerOf(handlers, effect, plan);
  const call = calls.get(effect.node) ?? 0;
  calls.set(effect.node, call + 1);
  let settlement: Settlement;
  try {
    settlement = handler(effect, { call });
  } catch (error) {
    if (isSimulateError(error) || isMistake(error)) { throw error; }
    settlement = { error: exceptionOf(error, effect) };
  }
  if (isPromise(effect, settlement)) {
    throw simulateError('IllegalSettlement', effect.node, 'the handler answers with a promise', 'run the flow '
      + 'asynchronously, or answer at once');
  }
  const latency = latencyOf(effect, settlement);
  const limit = timeouts?.node ?? Infinity;
  if (latency > limit) { return { id: effect.id, end: now + limit, settlement: { error: nodeTimedOut(effect) } }; }
  return { id: effect.id, end: now + latency, settlement };
}

function earliest(begun: readonly Begun[]): number {
  let best = 0;
  for (let at = 1; at < begun.length; at++) { if (begun[at].end < begun[best].end) { best = at; } }
  return best;
}
