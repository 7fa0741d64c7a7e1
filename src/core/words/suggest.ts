/** What a misspelt word was meant to be. */
import { inQuotes, LONGEST_NAME } from './quote';

/** Comparing all names of a large definition with each other would cost more than the answer is worth. */
const TOO_MANY_TO_COMPARE = 50;

/** `did you mean 'x'?` where a known word is close, else what to do instead. */
export function didYouMean(word: string, known: Iterable<string>, otherwise: string): string {
  return suggestion(close(word, [...known]), otherwise);
}

/** The same for a word that was sought already. */
export function suggestion(near: string | undefined, otherwise: string): string {
  return near === undefined ? otherwise : `did you mean ${inQuotes(near)}?`;
}

/**
 * The known name that a word is a slip of; `undefined` where there is none, or where there are too many to compare. For
 * names of definitions, which anybody may have written.
 */
export function close(word: string, known: readonly string[]): string | undefined {
  if (word === '' || word.length > LONGEST_NAME || known.length > TOO_MANY_TO_COMPARE) { return undefined; }
  return nearest(word, known.filter((one) => one !== '' && one.length <= LONGEST_NAME));
}

/** The closest of any number of known words; `undefined` when none is close. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  // one slip in three characters is a typo, more is another word
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of [...known].sort()) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

// Damerau-Levenshtein (adjacent swaps count once), given up as soon as every path is at least `limit`.
function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) { return limit; }
  let before: number[] = [];
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        next[j] = Math.min(next[j], before[j - 2] + 1);
      }
    }
    if (Math.min(...next) >= limit) { return limit; }
    before = row;
    row = next;
  }
  return row[right.length];
}
