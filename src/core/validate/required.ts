/** What is missing in the configuration of a node, by the table of structures. */
import { isMisspelt } from './unreadable';
import type { Kind } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { memberOf, type StructName, structOf } from '../model/shape';

export interface Missing {
  /** Where it is missing. */
  readonly path: string;
  /** What is missing: a path, or several, one of which is needed. */
  readonly what: string;
}

/** The required members that are not there. The definition of a loop is checked as a definition, not here. */
export function missingIn(key: string, configuration: unknown): readonly Missing[] {
  const member = memberOf('NodeConfiguration', key);
  const found: Missing[] = [];
  if (member) { collect(member, configuration, key, found); }
  return found;
}

function collect(kind: Kind<StructName>, value: unknown, path: string, found: Missing[]): void {
  if (kind.kind !== 'list' && kind.kind !== 'struct' || isOpaque(value)) { return; }
  if (kind.kind === 'list') {
    if (Array.isArray(value)) { value.forEach((one, at) => collect(kind.item, one, `${path}[${at}]`, found)); }
    return;
  }
  // that a condition has no name is said with the other names
  if (kind.struct === 'Definition' || kind.struct === 'ConditionEntry' || !isRecord(value)) { return; }
  const { members } = structOf(kind.struct);
  for (const name in members) {
    const member = members[name];
    const inner = value[name];
    if (member.required && isMissing(kind.struct, value, name, member)) {
      found.push({ path: `${path}.${name}`, what: `${path}.${name}` });
    } else if (member.required && member.kind === 'struct' && isRecord(inner) && isEmptyUnion(member.struct, inner)) {
      found.push({
        path: `${path}.${name}`, what: `${path}.${name}.${Object.keys(structOf(member.struct).members).join(' or ')}`,
      });
    } else {
      collect(member, inner, `${path}.${name}`, found);
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
  return structOf(name).union === true && !isOpaque(value)
    && Object.values(value).every((member) => member === undefined);
}
