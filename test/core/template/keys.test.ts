import * as fc from 'fast-check';
import { caseOf, turned } from '../../../src/core/template/keys';
import { mapTexts } from '../../../src/core/template/walk';

test.each([
  ['name', 'Name'], ['s3', 'S3'], ['a', 'A'], ['z', 'Z'], ['zZ', 'ZZ'],
  ['@', '@'], ['[', '['], ['`', '`'], ['{', '{'], ['', ''], ['1a', '1a'], ['_a', '_a'], ['ß', 'ß'], ['é', 'é'],
  ['Ref', 'Ref'], ['ref', 'ref'], ['Fn::Sub', 'Fn::Sub'], ['fn::Sub', 'fn::Sub'], ['refs', 'Refs'], ['fn', 'Fn'],
])('\'%s\' and \'%s\' are each other\'s spelling', (one, other) => {
  expect(turned(one)).toBe(other);
  expect(turned(other)).toBe(one);
});

test('property: turning twice changes nothing', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (key) => turned(turned(key)) === key));
});

test.each<[object, unknown]>([
  [{ name: 1 }, 'camel'], [{ Name: 1 }, 'pascal'], [{ name: 1, Type: 1 }, 'mixed'], [{ name: 1, Foo: 1 }, 'camel'],
  [{ foo: 1 }, undefined], [{}, undefined],
  [{ Name: 1, type: 1, inputs: 1 }, 'mixed'],
])('the case of %j is %s', (json, expected) => {
  expect(caseOf('Node', json)).toBe(expected);
});

test('texts are met in the order of the document, at paths in the keys of the model', () => {
  const met: string[] = [];
  mapTexts({ A: [{ Zed: 'one' }, 'two'], b: { '[': 'three' }, C: 'four' },
    { text: (text, path) => met.push(`${path} ${text}`) });
  expect(met).toEqual(['a[0].zed one', 'a[1] two', 'b.[ three', 'c four']);
});

test('an instance of a class is passed on, an object without a prototype is data', () => {
  const instance = new Date(0);
  const bare = Object.assign(Object.create(null) as object, { a: 'x' });
  const copy = mapTexts([instance, bare], { text: (text) => `${text}!` }) as unknown[];
  expect(copy[0]).toBe(instance);
  expect(copy[1]).toEqual({ a: 'x!' });
});
