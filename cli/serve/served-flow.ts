/** A flow behind the endpoint, which a newer one may replace while it runs. */
import { AsyncOptions, FlowInput, LogEntry, RunResult } from '../../src/core/simulate';
import { Execution } from '../../src/runner/execution';
import { PreparedFlow } from '../../src/runner/prepared-flow';

/** Is closed when its last run has ended: a reload must not take Python away from a run. */
export class ServedFlow extends PreparedFlow {
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

  public override async* invoke(inputs: readonly FlowInput[], options?: AsyncOptions): AsyncGenerator<LogEntry, RunResult, void> {
    this.served.begin();
    try {
      return yield* super.invoke(inputs, options);
    } finally {
      this.served.end();
    }
  }
}
