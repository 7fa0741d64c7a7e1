/** The documented forms of input expressions are read, all else is refused with its place. */
import * as fc from 'fast-check';
import {
  isDefinite, isUndocumented, parseExpression, type Step, WHOLE_VALUE,
} from '../../../src/core/expression/parse';
import { runs } from '../../fast-check';
import { stopwatch } from '../../stopwatch';

const name = (text: string): Step => ({ kind: 'name', name: text });
const index = (at: number): Step => ({ kind: 'index', index: at });
const wildcard: Step = { kind: 'wildcard' };

/** A step as the documents write it. */
function rendered(step: Step, style = 0): string {
  switch (step.kind) {
    case 'name': return `.${step.name}`;
    case 'index': return style === 0 ? `[${step.index}]` : `[ ${step.index} ]`;
    case 'indexes': return `[${step.indexes.join([', ', ',', ' ,  '][style])}]`;
    case 'slice': return `[${step.from ?? ''}${[':', ' : ', ': '][style]}${step.to ?? ''}]`;
    case 'wildcard': return ['.*', '[*]', '[ * ]'][style];
  }
}

const number = fc.nat({ max: 1e9 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/).map(name),
  number.map(index),
  fc.array(number, { minLength: 2, maxLength: 4 }).map((indexes): Step => ({ kind: 'indexes', indexes })),
  fc.record({ from: fc.option(number, { nil: undefined }), to: fc.option(number, { nil: undefined }) })
    .map(({ from, to }): Step => ({ kind: 'slice', from, to })),
  fc.constant(wildcard),
);

describe('is read', () => {
  // the examples of the User Guide (flows-expressions) and of published flows
  test.each<[string, readonly Step[]]>([
    ['$.data', []],
    ['$.data.title', [name('title')]],
    ['$.data.animals.mammals', [name('animals'), name('mammals')]],
    ['$.data.organisms.animals[0]', [name('organisms'), name('animals'), index(0)]],
    ['$.data[0]', [index(0)]],
    ['$.data[12][3]', [index(12), index(3)]],
    ['$.data[ \t12\n\r]', [index(12)]],
    ['$.data.animals[0, 2]', [name('animals'), { kind: 'indexes', indexes: [0, 2] }]],
    ['$.data[0,2,4]', [{ kind: 'indexes', indexes: [0, 2, 4] }]],
    ['$.data.animals[0:2]', [name('animals'), { kind: 'slice', from: 0, to: 2 }]],
    ['$.data[1:]', [{ kind: 'slice', from: 1, to: undefined }]],
    ['$.data[:3]', [{ kind: 'slice', from: undefined, to: 3 }]],
    ['$.data[:]', [{ kind: 'slice', from: undefined, to: undefined }]],
    ['$.data.*.mammals', [wildcard, name('mammals')]],
    ['$.data.result.*.href', [name('result'), wildcard, name('href')]],
    ['$.data[*]', [wildcard]],
    ['$.data[*].name', [wildcard, name('name')]],
    ['$.data._private.Name_1', [name('_private'), name('Name_1')]],
    ['$.data.data', [name('data')]],
  ])('%s', (text, steps) => {
    expect(parseExpression(text)).toEqual({ steps });
  });

  test('any row of steps, in any spelling of them', () => {
    fc.assert(fc.property(fc.array(fc.tuple(anyStep, fc.nat({ max: 2 })), { maxLength: 8 }), (steps) => {
      const text = WHOLE_VALUE + steps.map(([step, style]) => rendered(step, style)).join('');
      expect(parseExpression(text)).toEqual({ steps: steps.map(([step]) => step) });
    }));
  });
});

