/** What the forms of output have in common. */
import type { CheckedFlow } from './check';
import type { CommandError } from '../command-error';

export interface Totals {
  readonly errors: number;
  readonly warnings: number;
  readonly flows: number;
  readonly files: number;
}

/** Writes flows as they are checked, and what is to be said at the end. */
export interface Report {
  flow(flow: CheckedFlow): void;
  failure(failure: CommandError): void;
  end(totals: Totals): void;
}
