/** Conditions of any characters. */
import * as fc from 'fast-check';
import { parseCondition } from '../../../src/core/condition/parse';
import { runs } from '../../fast-check';

const scraps = fc.array(fc.constantFrom(
  'A', 'bc', '==', '!=', '<', '<=', '>', '=', '!', '&&', '|', 'and', 'or', 'not', '(', ')', '"', '"x"', '\'', '1',
  '-', '.5', ' ', ' ', 'true', '$', '\\', ',', '\n',
), { maxLength: 14 }).map((parts) => parts.join(''));

test('without ever throwing, at a character of the text or its end', () => {
  fc.assert(fc.property(fc.oneof(scraps, fc.string({ unit: 'binary', maxLength: 70 })), (text) => {
    const parsed = parseCondition(text);
    if (!('problem' in parsed)) { return; }
    expect(parsed.problem.offset).toBeGreaterThanOrEqual(0);
    expect(parsed.problem.offset).toBeLessThanOrEqual(text.length);
    expect(parsed.problem.cause).toMatch(/^[^A-Z].*[^.]$/s);
    expect(parsed.problem.remedy ?? 'write').toMatch(/^[a-z].*[^.]$/);
  }), { numRuns: runs(3000) });
});

// the grammar once more, by taking texts to pieces: comparisons first, then what joins them
const DOCUMENTED = (text: string): boolean => {
  if (/"[^"]*\\[^"]*"/.test(text)) { return false; }
  let rest = text.replace(/"[^"\\]*"/g, ' S ').replace(/(?<![\w.])-?\d+(\.\d+)?(?![\w.])/g, ' N ')
    .replace(/\s+/g, ' ').trim();
  rest = rest.replace(/(?!\b(?:and|or|not)\b)\b[a-zA-Z]\w* ?(==|!=|>=|<=|>|<) ?(?!\b(?:and|or|not)\b)[a-zA-Z]\w*\b/g,
    'C1');
  for (let before = ''; before !== rest;) {
    before = rest;
    rest = rest.replace(/\( ?C1 ?\)/g, ' C1 ').replace(/\bnot ?C1\b/g, 'C1').replace(/\bC1 (and|or) C1\b/g, 'C1')
      .replace(/\s+/g, ' ').trim();
  }
  return rest === 'C1';
};

test('whatever is not of the documented grammar, and nothing else', () => {
  const wellSpaced = fc.array(fc.constantFrom('A', 'bc', '==', '!=', '<', '>=', 'and', 'or', 'not', '(', ')', '"x"',
    '1', '2.5', 'true'), { maxLength: 11 })
    .map((parts) => parts.join(' '));
  const likely = fc.array(fc.constantFrom('A == 1', 'B > 2.5', '"x" != bc', 'and', 'or', 'not', '(', ')'),
    { maxLength: 7 }).map((parts) => parts.join(' '));
  fc.assert(fc.property(fc.oneof(wellSpaced, likely), (text) => {
    expect([text, 'tree' in parseCondition(text)]).toEqual([text, DOCUMENTED(text)]);
  }), { numRuns: runs(5000) });
});
