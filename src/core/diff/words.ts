/** What of a text is new and what is gone, word by word. */

export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Words, blanks and signs, each by itself. */
const WORD = /\s+|[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;
/** So many steps are looked for; texts that have less in common are replaced as a whole. */
const MOST_STEPS = 1_000;

export function wordDiff(before: string, after: string): readonly Piece[] {
  const [left, right] = [before, after].map((text) => text.match(WORD) ?? []);
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) { start++; }
  let end = 0;
  const most = Math.min(left.length, right.length) - start;
  while (end < most && left[left.length - 1 - end] === right[right.length - 1 - end]) { end++; }
  const pieces = new Pieces();
  for (const word of left.slice(0, start)) { pieces.add('same', word); }
  script(left.slice(start, left.length - end), right.slice(start, right.length - end), pieces);
  for (const word of left.slice(left.length - end)) { pieces.add('same', word); }
  return pieces.done();
}

class Pieces {
  private readonly pieces: { readonly kind: Piece['kind']; readonly words: string[] }[] = [];

  public add(kind: Piece['kind'], word: string): void {
    const last = this.pieces[this.pieces.length - 1];
    if (last?.kind === kind) { last.words.push(word); } else { this.pieces.push({ kind, words: [word] }); }
  }

  public done(): readonly Piece[] {
    return this.pieces.map(({ kind, words }) => ({ kind, text: words.join('') }));
  }
}

/** For each diagonal, how far down the first list a way has come; diagonal 0 is in the middle. */
type Furthest = Int32Array;

/** The shortest way from one list of words to the other (Myers, "An O(ND) Difference Algorithm"). */
function script(left: readonly string[], right: readonly string[], pieces: Pieces): void {
  const [rows, columns] = [left.length, right.length];
  const limit = Math.min(rows + columns, MOST_STEPS);
  const middle = limit + 1;
  const furthest: Furthest = new Int32Array(2 * limit + 3).fill(-1);
  furthest[middle + 1] = 0;
  // what each step started with, as far as it looks
  const trail: Furthest[] = [];
  for (let steps = 0; steps <= limit; steps++) {
    trail.push(furthest.slice(middle - steps - 1, middle + steps + 2));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let x = isDown(furthest, middle, diagonal, steps)
        ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1;
      while (x < rows && x - diagonal < columns && left[x] === right[x - diagonal]) { x++; }
      furthest[middle + diagonal] = x;
      if (x >= rows && x - diagonal >= columns) {
        walkBack(left, right, trail, pieces);
        return;
      }
    }
  }
  for (const word of left) { pieces.add('removed', word); }
  for (const word of right) { pieces.add('added', word); }
}

function walkBack(
  left: readonly string[], right: readonly string[], trail: readonly Furthest[], pieces: Pieces,
): void {
  const found: (readonly [Piece['kind'], string])[] = [];
  let [x, y] = [left.length, right.length];
  for (let steps = trail.length - 1; steps >= 0; steps--) {
    const [furthest, middle, diagonal] = [trail[steps], steps + 1, x - y];
    const cameDown = isDown(furthest, middle, diagonal, steps);
    const startX = cameDown ? furthest[middle + diagonal + 1] : furthest[middle + diagonal - 1] + 1;
    while (x > startX && y > 0) {
      found.push(['same', left[--x]]);
      y--;
    }
    if (steps > 0) { found.push(cameDown ? ['added', right[--y]] : ['removed', left[--x]]); }
  }
  for (const [kind, word] of found.reverse()) { pieces.add(kind, word); }
}

/** Whether the best way to a diagonal adds a word, in place of removing one. */
function isDown(furthest: Furthest, middle: number, diagonal: number, steps: number): boolean {
  return diagonal === -steps
    || diagonal !== steps && furthest[middle + diagonal - 1] < furthest[middle + diagonal + 1];
}
