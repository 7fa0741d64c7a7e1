/**
 * Spelling of keys: the API's camelCase and CloudFormation's PascalCase differ in the first letter only. Turning that
 * letter's case over is its own inverse, so a key of any spelling, known or not, gets back exactly as it was.
 */
import type { Member } from '../model/member';
import { STRUCT_NAMES, type StructName, structOf } from '../model/shape';

export type Case = 'camel' | 'pascal';

/**
 * The key with the case of its first letter turned over; intrinsic functions and keys that begin with no letter stay.
 */
export function turned(key: string): string {
  const first = key.charAt(0);
  const capital = first >= 'A' && first <= 'Z';
  const letter = capital || (first >= 'a' && first <= 'z');
  // a turned `ref` would become an intrinsic function on the other side
  if (!letter || INTRINSIC.test(key)) { return key; }
  return (capital ? first.toLowerCase() : first.toUpperCase()) + key.slice(1);
}

const INTRINSIC = /^([Rr]ef$|[Ff]n::)/;

/** A member of a structure under one of its two spellings. */
export interface Spelling {
  /** The key of the model. */
  readonly camel: string;
  readonly spelt: Case;
  /** The key in the other spelling. */
  readonly other: string;
  readonly member: Member<StructName>;
}

// each key that a structure may have, worked out once: this is asked for every key of every definition
const SPELLINGS = new Map<StructName, ReadonlyMap<string, Spelling>>(STRUCT_NAMES.map((name) => [
  name,
  new Map(Object.entries(structOf(name).members).flatMap(([camel, member]): [string, Spelling][] => [
    [turned(camel), { camel, spelt: 'pascal', other: camel, member }],
    [camel, { camel, spelt: 'camel', other: turned(camel), member }],
  ])),
]));

/** What a key of a structure stands for, in whichever case; `undefined` for a key that it does not have. */
export function spellingsOf(name: StructName): ReadonlyMap<string, Spelling> {
  return SPELLINGS.get(name)!;
}

/**
 * The case in which a structure spells the keys it is known to have; `mixed` if both, `undefined` if it has none of
 * them.
 */
export function caseOf(name: StructName, json: object): Case | 'mixed' | undefined {
  const spellings = spellingsOf(name);
  let found: Case | undefined;
  for (const key of Object.keys(json)) {
    const spelt = spellings.get(key)?.spelt;
    if (spelt && found && spelt !== found) { return 'mixed'; }
    found = spelt ?? found;
  }
  return found;
}

/** The keys a structure may have, in the case asked for. */
export function keysOf(name: StructName, spelling: Case): readonly string[] {
  const keys = Object.keys(structOf(name).members);
  return spelling === 'camel' ? keys : keys.map(turned);
}

/**
 * How many structures and lists deep a definition is followed (some 40 loops in one another); what lies deeper is
 * carried as it is. One limit for both directions, or they would not be inverses.
 */
export const MAX_DEPTH = 200;
