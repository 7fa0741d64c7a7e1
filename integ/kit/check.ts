/** A check: something that the library assumes of AWS, and how an account shows whether it is so. */
import type { Undo } from './undo';
import type { World } from './world';

export type Outcome = 'holds' | 'differs' | 'not tried';

export interface Result {
  readonly outcome: Outcome;
  /** What was seen, or why nothing could be. */
  readonly seen: string;
}

export interface Check {
  readonly number: number;
  readonly name: string;
  /** What the library takes for granted. */
  readonly assumes: string;
  /** Where in the library it counts, and what to do there if it is not so. */
  readonly matters: string;
  /** What is made in the account; all of it is taken away again. */
  readonly makes: string;
  /** Whether it deploys a stack: then the Region must be bootstrapped. */
  readonly deploys?: boolean;
  /** How long it takes, roughly. */
  readonly minutes: number;
  /** What it costs, in US dollars by list prices of us-east-1, rounded up. */
  readonly dollars: number;
  readonly run: (world: World, undo: Undo) => Promise<Result>;
}

/** Something that is not tried at all. */
export interface LeftOut {
  readonly number: number;
  readonly name: string;
  readonly reason: string;
}

/** Ends a check that can't tell. */
export class NotTried extends Error {
  public override readonly name = 'NotTried';
}

export function holds(seen: string): Result {
  return { outcome: 'holds', seen };
}

export function differs(seen: string): Result {
  return { outcome: 'differs', seen };
}

/** Holds if nothing is other than it should be. */
export function verdict(faults: readonly string[], seen: string): Result {
  return faults.length > 0 ? differs(faults.join('; ')) : holds(seen);
}
