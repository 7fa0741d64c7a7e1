import { aws_iam as iam } from 'aws-cdk-lib';
import { NEEDS, Need as Row } from '../core/constraints';

export type Conditions = { readonly [operator: string]: { readonly [key: string]: string } };

/** Something the execution role must be allowed: a row of the table on certain resources, or a statement of the user's own. */
export type Need =
  | { readonly actions: readonly string[]; readonly resources: readonly string[]; readonly conditions?: Conditions; readonly sid?: string }
  | { readonly statement: iam.PolicyStatement };

/** The row of the table, on these resources. */
export function need(row: keyof typeof NEEDS, resources: readonly string[], conditions?: Conditions): Need {
  return { actions: NEEDS[row].actions, resources, conditions };
}

/** A row whose actions have no resource type in IAM: `*` is all there is, and the statement's id says so. */
export function needOnEverything(row: keyof typeof NEEDS): Need {
  const { actions, noResourceType }: Row = NEEDS[row];
  if (!noResourceType) { throw new Error(`${row} has a resource type`); }
  return { actions, resources: ['*'], sid: `${actions[0].split(':')[1]}HasNoResourceType` };
}

/** A need as a statement, for those who attach it to a role themselves. */
export function toStatement(what: Need): iam.PolicyStatement {
  if ('statement' in what) { return what.statement; }
  const { actions, resources, conditions, sid } = what;
  return new iam.PolicyStatement({ sid, actions: [...actions], resources: [...resources], conditions: conditions && { ...conditions } });
}
