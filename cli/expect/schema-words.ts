/** The words of JSON Schema that are known here, and what the value of each must be. */
import { isRecord } from '../../src/core/model/opaque';

const TYPES = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'] as const;

/** Words that say nothing about a document. */
export const REMARKS = ['$schema', '$id', '$comment', 'title', 'description', 'default', 'examples', 'deprecated'];

export type SchemaPart = 'schema' | 'list' | 'map';

/** Where schemas stand inside of a schema. */
export const PARTS: Readonly<Record<string, SchemaPart>> = {
  items: 'schema',
  additionalProperties: 'schema',
  contains: 'schema',
  not: 'schema',
  prefixItems: 'list',
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  properties: 'map',
  $defs: 'map',
};

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0;
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isTexts = (value: unknown) => Array.isArray(value) && value.every((one) => typeof one === 'string');

export interface Word { readonly wanted: string; isRight(value: unknown): boolean }

const count: Word = { isRight: isCount, wanted: 'a whole number from 0' };
const number: Word = { isRight: isNumber, wanted: 'a number' };

export const WORDS: Readonly<Record<string, Word>> = {
  type: {
    isRight: (value) => {
      const types: readonly unknown[] = Array.isArray(value) ? value : [value];
      return types.length > 0 && types.every((one) => (TYPES as readonly unknown[]).includes(one));
    },
    wanted: `one or more of ${TYPES.join(', ')}`,
  },
  enum: { isRight: (value) => Array.isArray(value) && value.length > 0, wanted: 'a list with at least one value' },
  const: { isRight: () => true, wanted: 'a value' },
  required: { isRight: isTexts, wanted: 'a list of names' },
  $ref: {
    isRight: (value) => typeof value === 'string' && value.startsWith('#'),
    wanted: 'a text such as "#/$defs/item"; other files are not read',
  },
  pattern: { isRight: (value) => typeof value === 'string', wanted: 'a regular expression' },
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: { isRight: (value) => isNumber(value) && Number(value) > 0, wanted: 'a number above 0' },
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  uniqueItems: { isRight: (value) => typeof value === 'boolean', wanted: 'true or false' },
};

export function isSchema(value: unknown): value is boolean | Record<string, unknown> {
  return typeof value === 'boolean' || isRecord(value);
}

/** What `#/$defs/item` means in a schema. */
export function referred(root: unknown, reference: string): unknown {
  let found = root;
  for (const key of reference.slice(1).split('/').slice(1)) {
    const name = decodeURIComponentOr(key).replaceAll('~1', '/').replaceAll('~0', '~');
    found = (isRecord(found) || Array.isArray(found)) && Object.hasOwn(found, name)
      ? (found as Record<string, unknown>)[name] : undefined;
  }
  return found;
}

function decodeURIComponentOr(text: string): string {
  try { return decodeURIComponent(text); } catch { return text; }
}
