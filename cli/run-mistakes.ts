/** Mistakes of whoever runs a flow, as errors of the command. */
import { CommandError } from './command-error';
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
  const line = error.message.split('\n').map((part) => `bedrock-flows: error: ${part}`).join('\n');
  return new CommandError('bedrock-flows', error.message, '', 'Usage', line);
}
