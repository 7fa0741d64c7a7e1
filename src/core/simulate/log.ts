/**
 * The log of a run: one flat entry for each thing that happened. Events of either API, results and pictures are read
 * off it.
 */
import type { NodeEffect } from './node-effect';
import type { Plan } from './plan';
import type { RunError } from './types';

/** All entries have one shape, because a run makes many of them. What `value` is, depends on `kind`. */
export interface LogEntry {
  readonly kind: EntryKind;
  /** The number of the node in the plan; -1 for the flow as a whole. */
  readonly node: number;
  /** Milliseconds, from the clock of the run. */
  readonly time: number;
  readonly value: unknown;
  /** The indexes of the iterations the node runs in, outermost first; `undefined` outside of them. */
  readonly chain: readonly number[] | undefined;
}

export type EntryKind = keyof EntryValues;

/** What `value` of an entry is. */
export interface EntryValues {
  /** The document given to the Input node. */
  readonly flowInput: unknown;
  /** The values of the connected inputs, in the order of the plan. */
  readonly nodeInput: readonly unknown[];
  /** What was asked and answered. */
  readonly action: NodeEffect;
  /** TraceParts of an agent. */
  readonly dependency: readonly unknown[];
  /** The values of the declared outputs, in their order. */
  readonly nodeOutput: readonly unknown[];
  /** The name of the condition that holds. */
  readonly condition: string;
  /** The document of an Output node. */
  readonly flowOutput: unknown;
  /** What an agent asks the user. */
  readonly inputRequest: unknown;
  /** The answer of the user to the agent. */
  readonly inputAnswer: unknown;
  readonly completion: 'SUCCESS' | 'INPUT_REQUIRED';
  readonly failure: RunError;
}

export interface RunLog {
  readonly plan: Plan;
  readonly entries: readonly LogEntry[];
}

/** The value of an entry, typed by the kind that the caller has looked at. */
export function valueOf<K extends EntryKind>(entry: LogEntry, _kind: K): EntryValues[K] {
  return entry.value as EntryValues[K];
}
