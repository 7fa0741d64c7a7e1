/** Keys that the service has retired: exports of old flows still carry them, CloudFormation refuses them. */
import { MAX_DEPTH } from './keys';
import type { Definition } from '../model/definition';
import type { Kind } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { type StructName, structOf } from '../model/shape';

/** The definition without retired keys. `normalise` has reported them. */
export function withoutRetired(definition: Definition): Definition {
  return visit({ kind: 'struct', struct: 'Definition' }, definition, 0) as Definition;
}

function visit(kind: Kind<StructName>, value: unknown, depth: number): unknown {
  if (isOpaque(value) || depth >= MAX_DEPTH) { return value; }
  if (kind.kind === 'list' && Array.isArray(value)) { return value.map((item) => visit(kind.item, item, depth + 1)); }
  if (kind.kind !== 'struct' || !isRecord(value)) { return value; }
  const { members, retired = {} } = structOf(kind.struct);
  const kept = Object.entries(value).filter(([key]) => !Object.prototype.hasOwnProperty.call(retired, key));
  return Object.fromEntries(kept.map(([key, member]) => {
    const known = Object.prototype.hasOwnProperty.call(members, key) ? members[key] : undefined;
    return [key, known ? visit(known, member, depth + 1) : member];
  }));
}
