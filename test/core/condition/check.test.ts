/** What a condition reads must be there, and what it compares must be comparable. */
import { conditionFaults } from '../../../src/core/condition/check';
import { parseCondition } from '../../../src/core/condition/parse';
import type { DataType } from '../../../src/core/model/definition';

const INPUTS = new Map<string, DataType>([
  ['category', 'String'], ['other', 'String'], ['score', 'Number'], ['urgent', 'Boolean'], ['order', 'Object'],
  ['items', 'Array'],
]);

function faults(text: string, inputs: ReadonlyMap<string, DataType | undefined> = INPUTS): string[] {
  const parsed = parseCondition(text);
  if ('problem' in parsed) { throw new Error(parsed.problem.cause); }
  return conditionFaults(parsed.tree, inputs).map(({ cause, remedy, offset }) => `${offset}: ${cause}; ${remedy}`);
}

test.each([
  'category == "refund"', '"refund" != category', 'category == other', 'score == 5', 'score > 5', '5 <= score',
  'score < score', 'urgent == true', 'urgent != false',
  'not ((category == "x") or (score >= 1.5)) and urgent == true',
])('%s is fine', (text) => {
  expect(faults(text)).toEqual([]);
});

const KNOWN = '\'category\', \'other\', \'score\', \'urgent\', \'order\' and \'items\'';

test.each<[string, readonly string[]]>([
  ['categori == "x"', [`0: reads 'categori', but the inputs are ${KNOWN}; did you mean 'category'?`]],
  ['category == othr', [`12: reads 'othr', but the inputs are ${KNOWN}; did you mean 'other'?`]],
  ['topic == theme', [
    `0: reads 'topic', but the inputs are ${KNOWN}; add topic: <value> to 'inputs', or write "topic" if it is a string`,
    `9: reads 'theme', but the inputs are ${KNOWN}; add theme: <value> to 'inputs', or write "theme" if it is a string`,
  ]],
  ['1 == 1', ['0: compares two constants; name at least one input']],
  ['true == true and score > 1', ['0: compares two constants; name at least one input']],
  ['score == "5"', ['0: compares the Number \'score\' with the String "5"; both sides must have the same type']],
  ['"5" < score', ['0: compares the String "5" with the Number \'score\'; both sides must have the same type']],
  ['urgent == "true"', ['0: compares the Boolean \'urgent\' with the String "true"; both sides must have the '
    + 'same type']],
  ['urgent == 1', ['0: compares the Boolean \'urgent\' with the Number 1; both sides must have the same type']],
  ['order == "x"', ['0: compares the Object \'order\'; only Strings, Numbers and Booleans can be compared; select a '
    + 'part of it']],
  ['order == order', ['0: compares the Object \'order\'; only Strings, Numbers and Booleans can be compared; select a '
    + 'part of it']],
  ['"x" != items', ['0: compares the Array \'items\'; only Strings, Numbers and Booleans can be compared; select a '
    + 'part of it']],
  ['items == 1', ['0: compares the Array \'items\'; only Strings, Numbers and Booleans can be compared; select a '
    + 'part of it']],
  ['category > "a"', ['0: uses \'>\' on the String \'category\'; only Numbers can be ordered; use == or !=']],
  ['urgent >= true', ['0: uses \'>=\' on the Boolean \'urgent\'; only Numbers can be ordered; use == or !=']],
  ['(score == "5") or not (1 == 2)', [
    '1: compares the Number \'score\' with the String "5"; both sides must have the same type', '23: compares two '
      + 'constants; name at least one input',
  ]],
])('%s is not', (text, expected) => {
  expect(faults(text)).toEqual(expected);
});

test('an input whose type is not known may be compared with anything', () => {
  const inputs = new Map<string, DataType | undefined>([['any', undefined], ['order', 'Object'], ['score', 'Number']]);
  for (const text of ['any == "x"', '5 < any', 'any >= score', 'any != any']) {
    expect(faults(text, inputs)).toEqual([]);
  }
  expect(faults('any == order', inputs)).toHaveLength(1);
});

test('beside an input that is not there, nothing else is said of a comparison', () => {
  expect(faults('missing == order')).toEqual([`0: reads 'missing', but the inputs are ${KNOWN}; add missing: <value> `
    + 'to \'inputs\', or write "missing" if it is a string']);
});

test('without inputs there is nothing to read', () => {
  expect(faults('score > 1', new Map())).toEqual(['0: reads \'score\', but there are no inputs; add score: <value> to '
    + '\'inputs\', or write "score" if it is a string']);
});
