/** What is missing in the configuration of a node, by the table of structures. */
import { isMisspelt } from './unread';
import { Kind } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { memberOf, StructName, structOf } from '../model/shape';

export interface Missing {
  /** Where it is missing. */
  readonly path: string;
  /** What is missing: a path, or several, one of which is needed. */
  readonly what: string;
}

/** The required members that are not there. The definition of a loop is checked as a definition, not here. */
export function* missingIn(key: string, configuration: unknown): Generator<Missing> {
  const member = memberOf('NodeConfiguration', key);
  if (member) { yield* missing(member, configuration, key); }
}

function* missing(kind: Kind<StructName>, value: unknown, path: string): Generator<Missing> {
  if (isOpaque(value)) { return; }
  if (kind.kind === 'list' && Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) { yield* missing(kind.item, value[at], `${path}[${at}]`); }
  }
  // that a condition has no name is said with the other names
  if (kind.kind !== 'struct' || kind.struct === 'Definition' || kind.struct === 'Condition' || !isRecord(value)) { return; }
  for (const [name, member] of Object.entries(structOf(kind.struct).members)) {
    const below = `${path}.${name}`;
    const inner = value[name];
    if (member.required && isMissing(kind.struct, value, name, member)) {
      yield { path: below, what: below };
    } else if (member.required && member.kind === 'struct' && isRecord(inner) && isEmptyUnion(member.struct, inner)) {
      yield { path: below, what: `${below}.${Object.keys(structOf(member.struct).members).join(' or ')}` };
    } else if (inner !== undefined) {
      yield* missing(member, inner, below);
    }
  }
}

function isMissing(struct: StructName, value: Record<string, unknown>, name: string, kind: Kind<StructName>): boolean {
  const inner = value[name];
  if (inner === undefined) { return !isMisspelt(struct, value, name); }
  return kind.kind === 'list' && Array.isArray(inner) && inner.length < (kind.limit?.min ?? 0);
}

// with a key that is unknown, that is the fault
function isEmptyUnion(name: StructName, value: Record<string, unknown>): boolean {
  return structOf(name).union === true && !isOpaque(value) && Object.values(value).every((member) => member === undefined);
}
