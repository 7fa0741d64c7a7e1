/**
 * The closest of the known words to a misspelt one, for the "did you mean" of an error; `undefined` when none is close.
 */
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

/** `'a', 'b' and 'c'`, for an error that lists what there is. */
export function listed(words: Iterable<string>): string {
  const quoted = [...words].map((word) => `'${word}'`);
  if (quoted.length <= 1) { return quoted.join(''); }
  return `${quoted.slice(0, -1).join(', ')} and ${quoted[quoted.length - 1]}`;
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
