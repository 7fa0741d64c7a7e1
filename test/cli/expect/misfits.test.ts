/** What is said of a document that does not fit a schema, word by word of the schema, and at its borders. */
import { misfit } from '../../../cli/expect/schema';
import { verdictOf } from '../../../cli/expect/verdict';

const DEEP = { $ref: '#' };

test.each<[object | boolean, unknown, string | undefined]>([
  [true, 1, undefined],
  [false, 1, 'must not be there, got 1'],
  [{ type: 'string' }, 1, 'must be of type string, got 1'],
  [{ type: ['string', 'null'] }, 1, 'must be of type string or null, got 1'],
  [{ type: ['string', 'null'] }, null, undefined],
  [{ type: 'integer' }, 1.5, 'must be of type integer, got 1.5'],
  [{ type: 'array' }, {}, 'must be of type array, got {}'],
  [{ type: 'object' }, [], 'must be of type object, got []'],
  [{ enum: ['a', { b: 1 }] }, 'c', 'must be one of ["a",{"b":1}], got "c"'],
  [{ enum: ['a', { b: 1 }] }, { b: 1 }, undefined],
  [{ const: null }, 0, 'must be null, got 0'],
  [{ minimum: 1 }, 1, undefined],
  [{ minimum: 1 }, 0, 'must be at least 1, got 0'],
  [{ maximum: 1 }, 1, undefined],
  [{ maximum: 1 }, 2, 'must be at most 1, got 2'],
  [{ exclusiveMinimum: 1 }, 1, 'must be more than 1, got 1'],
  [{ exclusiveMaximum: 1 }, 1, 'must be less than 1, got 1'],
  [{ multipleOf: 2 }, 3, 'must be a multiple of 2, got 3'],
  [{ minLength: 2 }, 'ab', undefined],
  [{ minLength: 2 }, '😀', 'must have at least 2 characters, got "😀"'],
  [{ maxLength: 1 }, '😀', undefined],
  [{ maxLength: 1 }, 'ab', 'must have at most 1 characters, got "ab"'],
  [{ pattern: '^b' }, 'ab', 'must match \'^b\', got "ab"'],
  [{ minItems: 1 }, [], 'must have at least 1 items, got []'],
  [{ maxItems: 1 }, [1, 2], 'must have at most 1 items, got [1,2]'],
  [{ uniqueItems: true }, [1, 2, 1], 'must have no duplicate items, got [1,2,1]'],
  [{ contains: { const: 3 } }, [1], 'must have an item that fits "contains", got [1]'],
  [{ prefixItems: [{ const: 1 }], items: { const: 2 } }, [1, 2, 3], 'at [2]: must be 2, got 3'],
  [{ minProperties: 1 }, {}, 'must have at least 1 members, got {}'],
  [{ maxProperties: 0 }, { a: 1 }, 'must have at most 0 members, got {"a":1}'],
  [{ required: ['a'] }, {}, "must have 'a', got {}"],
  [{ additionalProperties: false, properties: { a: true } }, { a: 1, b: 2 }, 'must not have \'b\', got {"a":1,"b":2}'],
  [{ additionalProperties: { type: 'string' } }, { b: 2 }, 'at b: must be of type string, got 2'],
  [{ properties: { a: { properties: { b: { const: 1 } } } } }, { a: { b: 2 } }, 'at a.b: must be 1, got 2'],
  [{ allOf: [{ minimum: 1 }, { maximum: 2 }] }, 3, 'must be at most 2, got 3'],
  [{ anyOf: [{ minimum: 5 }, { const: 1 }] }, 3, 'must fit one of "anyOf", got 3'],
  [{ oneOf: [{ minimum: 1 }, { minimum: 2 }] }, 3, 'must fit exactly one of "oneOf", but fits 2, got 3'],
  [{ not: { const: 3 } }, 3, 'must not fit "not", got 3'],
  [DEEP, 1, 'is too deep to be checked, got 1'],
])('%j and %j', (schema, document, said) => {
  expect(misfit(document, schema)).toBe(said);
});

test.each<[unknown, number | undefined, object | undefined]>([
  [true, undefined, { passed: true }],
  [0.5, undefined, { passed: true, score: 0.5 }],
  [0.49, undefined, { passed: false, score: 0.49 }],
  [0.9, 0.9, { passed: true, score: 0.9 }],
  [NaN, undefined, undefined],
  [' Passed. ', undefined, { passed: true }],
  ['NO', undefined, { passed: false }],
  ['perhaps', undefined, undefined],
  ['"yes"', undefined, undefined],
  ['{"score": 0.2, "reason": "short"}', undefined, { passed: false, score: 0.2, reason: 'short' }],
  [{ pass: true, score: 0.2 }, undefined, { passed: true, score: 0.2 }],
  [{ pass: true, score: 0.2 }, 0.3, { passed: false, score: 0.2 }],
  [{ pass: false, score: 0.9 }, 0.3, { passed: false, score: 0.9 }],
  [{ pass: false, reason: 7 }, undefined, { passed: false }],
  [{ reason: 'none' }, undefined, undefined],
  [null, undefined, undefined],
])('the answer %j with the threshold %j', (answer, threshold, verdict) => {
  expect(verdictOf(answer, threshold)).toEqual(verdict);
});
