/** The nearest word, by generated words. */
import * as fc from 'fast-check';
import { nearest } from '../../../src/core/words/suggest';
import { runs } from '../../fast-check';

const word = fc.stringMatching(/^[a-zA-Z]{1,12}$/);

test('the nearest word is the word itself where it is known', () => {
  fc.assert(fc.property(word, fc.array(word), (one, others) => {
    expect(nearest(one, [...others, one])?.toLowerCase()).toBe(one.toLowerCase());
  }));
});

test('the nearest word does not depend on the order', () => {
  fc.assert(fc.property(word, fc.uniqueArray(word), (one, others) => {
    expect(nearest(one, [...others].reverse())).toBe(nearest(one, others));
  }));
});

test('the nearest word is at most one slip in three letters away, by a plain count', () => {
  fc.assert(fc.property(fc.stringMatching(
    /^[abc]{1,6}$/,
  ), fc.uniqueArray(fc.stringMatching(/^[abc]{1,6}$/)), (one, others) => {
    const limit = Math.max(1, Math.floor(one.length / 3));
    const least = Math.min(...others.map((other) => distance(one, other)));
    const found = nearest(one, others);
    expect(found === undefined ? undefined : distance(one, found)).toBe(least <= limit ? least : undefined);
  }), { numRuns: runs(500) });
});

/** Damerau-Levenshtein (no letter is touched twice), by definition. */
function distance(left: string, right: string): number {
  if (!left || !right) { return left.length + right.length; }
  const [l, r] = [left.slice(1), right.slice(1)];
  const costs = [distance(l, right) + 1, distance(left, r) + 1, distance(l, r) + (left[0] === right[0] ? 0 : 1)];
  const swapped = left.length > 1 && right.length > 1 && left[0] === right[1] && left[1] === right[0];
  if (swapped) { costs.push(distance(left.slice(2), right.slice(2)) + 1); }
  return Math.min(...costs);
}
