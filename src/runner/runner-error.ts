import type { RunCode } from '../core/constraints/codes';
import { simulateError, type SimulateError } from '../core/simulate/simulate-error';

/**
 * A mistake of whoever runs the flow: it ends the run by being thrown. Drivers turn every other error of a handler into
 * a failure of its node, as the service would; a test that expects a failure must not pass because of a mock that is
 * wrong.
 */
export function runnerError(path: string, problem: string, remedy: string, code: RunCode): SimulateError {
  return simulateError(code, path, problem, remedy);
}
