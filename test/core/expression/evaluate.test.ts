import * as fc from 'fast-check';
import { query } from 'json-p3';
import { evaluate, NOTHING } from '../../../src/core/expression/evaluate';
import { parseExpression } from '../../../src/core/expression/parse';
import { runs } from '../../fast-check';

const DATA = {
  animals: { mammals: ['cat', 'dog'], birds: ['owl'] },
  organisms: { one: { mammals: ['a'] }, two: { mammals: ['b', 'c'] }, three: 3 },
  list: [1, 2, 3, 4],
  nothing: null,
};

function read(expression: string, value: unknown = DATA, lenient = false): unknown {
  const parsed = parseExpression(expression, lenient);
  if ('problem' in parsed) { throw new Error(parsed.problem.cause); }
  return evaluate(parsed.steps, value);
}

describe('definite paths', () => {
  test.each([
    ['$.data', DATA],
    ['$.data.animals.birds', ['owl']],
    ['$.data.list[0]', 1],
    ['$.data.animals.mammals[1]', 'dog'],
    ['$.data.nothing', null],
  ])('%s', (expression, value) => expect(read(expression)).toEqual(value));

  test.each([
    '$.data.missing', '$.data.list[4]', '$.data.list.length', '$.data.animals[0]', '$.data.nothing.x',
    '$.data.list[0].x', '$.data.__proto__',
    '$.data.constructor', '$.data.animals.toString',
  ])('%s leads nowhere', (expression) => expect(read(expression)).toBe(NOTHING));

  test.each(['text', 5, true, null])('below %p there is nothing', (value) => {
    expect(read('$.data', value)).toBe(value);
    expect(read('$.data.length', value)).toBe(NOTHING);
    expect(read('$.data[0]', value)).toBe(NOTHING);
    expect(read('$.data.*', value)).toEqual([]);
    expect(read('$.data[:]', value)).toEqual([]);
  });
});

describe('paths that collect', () => {
  test.each([
    ['$.data.list[0, 2]', [1, 3]],
    ['$.data.list[2, 0, 2]', [3, 1, 3]],
    ['$.data.list[0, 9]', [1]],
    ['$.data.list[1:3]', [2, 3]],
    ['$.data.list[:2]', [1, 2]],
    ['$.data.list[3:]', [4]],
    ['$.data.list[:]', [1, 2, 3, 4]],
    ['$.data.list[3:1]', []],
    ['$.data.*.mammals', [['cat', 'dog']]],
    ['$.data.organisms.*.mammals', [['a'], ['b', 'c']]],
    ['$.data.organisms.*.mammals[0]', ['a', 'b']],
    ['$.data.organisms.*.mammals[*]', ['a', 'b', 'c']],
    ['$.data.missing.*', []],
    ['$.data.list[*]', [1, 2, 3, 4]],
    ['$.data.animals[1:2]', []],
  ])('%s', (expression, value) => expect(read(expression)).toEqual(value));
});

test('names in brackets and negative indexes are read when lenient', () => {
  expect(read('$.data[\'list\'][-1]', DATA, true)).toBe(4);
  expect(read('$.data["animals"].birds[-2]', DATA, true)).toBe(NOTHING);
  expect(read('$.data.list[-10]', DATA, true)).toBe(NOTHING);
  expect(read('$.data.list[-4]', DATA, true)).toBe(1);
  expect(() => read('$.data[\'list\']')).toThrow('names in brackets are not documented');
  expect(() => read('$.data.list[-1]')).toThrow('negative indexes are not documented');
});

test('every legal expression yields what RFC 9535 says', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const name = fc.constantFrom('a', 'b', 'c1');
  const tree = fc.oneof(json, fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, fc.integer(), fc.string(), fc.dictionary(name, tie('value'), { maxKeys: 3 }),
      fc.array(tie('value'), { maxLength: 4 })),
  })).value);
  const step = fc.oneof(
    name.map((one) => `.${one}`), fc.nat(3).map((at) => `[${at}]`), fc.tuple(fc.nat(3), fc.nat(3))
      .map(([one, other]) => `[${one}, ${other}]`),
    fc.tuple(fc.option(fc.nat(4), { nil: '' }), fc.option(fc.nat(4), { nil: '' }))
      .map(([from, to]) => `[${from}:${to}]`), fc.constantFrom('.*', '[*]'),
  );
  fc.assert(fc.property(tree, fc.array(step, { maxLength: 5 }), (value: any, steps) => {
    const expression = `$.data${steps.join('')}`;
    const found = query(expression, { data: value }).values();
    const definite = steps.every((one) => /^\.[a-z]|^\[\d\]$/.test(one));
    const ours = read(expression, value);
    if (definite) {
      expect(ours === NOTHING ? [] : [ours]).toEqual(found);
    } else {
      expect(ours).toEqual(found);
    }
  }), { numRuns: runs(2000) });
});
