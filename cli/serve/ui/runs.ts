/** The last runs of an endpoint, for its pages. */
import type { Definition } from '../../../src/core/model/definition';
import type { LogEntry, Plan } from '../../../src/core/simulate';

/** What is known of a flow that runs. */
export interface RunningFlow {
  readonly title: string;
  readonly definition: Definition;
  readonly plan: Plan;
}

export interface WatchedRun {
  entry(entry: LogEntry): void;
  end(): void;
}

export interface RunWatcher {
  /** @param execution the same object for each stretch of a conversation */
  watch(execution: object, flow: RunningFlow): WatchedRun;
}

export interface Run {
  readonly number: number;
  readonly flow: RunningFlow;
  readonly entries: LogEntry[];
  isOver: boolean;
}

/** Older runs go: they hold all of their values. */
const MOST_RUNS = 50;

export class Runs implements RunWatcher {
  private readonly runs: Run[] = [];
  private readonly byExecution = new WeakMap<object, Run>();
  private readonly listeners = new Set<() => void>();
  private count = 0;

  /** The newest first. */
  public get all(): readonly Run[] { return [...this.runs].reverse(); }

  public find(number: number): Run | undefined {
    return this.runs.find((run) => run.number === number);
  }

  public watch(execution: object, flow: RunningFlow): WatchedRun {
    const run = this.byExecution.get(execution) ?? this.begin(execution, flow);
    run.isOver = false;
    this.tell();
    return {
      entry: (entry) => {
        run.entries.push(entry);
        this.tell();
      },
      end: () => {
        run.isOver = true;
        this.tell();
      },
    };
  }

  /** Is called whenever something happens; what it returns takes that back. */
  public listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => { this.listeners.delete(listener); };
  }

  private begin(execution: object, flow: RunningFlow): Run {
    const run: Run = { number: ++this.count, flow, entries: [], isOver: false };
    this.byExecution.set(execution, run);
    this.runs.push(run);
    if (this.runs.length > MOST_RUNS) { this.runs.shift(); }
    return run;
  }

  private tell(): void {
    for (const listener of this.listeners) { listener(); }
  }
}
