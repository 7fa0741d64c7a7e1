import * as fc from 'fast-check';
import { isOfType, notJson, typeMessage, typeName } from '../../../src/core/simulate/data-type';

test.each([
  ['x', 'String'], [1, 'Number'], [false, 'Boolean'], [{}, 'Object'], [[], 'Array'],
] as const)('%p is a %s and nothing else', (value, type) => {
  expect((['String', 'Number', 'Boolean', 'Object', 'Array'] as const).filter((one) => isOfType(one, value))).toEqual([type]);
  expect(typeName(value)).toBe(type.toUpperCase());
});

test('null and undefined are of no type, and anything is of a type that is not known', () => {
  for (const value of [null, undefined]) {
    expect((['String', 'Number', 'Boolean', 'Object', 'Array'] as const).filter((one) => isOfType(one, value))).toEqual([]);
    expect(typeName(value)).toBe('NULL');
    expect(isOfType(undefined, value)).toBe(true);
  }
});

test('the message is the one of the service', () => {
  expect(typeMessage('Output', 'document', 'FlowInput', 'String', {}))
    .toBe('Expected type for Node Output document of Node FlowInput to be STRING. Actual type is OBJECT.');
  expect(typeMessage('Input', 'value', 'Work', undefined, null)).toBe('Expected type for Node Input value of Node Work to be STRING. Actual type is NULL.');
});

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
])('%p is no JSON', (value, fault) => expect(notJson(value)).toBe(fault));

test('JSON is JSON, also when the same thing is in it twice, or members are undefined', () => {
  const shared = { x: 1 };
  expect(notJson({ a: shared, b: [shared, shared], c: undefined })).toBeUndefined();
  expect(notJson(undefined)).toBeUndefined();
  expect(notJson({ a: Object.assign(Object.create(null), { b: 1 }) })).toBeUndefined();
  fc.assert(fc.property(fc.jsonValue(), (value) => notJson(value) === undefined));
});

test('depth costs no stack', () => {
  let deep: unknown = 1;
  for (let at = 0; at < 100_000; at++) { deep = [deep]; }
  expect(notJson(deep)).toBeUndefined();
});
