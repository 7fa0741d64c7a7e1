/** What a caller did wrong, as one line; what goes wrong inside a run is part of its log instead. */
import type { RunCode } from '../constraints/codes';
import type { Finding } from '../validate/finding';
import { errorLine, withRemedy } from '../words/line';

export class SimulateError extends Error {
  public override readonly name = 'SimulateError';

  public constructor(
    message: string,
    public readonly code: RunCode,
    /** Of a flow that can't run: why. */
    public readonly findings: readonly Finding[] = [],
  ) {
    super(message);
  }
}

/** Whether something that was thrown is one; it may be a proxy that can't be asked. */
export function isSimulateError(thrown: unknown): thrown is SimulateError {
  try {
    return thrown instanceof SimulateError;
  } catch {
    return false;
  }
}

/** `[path] what is wrong; what to do [Code]`. */
export function simulateError(code: RunCode, path: string, problem: string, remedy: string): SimulateError {
  return new SimulateError(errorLine(path, withRemedy(problem, remedy), code), code);
}
