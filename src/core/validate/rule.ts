/** A rule: what must hold, how it is checked, and what is known about it. */
import type { Report, Severity } from './finding';
import type { DefinitionIndex } from './indexed';
import type { Code } from '../constraints/codes';

/** How sure it is that the service sees it this way. Nothing has been tried against an account. */
export type Confidence = 'documented' | 'observed' | 'assumed';

export interface Rule {
  readonly code: Code;
  readonly severity: Severity;
  /** The statement that must hold. */
  readonly meaning: string;
  /** What to do when it does not, in general. */
  readonly remedy: string;
  readonly source: string;
  readonly confidence: Confidence;
  check(definition: DefinitionIndex): Iterable<Report>;
}
