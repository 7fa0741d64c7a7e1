/** Random definitions, made from the shape table so that they reach every member of it. */
import * as fc from 'fast-check';
import type { Kind, Member } from '../../../src/core/model/member';
import { put } from '../../../src/core/model/put';
import { STRUCT_NAMES, type StructName, structOf } from '../../../src/core/model/shape';
import { turned } from '../../../src/core/template/keys';

/** JSON of every kind, with the keys that bite. */
export const anyJson = (depth = 4): fc.Arbitrary<unknown> => fc.letrec((tie) => ({
  any: fc.oneof({ maxDepth: depth, withCrossShrink: true }, leaf, fc.array(tie('any'), { maxLength: 4 }),
    record(tie('any'))),
})).any;

const leaf = fc.oneof(
  fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null),
  fc.constantFrom('${Key}', '${!x}', '$', '${', 'a ${Key} b', '${Token[TOKEN.1]}', '$.data'),
);

const KNOWN_KEYS =
  [...new Set(STRUCT_NAMES.flatMap((name) => Object.keys(structOf(name).members)))];
const AWKWARD_KEYS = [
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'Ref', 'ref', 'Fn::Sub', 'fn::Sub', '', '1', '_a', 'ß', 'é',
  'resolve',
];

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...KNOWN_KEYS) },
  { weight: 3, arbitrary: fc.constantFrom(...KNOWN_KEYS.map(turned)) },
  { weight: 1, arbitrary: fc.constantFrom(...AWKWARD_KEYS) },
  { weight: 1, arbitrary: fc.string() },
);

function record(value: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc.array(fc.tuple(key, value), { maxLength: 6 }).map((entries) => {
    const json: Record<string, unknown> = {};
    for (const [name, item] of entries) { put(json, name, item); }
    return json;
  });
}

const OPAQUE = fc.constantFrom<unknown>({ Ref: 'X' }, { 'Fn::Sub': 'a${Name}' },
  { 'Fn::If': ['C', { Nodes: [] }, { nodes: [] }] }, '${Placeholder}');

function structOfKind(name: StructName, loops: number): fc.Arbitrary<Record<string, unknown>> {
  const members = Object.entries(structOf(name).members).filter(([, member]) => loops > 0 || !leadsToLoop(member));
  const values = Object.fromEntries(members.map(([member, kind]) => [
    member, fc.option(valueOf(kind, name === 'Loop' ? loops - 1 : loops), { nil: undefined }),
  ]));
  return fc.record(values).map((json) => JSON.parse(JSON.stringify(json)) as Record<string, unknown>);
}

function leadsToLoop(member: Member<StructName>): boolean {
  return member.kind === 'struct' && member.struct === 'Loop';
}

function valueOf(kind: Kind<StructName>, loops: number): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: plainOf(kind, loops) }, { weight: 1, arbitrary: OPAQUE });
}

function plainOf(kind: Kind<StructName>, loops: number): fc.Arbitrary<unknown> {
  switch (kind.kind) {
    case 'text': return fc.string();
    case 'number': return fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    case 'boolean': return fc.boolean();
    case 'enum': return fc.constantFrom(...kind.values);
    case 'struct': return structOfKind(kind.struct, loops);
    case 'list': return fc.array(valueOf(kind.item, loops), { maxLength: 2 });
    case 'map': return fc.dictionary(fc.string({ minLength: 1 }).filter((name) => name !== '__proto__'), anyJson(2),
      { maxKeys: 3 });
    default: return anyJson(3);
  }
}

/** A definition in camelCase with right keys and right kinds, though hardly a sensible one. */
export const definitions: fc.Arbitrary<Record<string, unknown>> = structOfKind('Definition', 2);

/**
 * Every structure in a JSON value that the table reaches: the object, its structure, and the path to it in the keys of
 * the model.
 */
export function everyStruct(kind: Kind<StructName>, json: unknown, path = ''): {
  name: StructName; json: Record<string, unknown>; path: string;
}[] {
  if (Array.isArray(json)) {
    return kind.kind === 'list' ? json.flatMap((item, index) => everyStruct(kind.item, item, `${path}[${index}]`)) : [];
  }
  if (kind.kind !== 'struct' || typeof json !== 'object' || json === null) { return []; }
  const keys = Object.keys(json);
  if (keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'))) { return []; }
  const members = structOf(kind.struct).members;
  const inner = Object.entries(json).flatMap(([name, value]) => Object.prototype.hasOwnProperty.call(members, name)
    ? everyStruct(members[name], value, path === '' ? name : `${path}.${name}`)
    : []);
  return [{ name: kind.struct, json: json as Record<string, unknown>, path }, ...inner];
}

/** All texts, numbers, truth values and nulls, sorted: what no step may lose. */
export function leaves(json: unknown): string[] {
  const found: string[] = [];
  const open = [json];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === 'object'
      && next !== null) { open.push(...Object.values(next)); } else { found.push(`${typeof next} ${String(next)}`); }
  }
  return found.sort();
}
