/** What is missing in the configuration of a node, by the table of structures. */
import { Kind } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { memberOf, StructName, structOf } from '../model/shape';

/** The paths of required members that are not there. The definition of a loop is checked as a definition, not here. */
export function missingIn(key: string, configuration: unknown): readonly string[] {
  const member = memberOf('NodeConfiguration', key);
  return member ? [...missing(member, configuration, key)] : [];
}

function* missing(kind: Kind<StructName>, value: unknown, path: string): Generator<string> {
  if (kind.kind !== 'struct' || kind.struct === 'Definition' || !isRecord(value) || isOpaque(value)) { return; }
  const { members, union } = structOf(kind.struct);
  for (const [name, member] of Object.entries(members)) {
    const below = `${path}.${name}`;
    const inner = value[name];
    if (member.required && (inner === undefined || isEmptyList(member, inner))) { yield below; }
    if (member.required && member.kind === 'struct' && isRecord(inner) && isEmptyUnion(member.struct, inner)) {
      yield `${below}.${Object.keys(structOf(member.struct).members).join(' or ')}`;
    }
    if (inner !== undefined) { yield* missing(member, inner, below); }
  }
  // the service documents the two as a pair, though neither is required by itself
  if (kind.struct === 'Guardrail' && !union) {
    for (const name of Object.keys(members)) { if (value[name] === undefined) { yield `${path}.${name}`; } }
  }
}

function isEmptyList(kind: Kind<StructName>, value: unknown): boolean {
  return kind.kind === 'list' && Array.isArray(value) && value.length < (kind.limit?.min ?? 0);
}

function isEmptyUnion(name: StructName, value: Record<string, unknown>): boolean {
  const { union, members } = structOf(name);
  return union === true && !isOpaque(value) && !Object.keys(members).some((member) => value[member] !== undefined);
}
