/** Divides statements among managed policies, of which each may have so many characters. */
import { canonical } from '../core/model/canonical';
import { errorLine } from '../core/words/line';

/** A managed policy, blanks not counted (IAM User Guide, reference_iam-quotas). */
export const POLICY_CHARACTERS = 6_144;

/**
 * Managed policies that one flow takes at most: with those of the next deployment a role has the 10 that it may have.
 */
export const MAX_PARTS = 5;

/** Managed policies of a role, unless the quota is raised (IAM User Guide, reference_iam-quotas). */
export const MAX_ATTACHED = 10;

export interface Statement {
  readonly Resource?: unknown;
  readonly [member: string]: unknown;
}

/** What the template has where the value is known at deployment only: no ARN of what a flow uses is longer. */
const UNKNOWN = 150;
const PSEUDO: { readonly [name: string]: number } =
  { 'AWS::AccountId': 12, 'AWS::Partition': 10, 'AWS::Region': 16, 'AWS::URLSuffix': 16 };

export function documentOf(statements: readonly Statement[]): object {
  return { Statement: statements, Version: '2012-10-17' };
}

/**
 * The statements of each policy: all in one if they fit; else resources of a statement may go to different ones. Sorted
 * statements give the same parts for the same content. What is too long by itself is alone in its part.
 */
export function policyParts(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  if (lengthOf(documentOf(statements)) <= POLICY_CHARACTERS) { return statements.length > 0 ? [statements] : []; }
  const parts: Statement[][] = [];
  for (const one of statements.flatMap(single)) {
    const last = parts[parts.length - 1] ?? [];
    const longer = joined(last, one);
    if (last.length > 0 && lengthOf(documentOf(longer)) <= POLICY_CHARACTERS) {
      parts[parts.length - 1] = longer;
    } else {
      parts.push([one]);
    }
  }
  return parts;
}

/**
 * The characters of a resolved value in JSON, about: of what is not known before the deployment as many as there may
 * be.
 */
export function lengthOf(value: unknown): number {
  if (Array.isArray(value)) {
    return value.reduce<number>((sum, member) => sum + lengthOf(member) + 1, 1 + Number(value.length === 0));
  }
  if (typeof value !== 'object' || value === null) { return (JSON.stringify(value) ?? '').length; }
  if (isReference(value)) { return 2 + referenceLength(value); }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return members.reduce((sum, [key, member]) => sum + JSON.stringify(key).length + 1 + lengthOf(member) + 1, 1
    + Number(members.length === 0));
}

function single(statement: Statement): readonly Statement[] {
  const { Resource, ...rest } = statement;
  return Array.isArray(Resource) ? Resource.map((one) => ({ ...rest, Resource: one })) : [statement];
}

function joined(statements: readonly Statement[], one: Statement): Statement[] {
  const last = statements[statements.length - 1];
  if (!last || last.Resource === undefined || one.Resource === undefined || !isSameBeside(last, one)) {
    return [...statements, one];
  }
  return [...statements.slice(0, -1), { ...last, Resource: [last.Resource, one.Resource].flat() }];
}

function isSameBeside({ Resource: _left, ...left }: Statement, { Resource: _right, ...right }: Statement): boolean {
  return canonical(left) === canonical(right);
}

function isReference(value: object): boolean {
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && (key === 'Ref' || /^Fn::\w+$/.test(key ?? ''));
}

function referenceLength(value: object): number {
  const [[key, inside]] = Object.entries(value);
  if (key === 'Ref') { return PSEUDO[inside] ?? UNKNOWN; }
  if (key !== 'Fn::Join' || !Array.isArray(inside[1])) { return UNKNOWN; }
  const [delimiter, pieces] = inside as [string, readonly unknown[]];
  return pieces.reduce<number>((sum, piece) => sum + lengthOf(piece) - 2 + delimiter.length, 0);
}

/** What can't be deployed of these statements as managed policies; one line each. */
export function managedFaults(statements: readonly Statement[]): readonly string[] {
  const parts = policyParts(statements);
  const characters = Math.max(0, ...parts.map((part) => lengthOf(documentOf(part))));
  const remedy = 'grant fewer permissions, or import a role with mutable: false that has those that the flow needs';
  if (characters > POLICY_CHARACTERS) {
    return [errorLine('', `a statement of the role's policies has about ${characters} characters, IAM allows `
      + `${POLICY_CHARACTERS} in a managed policy; ${remedy}`, 'QuotaExceeded')];
  }
  return parts.length <= MAX_PARTS ? [] : [
    errorLine('', `the permissions of the flow take ${parts.length} managed policies of ${POLICY_CHARACTERS} `
      + `characters, and a flow has at most ${MAX_PARTS}; ${remedy}`, 'QuotaExceeded'),
  ];
}
