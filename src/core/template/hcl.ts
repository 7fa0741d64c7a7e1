/**
 * A flow as Terraform and Pulumi have it to one of the API: keys in snake_case, blocks that may come once as lists of
 * one, blocks that may come often under the name of one of them, and what is not set as null.
 */
import { MAX_DEPTH } from './keys';
import type { Kind } from '../model/member';
import { isOpaque, isRecord } from '../model/opaque';
import { put } from '../model/put';
import { type StructName, structOf } from '../model/shape';

type Json = Readonly<Record<string, unknown>>;

/**
 * The flow; members outside of the definition in camelCase. What the definition has besides its members is left out
 * where it is not set.
 */
export function fromHcl(flow: Json): Json {
  const members = Object.fromEntries(Object.entries(flow).filter(([, value]) => isSet(value))
    .map(([key, value]) => [camel(key), value]));
  const { definition, ...others } = members;
  return definition === undefined
    ? others : { ...others, definition: converted({ kind: 'struct', struct: 'Definition' }, definition, 0) };
}

/** The key of a member in HCL, with that of a block that may come often. */
export function hclKeys(member: string): readonly string[] {
  const snake = member.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return [snake, snake.replace(/s$/, '')];
}

function converted(kind: Kind<StructName>, value: unknown, depth: number): unknown {
  if (isOpaque(value) || depth > MAX_DEPTH) { return value; }
  switch (kind.kind) {
    case 'struct': {
      const one: unknown = Array.isArray(value) && value.length <= 1 ? value[0] ?? {} : value;
      return isRecord(one) ? struct(kind.struct, one, depth + 1) : one ?? {};
    }
    case 'list': return Array.isArray(value) ? value.map((item) => converted(kind.item, item, depth + 1)) : value;
    case 'map':
    case 'document': return typeof value === 'string' ? parsed(value) : value;
    default: return value;
  }
}

function struct(name: StructName, value: Json, depth: number): Json {
  const { members, union } = structOf(name);
  const known = new Map(Object.keys(members)
    .flatMap((member) => [...hclKeys(member), member].map((key) => [key, member] as const)));
  // an exact key counts before the singular of another
  for (const member of Object.keys(members)) { known.set(hclKeys(member)[0], member).set(member, member); }
  const result: Record<string, unknown> = {};
  for (const [key, given] of Object.entries(value)) {
    const member = known.get(key);
    const isEmptyBlock = member !== undefined && members[member].kind === 'struct' && Array.isArray(given)
      && given.length === 0;
    if (!isSet(given) || isEmptyBlock || union && Array.isArray(given) && given.length === 0) { continue; }
    if (member === undefined) {
      put(result, camel(key), given);
    } else {
      put(result, member, converted(members[member], given, depth));
    }
  }
  return result;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function isSet(value: unknown): boolean {
  return value !== null && value !== undefined;
}

function camel(key: string): string {
  return key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
