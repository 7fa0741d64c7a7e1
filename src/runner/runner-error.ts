import type { SimulateCode } from '../core/simulate/simulate-error';
import { SimulateError } from '../core/simulate/simulate-error';

/** The codes of what surrounds the engine. */
export type RunnerCode =
  | 'IllegalMock' | 'UnknownNode' | 'UnreadableFile' | 'NoFlow' | 'IllegalOption' | 'IllegalInput' | 'SequenceEnded' | 'ReplayMismatch' | 'MissingPackage'
  | 'MissingProgram' | 'NoAnswer' | 'OnlyAsynchronous';

/**
 * A mistake of whoever runs the flow: it ends the run by being thrown. It is a SimulateError, because drivers turn every other error of a handler
 * into a failure of its node, as the service would; a test that expects a failure must not pass because of a mock that is wrong.
 */
export class RunnerError extends SimulateError {
  public constructor(message: string, code: RunnerCode) {
    super(message, code as SimulateCode);
  }
}

/** `[path] what is wrong; what to do [Code]`. */
export function runnerError(path: string, problem: string, remedy: string, code: RunnerCode): RunnerError {
  return new RunnerError(`${path ? `[${path}] ` : ''}${problem}; ${remedy} [${code}]`, code);
}
