import * as fc from 'fast-check';
import { notJson, plainJson } from '../../../src/core/simulate/plain-json';

const circular: any = { a: { b: [] } };
circular.a.b.push(circular);

test.each([
  [circular, 'it contains itself at \'a.b.0\''],
  [{ a: [1, () => 1] }, 'it has a function at \'a.1\''],
  [() => 1, 'it has a function'],
  [{ a: 10n }, 'it has a bigint at \'a\''],
  [NaN, 'it has the number NaN'],
  [{ a: { b: Infinity } }, 'it has the number Infinity at \'a.b\''],
  [{ at: new Date(0) }, 'it has a Date at \'at\''],
  [new Map(), 'it has a Map'],
  [[undefined], 'it has undefined at \'0\''],
  [Symbol('x'), 'it has a symbol'],
  [{ at: new ArrayBuffer(1) }, 'it has an ArrayBuffer at \'at\''],
  [Object.create(Object.create(Object.create(null))), 'it has a class'],
])('%p is not JSON', (value, fault) => expect(notJson(value)).toBe(fault));

test('JSON is JSON, also when the same thing is in it twice, or members are undefined', () => {
  const shared = { x: 1 };
  expect(notJson({ a: shared, b: [shared, shared], c: undefined })).toBeUndefined();
  expect(notJson(undefined)).toBeUndefined();
  expect(notJson({ a: Object.assign(Object.create(null), { b: 1 }) })).toBeUndefined();
  fc.assert(fc.property(fc.jsonValue(), (value) => notJson(value) === undefined));
});

/** So many arrays in one another. */
function nested(levels: number): unknown {
  let deep: unknown = 1;
  for (let at = 0; at < levels; at++) { deep = [deep]; }
  return deep;
}

test('depth costs no stack, and has an end', () => {
  expect(notJson(nested(1000))).toBeUndefined();
  for (const levels of [1001, 100_000]) {
    expect(notJson(nested(levels))).toBe('it is nested more than 1000 levels deep');
  }
});

test('little memory may be endless data', () => {
  let twice: unknown = 1;
  for (let at = 0; at < 60; at++) { twice = [twice, twice]; }
  expect(notJson(twice)).toBe('it has more than 5000000 values');
  expect(notJson(new Array(2 ** 32 - 1))).toBe('it has undefined at \'0\'');
});

const revoked = Proxy.revocable({}, {});
revoked.revoke();
class Texts extends Array<string> {}

test.each<[unknown, string]>([
  [{ a: { get b(): string { throw new Error('no\nway'); } } }, 'it can\'t be read at \'a.b\': no way'],
  [[{ get b(): string { throw Object.create(null); } }], 'it can\'t be read at \'0.b\': an object without a message '
    + 'was thrown'],
  [{ a: revoked.proxy }, 'it can\'t be read at \'a\': Cannot perform \'IsArray\' on a proxy that has been revoked'],
  [new Proxy({}, { ownKeys() { throw undefined; } }), 'it can\'t be read: an error without a message'],
  [Object.defineProperty({}, 'toJSON', { value: () => 1 }), 'it has a function at \'toJSON\''],
  [{ a: Object.defineProperty([], 'toJSON', { value: () => 1 }) }, 'it has a function at \'a.toJSON\''],
  [new Texts('x'), 'it has a Texts'],
  [Object.create({ constructor: { name: 5 } }), 'it has a class'],
  [{ ['x'.repeat(200)]: { y: 1n } }, `it has a bigint at '${'x'.repeat(60)}…${'x'.repeat(58)}.y'`],
  [new Error('x'), 'it has an Error'],
])('%#: what can not be read is a fault too', (value, fault) => expect(notJson(value)).toBe(fault));

test('the copy is that of JSON, and nothing in it is shared with the value', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const read = plainJson(value) as { readonly value: unknown };
    expect(JSON.stringify(read.value)).toBe(JSON.stringify(value));
    if (typeof value === 'object' && value !== null) { expect(read.value).not.toBe(value); }
  }));
  expect(plainJson({ a: undefined, b: [{ c: undefined }] })).toStrictEqual({ value: { b: [{}] } });
  expect(JSON.stringify(plainJson(JSON.parse('{"__proto__":{"a":1}}')))).toBe('{"value":{"__proto__":{"a":1}}}');
  expect(plainJson(Object.assign(/x/.exec('x')!, { more: () => 1 }))).toStrictEqual({ value: ['x'] });
});