describe('when lenient', () => {
  test.each<[string, Step]>([
    ['$.data[\'title\']', name('title')],
    ['$.data["two words"]', name('two words')],
    ['$.data[ \'1st\' ]', name('1st')],
    ['$.data[-1]', index(-1)],
    ['$.data[ -120 ]', index(-120)],
  ])('%s is read too', (text, step) => {
    expect(parseExpression(text, true)).toEqual({ steps: [step] });
    expect('problem' in parseExpression(text)).toBe(true);
    expect(isUndocumented(text)).toBe(true);
  });

  test('what is documented stays what it is', () => {
    for (const text of ['$.data', '$.data.a[0][0, 2][1:].*']) {
      expect(parseExpression(text, true)).toEqual(parseExpression(text));
      expect(isUndocumented(text)).toBe(false);
    }
  });

  test.each([
    ['\'a"', 7, 'names in brackets are not documented'], ['\'\'', 7, 'names in brackets are not documented'],
    ['\'a\\b\'', 7, 'names in brackets are not documented'],
    ['\'a\'b', 7, 'names in brackets are not documented'],
    ['b\'a\'', 6, '\'[b\'a\']\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['-0', 7, 'negative indexes are not documented'], ['-01', 7, 'negative indexes are not documented'],
    ['-1x', 7, 'negative indexes are not documented'],
    ['x-1', 6, '\'[x-1]\' is not one of [1], [0, 2], [1:3] and [*]'], ['-1:', 7, 'negative indexes are not documented'],
  ])('[%s] is still refused', (inside, offset, cause) => {
    expect(parseExpression(`$.data[${inside}]`, true)).toMatchObject({ problem: { offset, cause } });
  });
});

describe('is refused', () => {
  test.each<[string, number, string, string?]>([
    ['', 0, 'must begin with \'$.data\''],
    ['$', 0, 'must begin with \'$.data\''],
    ['$.name', 0, 'must begin with \'$.data\''],
    ['data', 0, 'must begin with \'$.data\''],
    [' $.data', 0, 'must begin with \'$.data\''],
    ['$.Data', 0, 'must begin with \'$.data\''],
    ['"constant"', 0, 'must begin with \'$.data\''],
    ['$.database', 6, '\'b\' is not allowed here'],
    ['$.data ', 6, '\' \' is not allowed here'],
    ['$.data.order-id', 12, '\'-\' is not allowed here'],
    ['$.data.', 7, 'a name of letters, digits and \'_\' is expected after \'.\''],
    ['$.data.1st', 7, 'a name of letters, digits and \'_\' is expected after \'.\''],
    ['$.data.größe', 9, '\'ö\' is not allowed here'],
    ['$.data.[0]', 7, 'a name of letters, digits and \'_\' is expected after \'.\''],
    ['$.data..title', 6, '\'..\' (recursive descent) is not documented'],
    ['$.data.a..*', 8, '\'..\' (recursive descent) is not documented'],
    ['$.data.items.length()', 13, 'functions are not documented'],
    ['$.data.*x', 8, '\'x\' is not allowed here'],
    ['$.data[', 6, 'the \'[\' is not closed'],
    ['$.data[0', 6, 'the \'[\' is not closed'],
    ['$.data[[0]]', 6, 'the \'[\' is not closed'],
    ['$.data]', 6, '\']\' is not allowed here'],
    ['$.data[]', 6, '\'[]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[a0,1]', 6, '\'[a0,1]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[0,1a]', 6, '\'[0,1a]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[0,]', 6, '\'[0,]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[0:1:2]', 6, '\'[0:1:2]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[1.5]', 6, '\'[1.5]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[title]', 6, '\'[title]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[-1]', 7, 'negative indexes are not documented'],
    ['$.data[-2:]', 7, 'negative indexes are not documented'],
    ['$.data[?(@.open)]', 7, 'filters are not documented'],
    ['$.data[a\'b]', 6, '\'[a\'b]\' is not one of [1], [0, 2], [1:3] and [*]'],
    ['$.data[9007199254740992]', 7, 'the number is too large'],
    ['$.data[0:9007199254740992]', 7, 'the number is too large'],
    ['$.data[\'title\']', 7, 'names in brackets are not documented', 'write .name'],
    ['$.data["title"]', 7, 'names in brackets are not documented', 'write .name'],
  ])('%j at %d: %s', (text, offset, cause, ...[remedy]) => {
    expect(parseExpression(text)).toEqual({ problem: { cause, offset, ...remedy && { remedy } } });
  });

  // the grammar once more, as one pattern: the second opinion that the parser is held to
  const DOCUMENTED = new RegExp(`^\\$\\.data(${[
    '\\.[A-Za-z_][A-Za-z0-9_]*', '\\.\\*', '\\[\\s*\\*\\s*\\]', '\\[\\s*\\d+\\s*(,\\s*\\d+\\s*)*\\]',
    '\\[\\s*\\d*\\s*:\\s*\\d*\\s*\\]',
  ].join('|')})*$`);
  const scraps = fc.array(fc.constantFrom(
    '$', '.data', '$.data', '.', '..', '*', '[', ']', '0', '12', ',', ':', ' ', '-', 'a', 'b_', '?', '(', ')', '@', '"',
    '\'', '.x', '[0]', '[*]', '[1:2]', 'é', '\n',
  ), { maxLength: 12 }).map((parts) => parts.join(''));

  test('whatever is not of the documented grammar, and nothing else', () => {
    fc.assert(fc.property(fc.oneof(scraps, scraps.map((text) => `$.data${text}`)), (text) => {
      expect('steps' in parseExpression(text)).toBe(DOCUMENTED.test(text));
    }), { numRuns: runs(3000) });
  });

  test('without ever throwing, at a character of the text or its end', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }),
      scraps.map((text) => `$.data${text}`)), (text) => {
      const parsed = parseExpression(text);
      if (!('problem' in parsed)) { return; }
      expect(parsed.problem.offset).toBeGreaterThanOrEqual(0);
      expect(parsed.problem.offset).toBeLessThanOrEqual(text.length);
      expect(parsed.problem.cause).toMatch(/^[^A-Z].*[^.]$/s);
    }), { numRuns: runs(2000) });
  });

  test('over 1000 characters, unread', () => {
    const text = `$.data${'.a'.repeat(497)}`;
    expect(parseExpression(text)).toMatchObject({ steps: { length: 497 } });
    expect(parseExpression(`${text}a`))
      .toEqual({ problem: { cause: 'it has 1001 characters, far more than the service allows', offset: 1000 } });
    expect(parseExpression('x'.repeat(2000)))
      .toEqual({ problem: { cause: 'it has 2000 characters, far more than the service allows', offset: 1000 } });
  });

  test('long texts, in no time', () => {
    const elapsed = stopwatch();
    for (const unit of ['.a', '[0]', '[', '[ ', '.', '.*', '[0,', ' ', '[1 ,', '[:']) {
      parseExpression(`$.data${unit.repeat(50_000)}`);
    }
    expect(elapsed()).toBeLessThan(5000);
  });
});

test.each<[string, boolean]>([
  ['$.data', true], ['$.data.a[0].b', true], ['$.data.*', false], ['$.data[0, 1]', false], ['$.data[0:1]', false],
  ['$.data.a[*].b', false],
])('%s leads to one value: %s', (text, definite) => {
  const parsed = parseExpression(text);
  expect('steps' in parsed && isDefinite(parsed.steps)).toBe(definite);
});
