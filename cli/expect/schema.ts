/**
 * Whether a document fits a JSON Schema (draft 2020-12, without other files, formats, conditions and patterns of
 * names). It stops at the first thing that does not fit.
 */
import { isDeepStrictEqual } from 'node:util';
import { compiledPattern, LATE, testInTime } from './pattern';
import { referred } from './schema-words';
import { isRecord } from '../../src/core/model/opaque';
import { below } from '../../src/core/template/problem';
import { shortened } from '../../src/core/trace';
import { quoted } from '../../src/core/words/quote';

/** Schemas can refer to themselves, and documents are not that deep. */
const MOST_DEPTH = 200;

type Schema = Readonly<Record<string, any>>;
type Misfit = string | undefined;

/** Why a document does not fit, such as `at total: must be at least 0, got -1`; `undefined` where it does. */
export function misfit(document: unknown, schema: unknown): Misfit {
  return new Fitting(schema).misfit(document, schema, '', 0);
}

class Fitting {
  public constructor(private readonly root: unknown) {}

  public misfit(value: unknown, schema: unknown, path: string, depth: number): Misfit {
    const say = (what: string): string => `${path === '' ? '' : `at ${path}: `}${what}, got ${shortened(value, 80)}`;
    if (schema === true) { return undefined; }
    if (schema === false) { return say('must not be there'); }
    if (depth > MOST_DEPTH) { return say('is too deep to be checked'); }
    const all = schema as Schema;
    const own = typeFault(value, all) ?? numberFault(value, all) ?? textFault(value, all) ?? sizeFault(value, all);
    if (own !== undefined) { return say(own); }
    const inner = (one: unknown, part: unknown, at = path): Misfit => this.misfit(one, part, at, depth + 1);
    return this.members(value, all, path, inner, say) ?? this.items(value, all, path, inner, say)
      ?? this.choices(value, all, inner, say);
  }

  private members(value: unknown, schema: Schema, path: string, inner: Inner, say: Say): Misfit {
    if (!isRecord(value)) { return undefined; }
    const { required = [], properties = {}, additionalProperties } = schema;
    const missing = (required as string[]).find((name) => !Object.hasOwn(value, name));
    if (missing !== undefined) { return say(`must have ${quoted(missing)}`); }
    for (const [name, one] of Object.entries(value)) {
      const isNamed = Object.hasOwn(properties as object, name);
      if (!isNamed && additionalProperties === undefined) { continue; }
      if (!isNamed && additionalProperties === false) { return say(`must not have ${quoted(name)}`); }
      const found = inner(one, isNamed ? properties[name] : additionalProperties, below(path, name));
      if (found !== undefined) { return found; }
    }
    return undefined;
  }

  private items(value: unknown, schema: Schema, path: string, inner: Inner, say: Say): Misfit {
    if (!Array.isArray(value)) { return undefined; }
    const { prefixItems = [], items, contains, uniqueItems } = schema;
    for (const [at, one] of value.entries()) {
      const part: unknown = at < prefixItems.length ? prefixItems[at] : items;
      const found = part === undefined ? undefined : inner(one, part, `${path}[${at}]`);
      if (found !== undefined) { return found; }
    }
    if (contains !== undefined && !value.some((one) => inner(one, contains) === undefined)) {
      return say('must have an item that fits "contains"');
    }
    return uniqueItems === true && value.some((one, at) => value.slice(0, at)
      .some((before) => isDeepStrictEqual(before, one))) ? say('must have no duplicate items') : undefined;
  }

  private choices(value: unknown, schema: Schema, inner: Inner, say: Say): Misfit {
    const { allOf = [], anyOf, oneOf, not, $ref } = schema;
    for (const one of $ref === undefined ? allOf : [...allOf, referred(this.root, $ref as string)]) {
      const found = inner(value, one);
      if (found !== undefined) { return found; }
    }
    if (anyOf && !anyOf.some((one: unknown) => inner(value, one) === undefined)) {
      return say('must fit one of "anyOf"');
    }
    const fitting = oneOf?.filter((one: unknown) => inner(value, one) === undefined).length ?? 1;
    if (fitting !== 1) { return say(`must fit exactly one of "oneOf", but fits ${fitting}`); }
    return not !== undefined && inner(value, not) === undefined ? say('must not fit "not"') : undefined;
  }
}

type Inner = (value: unknown, schema: unknown, path?: string) => Misfit;
type Say = (what: string) => string;

function typeFault(value: unknown, { type, enum: values, const: only }: Schema): Misfit {
  const types: readonly string[] | undefined = typeof type === 'string' ? [type] : type;
  if (types && !types.some((one) => isOfType(value, one))) { return `must be of type ${types.join(' or ')}`; }
  if (values && !values.some((one: unknown) => isDeepStrictEqual(one, value))) {
    return `must be one of ${shortened(values, 120)}`;
  }
  return only !== undefined && !isDeepStrictEqual(only, value) ? `must be ${shortened(only, 80)}` : undefined;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array': return Array.isArray(value);
    case 'integer': return Number.isInteger(value);
    case 'null': return value === null;
    case 'object': return isRecord(value);
    default: return typeof value === type;
  }
}

function numberFault(value: unknown, schema: Schema): Misfit {
  if (typeof value !== 'number') { return undefined; }
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (value < minimum) { return `must be at least ${minimum}`; }
  if (value > maximum) { return `must be at most ${maximum}`; }
  if (value <= exclusiveMinimum) { return `must be more than ${exclusiveMinimum}`; }
  if (value >= exclusiveMaximum) { return `must be less than ${exclusiveMaximum}`; }
  return multipleOf !== undefined && !Number.isInteger(value / multipleOf) ? `must be a multiple of ${multipleOf}`
    : undefined;
}

function textFault(value: unknown, { pattern, minLength, maxLength }: Schema): Misfit {
  if (typeof value !== 'string') { return undefined; }
  const fault = minLength === undefined && maxLength === undefined ? undefined
    : range([...value].length, minLength, maxLength, 'characters');
  if (fault !== undefined || pattern === undefined) { return fault; }
  const compiled = compiledPattern(pattern);
  const isFound = 'expression' in compiled && testInTime(compiled.expression, value);
  if (isFound === true) { return undefined; }
  return `must match ${quoted(pattern as string)}${isFound === 'late' ? `, but ${LATE}` : ''}`;
}

function sizeFault(value: unknown, { minItems, maxItems, minProperties, maxProperties }: Schema): Misfit {
  if (Array.isArray(value)) { return range(value.length, minItems, maxItems, 'items'); }
  return isRecord(value) ? range(Object.keys(value).length, minProperties, maxProperties, 'members') : undefined;
}

function range(count: number, least: number | undefined, most: number | undefined, what: string): Misfit {
  if (least !== undefined && count < least) { return `must have at least ${least} ${what}`; }
  return most !== undefined && count > most ? `must have at most ${most} ${what}` : undefined;
}
