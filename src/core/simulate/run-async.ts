/** Runs a flow whose handlers take their time. Time is that of the clock it is given. */
import type { Timer } from './clock';
import { VirtualClock } from './clock';
import { FLOW_TIMED_OUT, limitOf, nodeTimedOut } from './concurrency';
import { failureOf } from './failure';
import type { AbortLike, AsyncHandler, Handlers } from './handlers';
import { handlerOf } from './handlers';
import type { LogEntry } from './log';
import type { Plan } from './plan';
import { RunResult } from './run-result';
import type { RunOptions } from './run-sync';
import { begin, noteOrder } from './run-sync';
import { isSimulateError, simulateError } from './simulate-error';
import type { Effect, Failure, FlowInput, Settlement } from './types';

export interface AsyncOptions extends RunOptions {
  /** Default: a clock that stands still, on which nothing times out. */
  readonly clock?: Timer;
  /** Ends the run: it throws, and handlers are told by their signals. */
  readonly signal?: AbortLike;
}

type Message = { readonly effect: Effect; readonly settlement: Settlement } | { readonly failure: Failure } | { readonly thrown: unknown };

/**
 * Runs a plan, yields each entry of its log as it comes, and returns the result. A caller that stops early stops the handlers too.
 * @throws SimulateError if a handler is missing, the inputs are not those of the flow, or the signal says to stop
 */
export async function* runAsync(
  plan: Plan, inputs: readonly FlowInput[], handlers: Handlers<AsyncHandler>, options: AsyncOptions = {},
): AsyncGenerator<LogEntry, RunResult, void> {
  const clock = options.clock ?? new VirtualClock();
  const { engine, from } = begin(plan, inputs, { ...options, clock });
  const work = new Work(handlers, clock, options);
  let seen = from;
  try {
    for (const effect of engine.pending) { work.begin(effect); }
    for (;;) {
      while (work.size < work.limit) {
        const step = engine.next();
        if (step.kind !== 'effect') { break; }
        work.begin(step);
      }
      const { entries } = engine.log;
      while (seen < entries.length) { yield entries[seen++]; }
      if (engine.outcome) { break; }
      for (const message of await work.messages()) {
        if (engine.outcome) { break; }
        if ('thrown' in message) { throw message.thrown; }
        if ('settlement' in message) { engine.settle(message.effect.id, message.settlement); } else { engine.abort(message.failure); }
      }
    }
    noteOrder(engine, options);
    return new RunResult(engine, from);
  } finally {
    work.stop();
  }
}

/** The same to its end, for callers that only want the result. */
export async function runToEnd(
  plan: Plan,
  inputs: readonly FlowInput[],
  handlers: Handlers<AsyncHandler>,
  options: AsyncOptions & { readonly onEntry?: (entry: LogEntry) => void } = {},
): Promise<RunResult> {
  const run = runAsync(plan, inputs, handlers, options);
  for (;;) {
    const { done, value } = await run.next();
    if (done) { return value; }
    options.onEntry?.(value);
  }
}

/** The handlers at work, and what they have to say. */
class Work {
  public readonly limit: number;
  private readonly running = new Map<number, () => void>();
  private readonly calls = new Map<string, number>();
  private inbox: Message[] = [];
  private wake: (() => void) | undefined;
  private readonly stops: (() => void)[] = [];
  private isStopped = false;

  public constructor(private readonly handlers: Handlers<AsyncHandler>, private readonly clock: Timer, private readonly options: AsyncOptions) {
    this.limit = limitOf(options.concurrency);
    const { signal, timeouts } = options;
    if (timeouts?.flow !== undefined) { this.stops.push(clock.after(timeouts.flow, () => this.post({ failure: FLOW_TIMED_OUT }))); }
    if (signal) {
      const abort = () => this.post({ thrown: simulateError('Aborted', '', 'the run was stopped by its signal', 'start it again') });
      if (signal.aborted) { abort(); }
      signal.addEventListener('abort', abort, { once: true });
      this.stops.push(() => signal.removeEventListener('abort', abort));
    }
  }

  public get size(): number { return this.running.size; }

  public begin(effect: Effect): void {
    const handler = handlerOf(this.handlers, effect);
    const call = this.calls.get(effect.node) ?? 0;
    this.calls.set(effect.node, call + 1);
    const controller = new AbortController();
    const limit = this.options.timeouts?.node;
    const cancel = limit === undefined ? undefined : this.clock.after(limit, () => {
      this.end(effect, { effect, settlement: { error: nodeTimedOut(effect) } });
      controller.abort();
    });
    this.running.set(effect.id, () => {
      cancel?.();
      controller.abort();
    });
    // in a promise, so that a handler that throws at once is like one that rejects
    void Promise.resolve().then(() => handler(effect, { call, signal: controller.signal })).then(
      (settlement) => {
        cancel?.();
        this.end(effect, { effect, settlement });
      },
      (error: unknown) => {
        cancel?.();
        this.end(effect, isSimulateError(error) ? { thrown: error } : { effect, settlement: { error: failureOf(error, effect) } });
      },
    );
  }

  /** Waits until there is something, and takes it. */
  public async messages(): Promise<readonly Message[]> {
    if (this.inbox.length === 0) { await new Promise<void>((resolve) => { this.wake = resolve; }); }
    const { inbox } = this;
    this.inbox = [];
    return inbox;
  }

  /** Nobody waits any more. */
  public stop(): void {
    this.isStopped = true;
    for (const stop of [...this.stops, ...this.running.values()]) { stop(); }
    this.running.clear();
  }

  // what comes after a time-out, or after the end, is too late
  private end(effect: Effect, message: Message): void {
    if (this.running.delete(effect.id)) { this.post(message); }
  }

  private post(message: Message): void {
    if (this.isStopped) { return; }
    this.inbox.push(message);
    this.wake?.();
    this.wake = undefined;
  }
}
