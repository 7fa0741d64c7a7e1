/** Runs of a flow that is ready. */
import type { Question } from './execution';
import { MACHINE_CLOCK } from './machine-clock';
import { checkOptions, RUN, RUN_SYNC } from './options';
import type { PreparedFlow } from './prepared-flow';
import { RunClock } from '../core/simulate';
import type { AsyncOptions, FlowInput, LogEntry, RunOptions, RunResult, Timer } from '../core/simulate';

/** What the flow is given. */
export interface InputOptions {
  /** The document for its Input node: a text, or whatever its type is. Default: the `input` of the mocks. */
  readonly input?: unknown;
  /** The same as InvokeFlow takes it, in place of `input`. */
  readonly inputs?: readonly FlowInput[];
}

export interface RunPreparedSyncOptions extends InputOptions, Omit<RunOptions, 'resume'> {
  /** What the user answers to agents, in turn. Without more answers the run stays paused. */
  readonly answers?: readonly unknown[] | ((question: Question) => unknown);
}

export interface RunPreparedOptions extends InputOptions, Omit<AsyncOptions, 'resume'> {
  /**
   * What `latencyMs` of mocks and `timeouts` count on. Default: a clock of the run, which is moved on by `latencyMs`
   * alone, so that runs are the same and no time is lost; with `timeouts` the time of the machine.
   */
  readonly clock?: Timer;
  /** What the user answers to agents, in turn. Without more answers the run stays paused. */
  readonly answers?: readonly unknown[] | ((question: Question) => unknown);
  /** Is told what happens, as it happens; where it throws, the run ends. */
  readonly onEntry?: (entry: LogEntry) => void;
}

/** One more run of a flow that is prepared. */
export async function runPrepared(flow: PreparedFlow, options: RunPreparedOptions = {}): Promise<RunResult> {
  checkOptions('runPrepared', options, RUN);
  return runToEnd(flow, options);
}

/** The same with options that are known to be right. */
export async function runToEnd(flow: PreparedFlow, options: RunPreparedOptions): Promise<RunResult> {
  const { timeouts, onEntry, answers } = options;
  const clock = options.clock ?? (timeouts ? MACHINE_CLOCK : new RunClock());
  const execution = flow.execution();
  const toEnd = async (inputs: readonly FlowInput[]) => {
    const run = execution.invoke(inputs, { ...options, clock });
    try {
      for (;;) {
        const { done, value } = await run.next();
        if (done) { return value; }
        onEntry?.(value);
      }
    } finally {
      // where the listener throws, handlers must not go on
      await run.return(undefined as never);
    }
  };
  let result = await toEnd(options.inputs ?? flow.inputs(options.input));
  for (let turn = 0; execution.question; turn++) {
    const answer = typeof answers === 'function' ? await answers(execution.question) : answers?.[turn];
    if (answer === undefined) { break; }
    result = await toEnd(execution.answer(answer));
  }
  return result;
}

/** The same at once. */
export function runPreparedSync(flow: PreparedFlow, options: RunPreparedSyncOptions = {}): RunResult {
  checkOptions('runPreparedSync', options, RUN_SYNC);
  return runToEndSync(flow, options);
}

/** The same with options that are known to be right. */
export function runToEndSync(flow: PreparedFlow, options: RunPreparedSyncOptions): RunResult {
  const { answers } = options;
  const execution = flow.execution();
  let result = execution.invokeSync(options.inputs ?? flow.inputs(options.input), options);
  for (let turn = 0; execution.question; turn++) {
    const answer = typeof answers === 'function' ? answers(execution.question) : answers?.[turn];
    if (answer === undefined) { break; }
    result = execution.invokeSync(execution.answer(answer), options);
  }
  return result;
}
