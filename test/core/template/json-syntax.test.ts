/** What JSON.parse does not say. */
import * as fc from 'fast-check';
import { repeatedKey } from '../../../src/core/template/json-syntax';

test.each<[string, { readonly key: string; readonly offset: number } | undefined]>([
  ['{"a":1,"a":2}', { key: 'a', offset: 7 }],
  ['{"a":{"a":[{"a":1},{"a":2}]},"b":"a"}', undefined],
  ['[{"x":1},{"x":1,"y":{},"x":[]}]', { key: 'x', offset: 23 }],
  ['{"\\u0061":1,"a":2}', { key: 'a', offset: 12 }],
  ['{"a":"\\"a\\":1,\\\\","b":",\\"a\\""}', undefined],
  ['["a","a",{"a":"a"},"a"]', undefined],
  ['{"a":${x},"b":"${a}","a":1}', { key: 'a', offset: 21 }],
  ['{"__proto__":1,"constructor":2}', undefined],
  ['"a"', undefined],
])('%s', (text, repeated) => {
  expect(repeatedKey(text)).toEqual(repeated);
});

test('what was written by a program has none', () => {
  fc.assert(fc.property(fc.json(), (text) => { expect(repeatedKey(text)).toBeUndefined(); }));
});
