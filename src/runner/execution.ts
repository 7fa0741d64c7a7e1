import type { PreparedFlow } from './prepared-flow';
import { runnerError } from './runner-error';
import type {
  AsyncHandler, AsyncOptions, FlowInput, Handlers, LogEntry, RunOptions, RunResult, Snapshot,
} from '../core/simulate';
import { runAsync, runSync } from '../core/simulate';
import { wrapped } from './handlers/fixture';
import { valueOf } from '../core/simulate/log';

/** What an agent asks the user. */
export interface Question {
  readonly nodeName: string;
  readonly document: unknown;
}

/** One execution of a flow: from its input to its end, over as many answers to agents as they ask for. */
export class Execution {
  private readonly handlers: Handlers<AsyncHandler>;
  private readonly calls = new Map<string, number>();
  private snapshot: Snapshot | undefined;
  private asked: Question | undefined;

  public constructor(private readonly flow: PreparedFlow) {
    // drivers count the calls of one stretch; mocks that answer in turn go on where they were
    this.handlers = wrapped(flow.handlers, (handler) => (effect, context) => {
      const call = this.calls.get(effect.node) ?? 0;
      this.calls.set(effect.node, call + 1);
      return handler(effect, { call, get signal() { return context.signal; } });
    });
  }

  /** What the agent asks that the execution waits for. */
  public get question(): Question | undefined { return this.asked; }

  /** Whether it waits for an answer. */
  public get isPaused(): boolean { return this.asked !== undefined; }

  /** The bytes of what it knows while it waits, about. */
  public get pausedBytes(): number { return this.snapshot ? JSON.stringify(this.snapshot).length : 0; }

  /** Begins with the input, or goes on with an answer; yields what happens and returns the result. */
  public async* invoke(
    inputs: readonly FlowInput[], options: AsyncOptions = {},
  ): AsyncGenerator<LogEntry, RunResult, void> {
    const result = yield* runAsync(this.flow.plan, inputs, this.handlers,
      { ...options, ...this.snapshot && { resume: this.snapshot } });
    this.take(result);
    return result;
  }

  /** The same at once. */
  public invokeSync(inputs: readonly FlowInput[], options: RunOptions = {}): RunResult {
    const result = runSync(this.flow.plan, inputs, this.handlers as Handlers,
      { ...options, ...this.snapshot && { resume: this.snapshot } });
    this.take(result);
    return result;
  }

  /** The inputs that answer the question. */
  public answer(document: unknown): readonly FlowInput[] {
    if (!this.asked) {
      throw runnerError(this.flow.name, 'no agent is waiting for an '
        + 'answer', 'answer when completionReason is INPUT_REQUIRED',
      'IllegalInput');
    }
    return [{ nodeName: this.asked.nodeName, nodeInputName: 'agentInputText', content: { document } }];
  }

  private take(result: RunResult): void {
    if (result.completionReason !== 'INPUT_REQUIRED') {
      this.snapshot = this.asked = undefined;
      return;
    }
    this.snapshot = result.snapshot();
    const { plan, entries } = result.log;
    const entry = entries[entries.map(({ kind }) => kind).lastIndexOf('inputRequest')];
    this.asked = { nodeName: plan.nodes[entry.node].name, document: valueOf(entry, 'inputRequest') };
  }
}
