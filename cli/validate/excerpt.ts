/** The line of a finding, with a caret under the character it is about. */
import { Lines, Position } from '../source/spot';

export interface Excerpt {
  /** The number of the line, padded, and a bar. */
  readonly gutter: string;
  readonly line: string;
  readonly blankGutter: string;
  /** Spaces, and the caret at their end. */
  readonly caret: string;
}

export function excerpt(lines: Lines, { line, column }: Position, width: number): Excerpt {
  const number = String(line).padStart(5);
  const room = Math.max(width - number.length - 4, 30);
  const { text, before } = cut(lines.line(line), column - 1, room);
  return {
    gutter: `${number} | `,
    line: printable(text),
    blankGutter: `${' '.repeat(number.length)} | `,
    caret: `${blanks(printable(text.slice(0, before)))}^`,
  };
}

// Templates can be one line of a million characters: what is around the caret is enough.
function cut(line: string, at: number, room: number): { readonly text: string; readonly before: number } {
  if (line.length <= room) { return { text: line, before: at }; }
  const start = Math.min(Math.max(0, at - Math.floor(room / 2)), line.length - room + 2);
  const head = start > 0 ? '…' : '';
  const end = start + room - 2;
  return { text: `${head}${line.slice(start, end)}${end < line.length ? '…' : ''}`, before: at - start + head.length };
}

// one character for one, so that the caret stays in place
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '·');
}

// as wide as the text: tabs stay, East Asian characters and emoji take two columns, marks none
function blanks(text: string): string {
  return [...text].map((char) => char === '\t' ? '\t' : ' '.repeat(columnsOf(char))).join('');
}

function columnsOf(char: string): number {
  if (/\p{Mark}|\u200d/u.test(char)) { return 0; }
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(char) ? 2 : 1;
}
