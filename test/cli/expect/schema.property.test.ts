/** The check of JSON Schemas agrees with ajv, and what is near equal is. */
import Ajv from 'ajv/dist/2020';
import * as fc from 'fast-check';
import { isPart, isSame } from '../../../cli/expect/same';
import { misfit } from '../../../cli/expect/schema';
import { schemaFault } from '../../../cli/expect/schema-fault';
import { runs } from '../../fast-check';

const leaf = fc.oneof(
  fc.constantFrom(
    {}, true, false, { type: 'string' }, { type: ['number', 'null'] }, { type: 'integer' }, { type: 'object' },
    { type: 'array' }, { enum: [1, 'a', [], {}] }, { const: { a: 1 } }, { minimum: 1 }, { maximum: 1 },
    { exclusiveMinimum: 0 }, { exclusiveMaximum: 2 }, { multipleOf: 2 }, { minLength: 2 }, { maxLength: 1 },
    { pattern: '^a' }, { minItems: 1 }, { maxItems: 1 }, { uniqueItems: true }, { required: ['a'] },
    { minProperties: 1 }, { maxProperties: 1 }, { $ref: '#/$defs/text' },
    // not beside "prefixItems", with which ajv takes [] where nothing fits the first item
    { contains: { type: 'string' } }, { contains: { minimum: 1 } },
  ),
);
const schema = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, leaf, fc.record({
    items: tie('any'),
    prefixItems: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
    properties: fc.record({ a: tie('any'), b: tie('any') }, { requiredKeys: [], noNullPrototype: true }),
    additionalProperties: tie('any'),
    allOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
    anyOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
    oneOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }),
    not: tie('any'),
  }, { requiredKeys: [], noNullPrototype: true })),
})).any;
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, fc.constantFrom(0, 1, 2, 1.5, 'a', 'ab', 'b', '😀', '', true, null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.record({ a: tie('any'), b: tie('any'), c: tie('any') }, { requiredKeys: [], noNullPrototype: true })),
})).any;

const ajv = new Ajv({ strict: false, validateSchema: false });

test('documents fit where ajv says so', () => {
  fc.assert(fc.property(schema, fc.array(value, { minLength: 1, maxLength: 5 }), (one, documents) => {
    const whole = typeof one === 'object' && one !== null ? { ...one, $defs: { text: { type: 'string' } } } : one;
    expect(schemaFault(whole)).toBeUndefined();
    const validate = ajv.compile(whole as object);
    for (const document of documents) { expect(misfit(document, whole) === undefined).toBe(validate(document)); }
  }), { numRuns: runs(150) });
});

test('a schema that refers to itself comes to an end', () => {
  expect(misfit({ a: 1 }, { allOf: [{ $ref: '#' }] })).toMatch(/is too deep to be checked/);
});

test('a part of a document, and numbers that differ by little', () => {
  expect(isPart({ a: { b: 1, c: 2 } }, { a: { b: 1 } })).toBe(true);
  expect(isPart({ a: { b: 1 } }, { a: { d: 1 } })).toBe(false);
  expect(isPart(['x', { a: 1 }], { a: 1 })).toBe(true);
  expect(isPart(5, '5')).toBe(false);
  expect(isSame({ a: [1, 2.05] }, { a: [1, 2] }, 0.1)).toBe(true);
  expect(isSame({ a: [1, 2.2] }, { a: [1, 2] }, 0.1)).toBe(false);
  expect(isSame({ a: 1 }, { b: 1 }, 1)).toBe(false);
  expect(isSame(1.05, 1)).toBe(false);
});
