/**
 * Spelling of keys: the API's camelCase and CloudFormation's PascalCase differ in the first letter only. Turning that letter's case over is
 * its own inverse, so a key of any spelling, known or not, gets back exactly as it was.
 */
import { memberOf, StructName, structOf } from '../model/shape';

export type Case = 'camel' | 'pascal';

/** The key with the case of its first letter turned over; intrinsic functions and keys that begin with no letter stay. */
export function turned(key: string): string {
  const first = key.charAt(0);
  const capital = first >= 'A' && first <= 'Z';
  const letter = capital || (first >= 'a' && first <= 'z');
  // a turned `ref` would become an intrinsic function on the other side
  if (!letter || INTRINSIC.test(key)) { return key; }
  return (capital ? first.toLowerCase() : first.toUpperCase()) + key.slice(1);
}

const INTRINSIC = /^([Rr]ef$|[Ff]n::)/;

/** The case in which a structure spells the keys it is known to have; `mixed` if both, `undefined` if it has none of them. */
export function caseOf(name: StructName, json: object): Case | 'mixed' | undefined {
  let found: Case | undefined;
  for (const key of Object.keys(json)) {
    const spelt = memberOf(name, key) ? 'camel' : memberOf(name, turned(key)) ? 'pascal' : undefined;
    if (spelt && found && spelt !== found) { return 'mixed'; }
    found = spelt ?? found;
  }
  return found;
}

/** Sets an own member whatever its key: assigning to `__proto__` would change the object's prototype instead. */
export function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else {
    target[key] = value;
  }
}

/** The keys a structure may have, in the case asked for. */
export function keysOf(name: StructName, spelling: Case): readonly string[] {
  const keys = Object.keys(structOf(name).members);
  return spelling === 'camel' ? keys : keys.map(turned);
}

/**
 * How many structures and lists deep a definition is followed (some 40 loops in one another); what lies deeper is carried as it is.
 * One limit for both directions, or they would not be inverses.
 */
export const MAX_DEPTH = 200;
