import { aws_iam as iam } from 'aws-cdk-lib';
import { NEEDS, type Need as Row } from '../core/constraints';

export type Conditions = { readonly [operator: string]: { readonly [key: string]: string } };

/** A row of the table on certain resources. */
export interface RowNeed {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Conditions;
  readonly sid?: string;
  /**
   * What of the resources comes from outside and must not have wildcards: all of them, unless the library put wildcards
   * of its own there.
   */
  readonly named?: readonly string[];
}

/** Something the execution role must be allowed, or a statement of the user's own. */
export type KnownNeed = RowNeed | { readonly statement: iam.PolicyStatement };

/** The same, or what is known when the app is whole: resources of the app may change until then. */
export type Need = KnownNeed | {
  readonly later: () => readonly Need[];
  /** How many characters it takes at most, where that is more than one statement on one resource. */
  readonly most?: number;
};

/** What a model takes at most: a profile, and the model in each Region of the largest geography. */
export const MOST_OF_MODEL = 4_000;

/** The row of the table, on these resources. */
export function need(
  row: keyof typeof NEEDS, resources: readonly string[], conditions?: Conditions, named?: readonly string[],
): RowNeed {
  return { actions: NEEDS[row].actions, resources, conditions, named };
}

/** A row whose actions have no resource type in IAM: `*` is all there is, and the statement's id says so. */
export function needOnEverything(row: keyof typeof NEEDS): RowNeed {
  const { actions, noResourceType }: Row = NEEDS[row];
  if (!noResourceType) { throw new Error(`${row} has a resource type`); }
  return { actions, resources: ['*'], sid: `${actions[0].split(':')[1]}HasNoResourceType`, named: [] };
}

/** What is needed, as far as it is known now. */
export function knownNeeds(needs: readonly Need[]): readonly KnownNeed[] {
  return needs.flatMap((one) => 'later' in one ? knownNeeds(one.later()) : [one]);
}

/** A need as a statement, for those who attach it to a role themselves. */
export function toStatement(what: KnownNeed): iam.PolicyStatement {
  if ('statement' in what) { return what.statement; }
  const { actions, resources, conditions, sid } = what;
  return new iam.PolicyStatement({
    sid, actions: [...actions], resources: [...resources], conditions: conditions && { ...conditions },
  });
}

/**
 * A text that IAM would take for more than one thing, in what comes from outside: `*`, `?` or a policy variable.
 * Resolved intrinsic functions are looked into, but what `Fn::Sub` fills in is not a policy variable.
 */
export function wildcardIn(value: unknown, pattern = /[*?]|\$\{/): string | undefined {
  if (typeof value === 'string') { return pattern.test(value) ? value : undefined; }
  if (typeof value !== 'object' || value === null) { return undefined; }
  for (const [key, inside] of Object.entries(value)) {
    const text = wildcardIn(inside, key === 'Fn::Sub' ? /[*?]/ : pattern);
    if (text !== undefined) { return text; }
  }
  return undefined;
}
