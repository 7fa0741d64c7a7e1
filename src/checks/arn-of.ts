import { FlowError } from './flow-error';
import { speltMember } from './spelt';
import { anA } from '../core/words/article';

/**
 * What names a resource: the reference that resources of aws-cdk-lib have, or the member of that name that constructs
 * of other packages have, such as those of `@aws-cdk/aws-bedrock-alpha`. The compiler lets only the former pass; who
 * writes JavaScript or casts gets here with anything.
 *
 * @param members where to look, the preferred first: a member, or a member of a member
 */
export function nameIn(
  place: string, given: unknown, { members, what, remedy }: {
    readonly members: readonly string[]; readonly what: string; readonly remedy: string;
  },
): string {
  for (const path of members) {
    const found = path.split('.').reduce<unknown>((value, member) => memberOf(value, member), given);
    if (typeof found === 'string' && found !== '') { return found; }
  }
  const sought = members.map((path) => `'${speltMember(path)}'`).join(' nor ');
  throw new FlowError(place,
    `what is given is not ${anA(what)}, it has neither ${sought}; ${remedy}`, 'IllegalValue');
}

/** A member of what may be anything. */
export function memberOf(value: unknown, member: string): unknown {
  return typeof value === 'object' && value !== null ? (value as { readonly [member: string]: unknown })[member]
    : undefined;
}
