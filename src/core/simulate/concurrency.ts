/** How many nodes may run at once, and how long they may take. */
import { simulateError } from './simulate-error';
import type { Effect, FlowException } from './types';

/** As `concurrencyConfiguration` of a flow alias has it. */
export type Concurrency = { readonly type: 'Automatic' }
  | { readonly type: 'Manual'; readonly maxConcurrency?: number };

export interface TimeLimits {
  /** Milliseconds for the work of one node. */
  readonly node?: number;
  /** Milliseconds for the whole flow. */
  readonly flow?: number;
}

/** The limit; without a configuration one node after the other. */
export function limitOf(concurrency: Concurrency | undefined): number {
  if (!concurrency) { return 1; }
  if (concurrency.type === 'Automatic') { return Infinity; }
  const { maxConcurrency = 1 } = concurrency;
  if (Number.isInteger(maxConcurrency) && maxConcurrency >= 1 && maxConcurrency <= 100) { return maxConcurrency; }
  throw simulateError('IllegalOption', 'concurrency.maxConcurrency',
    `must be a whole number from 1 to 100, got ${maxConcurrency}`, 'choose a value in that range');
}

export function nodeTimedOut({ type, node }: Effect): FlowException {
  if (type === 'LambdaFunction') {
    return { code: 'dependencyFailedException', message: 'Call to lambda function timed out', resourceName: 'Lambda' };
  }
  return { code: 'dependencyFailedException', message: `Node ${node} timed out` };
}

export const FLOW_TIMED_OUT: FlowException =
  { code: 'internalServerException', message: 'The flow timed out', reason: 'ExecutionTimedOut' };
