/** Runs a flow on this machine, with mocks or with real code behind its nodes. */
import { CHOICE, checkOptions, PREPARE, RUN, RUN_SYNC } from './options';
import type { PrepareOptions } from './prepared-flow';
import { PreparedFlow } from './prepared-flow';
import type { RunPreparedOptions, RunPreparedSyncOptions } from './run-prepared';
import { runToEnd, runToEndSync } from './run-prepared';
import type { RunResult } from '../core/simulate';
import type { FlowSource } from './sources/flow-source';
import { loadFlow } from './sources/flow-source';

export interface FlowChoice {
  /** Which flow, by logical id or name, where the source has several. */
  readonly flowId?: string;
}

export interface RunFlowSyncOptions extends FlowChoice, PrepareOptions, RunPreparedSyncOptions {}

export interface RunFlowOptions extends FlowChoice, PrepareOptions, RunPreparedOptions {}

/**
 * Makes a flow ready to run, as often as one likes; `close()` it in the end.
 * @throws SimulateError if there is no such flow, if it can't run, or with a line for each mistake in the mocks
 */
export function prepareFlow(source: FlowSource, options: FlowChoice & PrepareOptions = {}): PreparedFlow {
  checkOptions('prepareFlow', options, CHOICE, PREPARE);
  return prepared(source, options);
}

function prepared(source: FlowSource, options: FlowChoice & PrepareOptions): PreparedFlow {
  return new PreparedFlow(loadFlow(source, options.flowId), options);
}

/**
 * Runs a flow to its end. A flow that fails gives a result with an `error`, as the service gives an exception in its
 * stream.
 * @throws SimulateError for mistakes in what it is given: no such flow, a missing or wrong mock, an input of the wrong
 * form
 */
export async function runFlow(source: FlowSource, options: RunFlowOptions = {}): Promise<RunResult> {
  checkOptions('runFlow', options, CHOICE, PREPARE, RUN);
  const flow = prepared(source, { ...options, isSync: false });
  try {
    const result = await runToEnd(flow, options);
    flow.save();
    return result;
  } finally {
    flow.close();
  }
}

/** The same at once, with mocks that need no waiting. What takes time, takes it on a clock of its own. */
export function runFlowSync(source: FlowSource, options: RunFlowSyncOptions = {}): RunResult {
  checkOptions('runFlowSync', options, CHOICE, PREPARE, RUN_SYNC);
  const flow = prepared(source, { ...options, isSync: true });
  try {
    const result = runToEndSync(flow, options);
    flow.save();
    return result;
  } finally {
    flow.close();
  }
}
