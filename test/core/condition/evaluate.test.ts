import { evaluateCondition } from '../../../src/core/condition/evaluate';
import { parseCondition } from '../../../src/core/condition/parse';

const INPUTS =
  {
    category: 'refund',
    other: 'refund',
    score: 3,
    limit: 5,
    isNew: true,
    list: [1],
    thing: { a: 1 },
    nothing: null,
    gone: undefined,
  };

function holds(expression: string): unknown {
  const parsed = parseCondition(expression);
  if ('problem' in parsed) { throw new Error(parsed.problem.cause); }
  return evaluateCondition(parsed.tree, INPUTS);
}

test.each([
  ['category == "refund"', true],
  ['category == "Refund"', false],
  ['category != "other"', true],
  ['category == other', true],
  ['score < limit', true],
  ['score < 3', false],
  ['score <= 3', true],
  ['score > 3', false],
  ['score >= 3', true],
  ['score != 3', false],
  ['score == 3.0', true],
  ['5 >= score', true],
  ['limit <= score', false],
  ['limit > score', true],
  ['score >= limit', false],
  ['limit < score', false],
  ['isNew == true', true],
  ['isNew != true', false],
  ['not (score < limit)', false],
  ['(score < limit) and (category == "refund")', true],
  ['(score > limit) or (category == "refund")', true],
  ['(score > limit) and (category == "refund")', false],
  // without parentheses: not, then and, then or
  ['score == 9 and score == 9 or score == 3', true],
  ['score == 3 or score == 9 and score == 9', true],
  ['not score == 9 and score == 3', true],
])('%s is %p', (expression, expected) => expect(holds(expression)).toBe(expected));

test.each([
  ['category == 3', '\'==\' needs two values of the same type, got String and Number'],
  ['score != "3"', '\'!=\' needs two values of the same type, got Number and String'],
  ['category < other', '\'<\' needs two Numbers, got String and String'],
  ['isNew > true', '\'>\' needs two Numbers, got Boolean and Boolean'],
  ['list == list', '\'==\' can\'t compare values of type Array'],
  ['thing == thing', '\'==\' can\'t compare values of type Object'],
  ['nothing == nothing', '\'==\' can\'t compare values of type Null'],
  ['gone == gone', '\'==\' can\'t compare values of type Null'],
  ['missing == 3', 'input \'missing\' has no value'],
  ['3 == toString', 'input \'toString\' has no value'],
  ['(missing == 3) and (score == 3)', 'input \'missing\' has no value'],
  ['not (missing == 3)', 'input \'missing\' has no value'],
])('%s can not be told', (expression, problem) => expect(holds(expression)).toEqual({ problem }));

test('no more is looked at than needed', () => {
  expect(holds('(score == 3) or (missing == 3)')).toBe(true);
  expect(holds('(score == 9) and (missing == 3)')).toBe(false);
});
