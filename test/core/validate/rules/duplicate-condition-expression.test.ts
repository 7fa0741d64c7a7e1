import { route, said } from './said';

const doubles = (...expressions: readonly (string | undefined)[]) => (
  said('DuplicateConditionExpression', { nodes: [route(expressions.map((expression, at) => [`c${at}`, expression]))] })
    .map((line) => line.replace(/^.*\[(\d)\]: /, '$1 ').replace(/;.*/, '')));

test.each<[string, readonly (string | undefined)[], readonly string[]]>([
  ['other expressions', ['in == 1', 'in == 2'], []],
  ['the same', ['in == 1', 'in == 1'], ['1 condition \'c1\' has the same expression as \'c0\', which comes first']],
  ['the same three times', ['in == 1', 'in == 1', 'in == 1'], [1, 2].map((at) => `${at} condition 'c${at}' has the `
    + 'same expression as \'c0\', which comes first')],
  ['the same with other blanks', ['in == 1', 'in  ==1'], ['1 (warning) condition \'c1\' has the same '
    + 'expression as \'c0\', which comes first']],
  ['blanks in texts', ['in == "a b"', 'in == "ab"'], []],
  ['blanks in texts, and one of them again', ['in == "a b"', 'in == "ab"', 'in=="ab"'], ['2 (warning) condition \'c2\' '
    + 'has the same expression as \'c1\', which comes first']],
  ['blanks that make words', ['not a == 1', 'nota == 1'], []],
  ['what can not be read, with other blanks', ['in ~ 1', 'in ~1'], []],
  ['what can not be read', ['in ~ 1', 'in ~ 1'], ['1 condition \'c1\' has the same expression as \'c0\', which '
    + 'comes first']],
  ['none', [undefined, undefined], []],
])('%s', (_, expressions, expected) => expect(doubles(...expressions)).toEqual(expected));

test('what is far too long to be read is compared as it is', () => {
  const pair = (length: number) => ['in == ', 'in=='].map((start) => `${start}"${'x'.repeat(length - 8)}"`);
  expect(pair(1000).map((text) => text.length)).toEqual([1000, 998]);
  expect(doubles(...pair(1000))).toHaveLength(1);
  expect(doubles(...pair(1001))).toEqual([]);
  expect(doubles(...pair(2000))).toEqual([]);
  expect(doubles(pair(2000)[0], pair(2000)[0])).toHaveLength(1);
});
