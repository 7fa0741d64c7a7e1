/** Mistakes of whoever runs a flow, as failures of the command. */
import { Failure } from './failure';
import { SimulateError } from '../src/core/simulate';

export function orUsage<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asUsage(error);
  }
}

/**
 * A mistake in what the run was given ends the command with its one line; the line has its own place, remedy and code.
 */
export function asUsage(error: unknown): unknown {
  if (!(error instanceof SimulateError)) { return error; }
  return new RunFailure(error);
}

export class RunFailure extends Failure {
  public constructor(private readonly cause_: SimulateError) {
    super('bedrock-flows', cause_.message, '', 'Usage');
  }

  public override get line(): string {
    return this.cause_.message.split('\n').map((line) => `bedrock-flows: error: ${line}`).join('\n');
  }
}
