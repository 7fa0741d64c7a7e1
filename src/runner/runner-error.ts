import type { Code, RunCode } from '../core/constraints/codes';
import { SimulateError } from '../core/simulate/simulate-error';

/**
 * A mistake of whoever runs the flow: it ends the run by being thrown. It is a SimulateError, because drivers turn
 * every other error of a handler into a failure of its node, as the service would; a test that expects a failure must
 * not pass because of a mock that is wrong.
 */
export class RunnerError extends SimulateError {}

export function runnerError(path: string, problem: string, remedy: string, code: RunCode): RunnerError {
  return new RunnerError(mistakeLine(path, problem, remedy, code), code);
}

/** `[path] what is wrong; what to do [Code]`. */
export function mistakeLine(path: string, problem: string, remedy: string, code: RunCode | Code): string {
  return `${path ? `[${path}] ` : ''}${problem}; ${remedy} [${code}]`;
}
