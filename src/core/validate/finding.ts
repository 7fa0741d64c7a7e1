/** What a check says of a definition, as data. */
import type { Code } from '../constraints/codes';
import { errorLine, withRemedy } from '../words/line';

export type Severity = 'error' | 'warning';

/** Where in a definition something is wrong. */
export interface Place {
  /** In the keys of the model, such as `nodes[3].inputs[0].expression`; empty for the whole. */
  readonly path: string;
  /** The node it is about; for a connection its target, or its source where the target is unknown. */
  readonly node?: string;
  readonly input?: string;
  readonly output?: string;
  readonly condition?: string;
  readonly connection?: string;
  /** The key of the object at that path, as it is written. */
  readonly key?: string;
  /** The character of an expression, from 0. */
  readonly offset?: number;
}

/** What a rule reports: the place, one line that says what is wrong, and what to do about it. */
export interface Report extends Place {
  /** Lower case, no full stop, with the value. */
  readonly message: string;
  readonly remedy: string;
  readonly value?: unknown;
  /** Where it differs from the rule's. */
  readonly severity?: Severity;
  /**
   * A warning that is an error where the definition is written with constructs: there is no reason to write it anew.
   */
  readonly isErrorOfAuthor?: true;
}

export interface Finding extends Report {
  readonly severity: Severity;
  readonly code: Code;
}

/** A finding as the one line that people read. */
export function lineOf(finding: Finding, place: string): string {
  return errorLine(place, withRemedy(finding.message, finding.remedy), finding.code);
}
