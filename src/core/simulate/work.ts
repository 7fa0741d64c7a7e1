/** The handlers of a run at work, on the time of the clock they are given. */
import type { Timer } from './clock';
import { RunClock } from './clock';
import { FLOW_TIMED_OUT, limitOf, nodeTimedOut } from './concurrency';
import { exceptionOf } from './exception';
import type { AbortLike, AsyncHandler, HandlerContext, Handlers } from './handlers';
import { handlerOf } from './handlers';
import type { Plan } from './plan';
import type { RunOptions } from './run-sync';
import { latencyOf } from './settlement';
import { isSimulateError, simulateError } from './simulate-error';
import { isMistake } from './thrown';
import type { Effect, FlowException, Settlement } from './types';

export interface AsyncOptions extends RunOptions {
  /**
   * An answer with `latencyMs` takes that long on it. Default: a RunClock, so that no time is lost; it stands still
   * while a handler is at work, so that only what answers say they take can time out.
   */
  readonly clock?: Timer;
  /** Ends the run: it throws, and handlers are told by their signals. */
  readonly signal?: AbortLike;
}

export type Message =
  | { readonly effect: Effect; readonly settlement: Settlement }
  | { readonly exception: FlowException }
  | { readonly thrown: unknown };

/** A node at work. */
interface Job {
  readonly effect: Effect;
  readonly startedAt: number;
  /** Tells the handler that nobody waits any more; made when it first asks. */
  controller?: AbortController;
  isStopped: boolean;
  /** It has answered, and the time that takes is not over. */
  hasAnswered: boolean;
  /** Takes back what the clock was to wake it for. */
  cancel?: () => void;
}

/** The handlers at work, and what they have to say. */
export class Work {
  public readonly limit: number;
  private readonly running = new Map<number, Job>();
  private readonly calls = new Map<string, number>();
  private readonly inbox: Message[] = [];
  private wake: (() => void) | undefined;
  private readonly stops: (() => void)[] = [];
  private isStopped = false;

  public constructor(
    private readonly plan: Plan,
    private readonly handlers: Handlers<AsyncHandler>,
    private readonly clock: Timer,
    private readonly options: AsyncOptions,
  ) {
    this.limit = limitOf(options.concurrency);
    const { signal, timeouts } = options;
    if (timeouts?.flow !== undefined) {
      this.stops.push(clock.after(timeouts.flow, () => this.post({ exception: FLOW_TIMED_OUT })));
    }
    if (signal) {
      const abort = () =>
        this.post({ thrown: simulateError('Aborted', '', 'the run was stopped by its signal', 'start it again') });
      if (signal.aborted) { abort(); }
      signal.addEventListener('abort', abort, { once: true });
      this.stops.push(() => signal.removeEventListener('abort', abort));
    }
  }

  /** How many nodes are at work, or have said something that nobody has taken. */
  public get size(): number { return this.running.size + this.inbox.length; }

  public begin(effect: Effect): void {
    const handler = this.handlerOf(effect);
    if (!handler) { return; }
    const call = this.calls.get(effect.node) ?? 0;
    this.calls.set(effect.node, call + 1);
    const job: Job = { effect, startedAt: this.clock.now(), isStopped: false, hasAnswered: false };
    const limit = this.options.timeouts?.node;
    if (limit !== undefined) { this.limitTime(job, limit); }
    this.running.set(effect.id, job);
    try {
      const answer = handler(effect, new Call(call, job));
      if (typeof (answer as Partial<Promise<Settlement>> | null | undefined)?.then !== 'function') {
        return this.answered(job, answer as Settlement);
      }
      Promise.resolve(answer).then((settlement) => this.answered(job, settlement))
        .catch((error: unknown) => this.failed(job, error));
    } catch (error) {
      this.failed(job, error);
    }
  }

  /** Where there is none, the run ends; what has happened until then is told before. */
  private handlerOf(effect: Effect): AsyncHandler | undefined {
    try {
      return handlerOf(this.handlers, effect, this.plan);
    } catch (thrown) {
      this.post({ thrown });
      return undefined;
    }
  }

  /** What has come, if anything has. */
  public take(): Message | undefined {
    return this.inbox.shift();
  }

  /** Waits until there is something to take. */
  public async ready(): Promise<void> {
    while (this.inbox.length === 0) {
      if (this.clock instanceof RunClock && this.isIdle && (this.clock.skip() || this.hasMessage)) { continue; }
      await new Promise<void>((resolve) => { this.wake = resolve; });
    }
  }

  /** Nobody waits any more. */
  public stop(): void {
    this.isStopped = true;
    for (const stop of this.stops) { stop(); }
    for (const job of this.running.values()) {
      job.cancel?.();
      dismiss(job);
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
    if (latency > limit) {
      this.limitTime(job, limit);
    } else {
      job.cancel = this.clock.after(rest, () => this.end(job, { effect, settlement }));
    }
    this.nudge();
  }

  private limitTime(job: Job, limit: number): void {
    const { effect, startedAt } = job;
    job.cancel = this.clock.after(startedAt + limit - this.clock.now(), () => {
      this.end(job, { effect, settlement: { error: nodeTimedOut(effect) } });
      dismiss(job);
    });
  }

  private failed(job: Job, error: unknown): void {
    const { effect } = job;
    this.end(job, isSimulateError(error) || isMistake(error)
      ? { thrown: error } : { effect, settlement: { error: exceptionOf(error, effect) } });
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

/** What a handler is told; most never ask for the signal. */
class Call implements HandlerContext {
  public constructor(public readonly call: number, private readonly job: Job) {}

  public get signal(): AbortSignal {
    const { job } = this;
    job.controller ??= new AbortController();
    if (job.isStopped) { job.controller.abort(); }
    return job.controller.signal;
  }
}

function dismiss(job: Job): void {
  job.isStopped = true;
  job.controller?.abort();
}
