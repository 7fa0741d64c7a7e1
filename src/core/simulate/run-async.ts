/** Runs a flow whose handlers take their time. Time is that of the clock it is given. */
import { RunClock } from './clock';
import type { Engine } from './engine';
import type { AsyncHandler, Handlers } from './handlers';
import type { LogEntry } from './log';
import type { Plan } from './plan';
import { RunResult } from './run-result';
import { begin, noteOrder } from './run-sync';
import type { FlowInput } from './types';
import type { AsyncOptions } from './work';
import { Work } from './work';

export type { AsyncOptions } from './work';

/**
 * Runs a plan, yields each entry of its log as it comes, and returns the result. A caller that stops early stops the
 * handlers too.
 * @throws SimulateError if a handler is missing, the inputs are not those of the flow, or the signal says to stop
 */
export function runAsync(
  plan: Plan, inputs: readonly FlowInput[], handlers: Handlers<AsyncHandler>, options: AsyncOptions = {},
): AsyncGenerator<LogEntry, RunResult, void> {
  return new AsyncRun(plan, inputs, handlers, options) as unknown as AsyncGenerator<LogEntry, RunResult, void>;
}

type Result = IteratorResult<LogEntry, RunResult>;

/**
 * An async generator by hand: one that is written with `yield` waits several times for each entry, which takes longer
 * than the step itself.
 */
class AsyncRun {
  private driven?: { readonly engine: Engine; readonly work: Work; readonly from: number };
  private seen = 0;
  private isFilled = false;
  private isOver = false;
  /** What the caller waits for. */
  private coming?: Promise<Result>;

  public constructor(
    private readonly plan: Plan,
    private readonly inputs: readonly FlowInput[],
    private readonly handlers: Handlers<AsyncHandler>,
    private readonly options: AsyncOptions,
  ) {}

  public [Symbol.asyncIterator](): this { return this; }

  public next(): Promise<Result> {
    if (this.coming) { return this.afterwards(() => this.next()); }
    if (this.isOver) { return Promise.resolve({ done: true, value: undefined as unknown as RunResult }); }
    try {
      const result = this.advance();
      if (result) { return Promise.resolve(result); }
    } catch (error) {
      return this.throw(error);
    }
    this.coming = this.wait();
    return this.coming;
  }

  public return(value: RunResult): Promise<Result> {
    if (this.coming) { return this.afterwards(() => this.return(value)); }
    this.stop();
    return Promise.resolve({ done: true, value });
  }

  public throw(error: unknown): Promise<Result> {
    if (this.coming) { return this.afterwards(() => this.throw(error)); }
    this.stop();
    return Promise.reject(error);
  }

  private afterwards(then: () => Promise<Result>): Promise<Result> {
    return this.coming!.then(then, then);
  }

  private async wait(): Promise<Result> {
    try {
      for (;;) {
        await this.driven!.work.ready();
        const result = this.advance();
        if (result) { return result; }
      }
    } catch (error) {
      this.stop();
      throw error;
    } finally {
      this.coming = undefined;
    }
  }

  /** What comes next, as far as nothing is to be waited for. */
  private advance(): Result | undefined {
    const { engine, work, from } = this.driven ??= this.begin();
    for (;;) {
      if (!this.isFilled) {
        while (work.size < work.limit) {
          const step = engine.next();
          if (step.kind !== 'effect') { break; }
          work.begin(step);
        }
        this.isFilled = true;
      }
      const { entries } = engine.log;
      if (this.seen < entries.length) { return { done: false, value: entries[this.seen++] }; }
      if (engine.outcome) {
        noteOrder(engine, this.options);
        this.stop();
        return { done: true, value: new RunResult(engine, from) };
      }
      const message = work.take();
      if (!message) { return undefined; }
      if ('thrown' in message) { throw message.thrown; }
      if ('settlement' in message) {
        engine.settle(message.effect.id, message.settlement);
      } else {
        engine.abort(message.exception);
      }
      this.isFilled = false;
    }
  }

  private begin() {
    const clock = this.options.clock ?? new RunClock();
    const { engine, from } = begin(this.plan, this.inputs, { ...this.options, clock });
    const work = new Work(this.plan, this.handlers, clock, this.options);
    this.driven = { engine, work, from };
    this.seen = from;
    for (const effect of engine.pending) { work.begin(effect); }
    return this.driven;
  }

  private stop(): void {
    this.isOver = true;
    this.driven?.work.stop();
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
