/** A flow behind the endpoint, which a newer one may replace while it runs. */
import type { RunWatcher, WatchedRun } from './ui/runs';
import type { AsyncOptions, FlowInput, LogEntry, RunResult } from '../../src/core/simulate';
import { Execution } from '../../src/runner/execution';
import { PreparedFlow } from '../../src/runner/prepared-flow';

/** Is closed when its last run has ended: a reload must not take Python away from a run. */
export class ServedFlow extends PreparedFlow {
  /** Is told of each run. */
  public watcher?: RunWatcher;
  private running = 0;
  private isClosed = false;

  public override execution(): Execution { return new ServedExecution(this); }

  public override close(): void {
    this.isClosed = true;
    if (this.running === 0) { super.close(); }
  }

  /** A conversation may go on after the flow was closed, and start Python anew. */
  public begin(): void { this.running++; }

  public end(): void {
    this.running--;
    if (this.isClosed) { this.close(); }
  }
}

class ServedExecution extends Execution {
  public constructor(private readonly served: ServedFlow) { super(served); }

  public override async* invoke(
    inputs: readonly FlowInput[], options?: AsyncOptions,
  ): AsyncGenerator<LogEntry, RunResult, void> {
    this.served.begin();
    const { watcher } = this.served;
    try {
      if (!watcher) { return yield* super.invoke(inputs, options); }
      // from its first step on: a call that is refused is no run
      let watched: WatchedRun | undefined;
      const run = super.invoke(inputs, options);
      try {
        for (;;) {
          const { done, value } = await run.next();
          if (done) { return value; }
          watched ??= watcher.watch(this, this.served);
          watched.entry(value);
          yield value;
        }
      } finally {
        watched?.end();
        // whoever reads the events may stop before their end
        await run.return(undefined as never);
      }
    } finally {
      this.served.end();
    }
  }
}
