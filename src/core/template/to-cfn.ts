/** The model to the PascalCase shape of AWS::Bedrock::Flow. */
import { MAX_DEPTH, turned } from './keys';
import type { Definition } from '../model/definition';
import type { Kind } from '../model/member';
import { isIntrinsic, isRecord } from '../model/opaque';
import { put } from '../model/put';
import { STRUCT_NAMES, type StructName, structOf } from '../model/shape';

interface Rendered {
  readonly key: string;
  /** Only for structures and lists of them: all else is passed on as it is. */
  readonly kind?: Kind<StructName>;
}

// What becomes of each key, worked out once: this runs for every flow of every synth.
const PLANS = new Map<StructName, ReadonlyMap<string, Rendered>>(STRUCT_NAMES.map((name) => [
  name,
  new Map(Object.entries(structOf(name).members)
    .map(([key, member]) => [key, { key: turned(key), ...(hasStructs(member) && { kind: member }) }])),
]));

/**
 * The definition as CloudFormation spells it. Nothing is left out, not even what CloudFormation's schema lacks: saying
 * so is the validator's work. The inverse of `normalise` for JSON in PascalCase. Structures are new objects, leaves are
 * the very same values.
 */
export function toCfn(definition: Definition): Record<string, unknown> {
  return renderStruct('Definition', definition as Record<string, unknown>, 0) as Record<string, unknown>;
}

function render(kind: Kind<StructName>, value: unknown, depth: number): unknown {
  if (kind.kind === 'struct') { return renderStruct(kind.struct, value, depth); }
  if (kind.kind !== 'list' || !Array.isArray(value) || depth >= MAX_DEPTH) { return value; }
  const item = kind.item;
  return value.map((element) => render(item, element, depth + 1));
}

function renderStruct(name: StructName, value: unknown, depth: number): unknown {
  if (!isRecord(value) || depth >= MAX_DEPTH || typeof value.resolve === 'function' || isIntrinsic(value)) {
    return value;
  }
  const plan = PLANS.get(name)!;
  const cfn: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member === undefined) { continue; }
    const rendered = plan.get(key);
    if (rendered === undefined) {
      put(cfn, turned(key), member);
    } else {
      cfn[rendered.key] = rendered.kind === undefined ? member : render(rendered.kind, member, depth + 1);
    }
  }
  return cfn;
}

function hasStructs(kind: Kind): boolean {
  return kind.kind === 'struct' || (kind.kind === 'list' && hasStructs(kind.item));
}
