/** Runs a flow whose handlers take their time. Time is that of the clock it is given. */
import type { Timer } from './clock';
import { RunClock } from './clock';
import { FLOW_TIMED_OUT, limitOf, nodeTimedOut } from './concurrency';
import { failureOf } from './failure';
import type { AbortLike, AsyncHandler, Handlers } from './handlers';
import { handlerOf } from './handlers';
import type { LogEntry } from './log';
import type { Plan } from './plan';
import { RunResult } from './run-result';
import type { RunOptions } from './run-sync';
import { begin, noteOrder } from './run-sync';
import { latencyOf } from './settlement';
import { isSimulateError, simulateError } from './simulate-error';
import type { Effect, Failure, FlowInput, Settlement } from './types';

export interface AsyncOptions extends RunOptions {
  /**
   * An answer with `latencyMs` takes that long on it. Default: a RunClock, so that no time is lost; it stands still while a handler is at work, so
   * that only what answers say they take can time out.
   */
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
  const clock = options.clock ?? new RunClock();
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
      const message = await work.message();
      if ('thrown' in message) { throw message.thrown; }
      if ('settlement' in message) { engine.settle(message.effect.id, message.settlement); } else { engine.abort(message.failure); }
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

/** A node at work. */
interface Job {
  readonly effect: Effect;
  readonly startedAt: number;
  readonly controller: AbortController;
  /** It has answered, and the time that takes is not over. */
  hasAnswered: boolean;
  /** Takes back what the clock was to wake it for. */
  cancel?: () => void;
}

/** The handlers at work, and what they have to say. */
class Work {
  public readonly limit: number;
  private readonly running = new Map<number, Job>();
  private readonly calls = new Map<string, number>();
  private readonly inbox: Message[] = [];
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

  /** How many nodes are at work, or have said something that nobody has taken. */
  public get size(): number { return this.running.size + this.inbox.length; }

  public begin(effect: Effect): void {
    const handler = handlerOf(this.handlers, effect);
    const call = this.calls.get(effect.node) ?? 0;
    this.calls.set(effect.node, call + 1);
    const job: Job = { effect, startedAt: this.clock.now(), controller: new AbortController(), hasAnswered: false };
    const limit = this.options.timeouts?.node;
    if (limit !== undefined) { this.limitTime(job, limit); }
    this.running.set(effect.id, job);
    // in a promise, so that a handler that throws at once is like one that rejects
    const answer = Promise.resolve().then(() => handler(effect, { call, signal: job.controller.signal }));
    void answer.then((settlement) => this.answered(job, settlement)).catch(
      (error: unknown) => this.end(job, isSimulateError(error) ? { thrown: error } : { effect, settlement: { error: failureOf(error, effect) } }),
    );
  }

  /** Waits until there is something, and takes it. */
  public async message(): Promise<Message> {
    while (this.inbox.length === 0) {
      if (this.clock instanceof RunClock && this.isIdle && (this.clock.skip() || this.hasMessage)) { continue; }
      await new Promise<void>((resolve) => { this.wake = resolve; });
    }
    return this.inbox.shift()!;
  }

  /** Nobody waits any more. */
  public stop(): void {
    this.isStopped = true;
    for (const stop of this.stops) { stop(); }
    for (const { cancel, controller } of this.running.values()) {
      cancel?.();
      controller.abort();
    }
    this.running.clear();
  }

  // looking at the clock may bring one
  private get hasMessage(): boolean { return this.inbox.length > 0; }

  /** Whether no handler is at work: nodes only wait for the time that their answers take. */
  private get isIdle(): boolean {
    for (const { hasAnswered } of this.running.values()) { if (!hasAnswered) { return false; } }
    return true;
  }

  /** What took real time is not waited for again. @throws SimulateError if the answer says no time */
  private answered(job: Job, settlement: Settlement): void {
    const { effect, startedAt } = job;
    const latency = latencyOf(effect, settlement);
    const rest = startedAt + latency - this.clock.now();
    if (rest <= 0) { return this.end(job, { effect, settlement }); }
    if (!this.running.has(effect.id)) { return; }
    job.hasAnswered = true;
    job.cancel?.();
    const limit = this.options.timeouts?.node ?? Infinity;
    // an answer that takes longer than a node may is one that never comes
    if (latency > limit) { this.limitTime(job, limit); } else { job.cancel = this.clock.after(rest, () => this.end(job, { effect, settlement })); }
    this.nudge();
  }

  private limitTime(job: Job, limit: number): void {
    const { effect, startedAt, controller } = job;
    job.cancel = this.clock.after(startedAt + limit - this.clock.now(), () => {
      this.end(job, { effect, settlement: { error: nodeTimedOut(effect) } });
      controller.abort();
    });
  }

  // what comes after a time-out, or after the end, is too late
  private end(job: Job, message: Message): void {
    if (!this.running.delete(job.effect.id)) { return; }
    job.cancel?.();
    this.post(message);
  }

  private post(message: Message): void {
    if (this.isStopped) { return; }
    this.inbox.push(message);
    this.nudge();
  }

  private nudge(): void {
    this.wake?.();
    this.wake = undefined;
  }
}
