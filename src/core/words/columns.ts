/** How much of a line text takes on a terminal: East Asian characters and emoji take two columns, marks none. */

import { joined } from '../joined';

const WIDE = joined(
  /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f]/u,
  /|[\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u,
);
const NONE = /[\p{Mark}\u200b-\u200d\u2060\ufeff]/u;

/** The columns of one character. */
export function columnsOf(char: string): number {
  // most text
  if (char < '\u0300') { return 1; }
  return NONE.test(char) ? 0 : WIDE.test(char) ? 2 : 1;
}

/**
 * The text where it fits, else its start and three dots. No character is cut in two, and what does not fit is not
 * looked at.
 */
export function cutToColumns(text: string, columns: number): string {
  if (columns === Infinity) { return text; }
  const limit = Math.max(Math.floor(columns), 4);
  let taken = 0;
  let end = 0;
  let shortEnd = 0;
  for (const char of text) {
    taken += columnsOf(char);
    if (taken > limit) { return `${text.slice(0, shortEnd)}...`; }
    end += char.length;
    if (taken <= limit - 3) { shortEnd = end; }
  }
  return text;
}
