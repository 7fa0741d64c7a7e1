/** The line of a finding, with a caret under the character it is about. */
import { columnsOf } from '../../src/core/words/columns';
import { printableInColumns } from '../../src/core/words/printable';
import type { Lines, Position } from '../source/span';

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
    line: printableInColumns(text),
    blankGutter: `${' '.repeat(number.length)} | `,
    caret: `${blanks(printableInColumns(text.slice(0, before)))}^`,
  };
}

// Templates can be one line of a million characters: what is around the caret is enough.
function cut(line: string, at: number, room: number): { readonly text: string; readonly before: number } {
  const part = new Part(line, at, room);
  part.widen(room, 'left');
  part.widen(room, 'right');
  if (part.isAll) { return { text: line, before: at }; }
  const around = new Part(line, at, room);
  // two columns are for the signs that something is left out
  around.widen(Math.floor((room - 2) / 2), 'left');
  around.widen(room - 2, 'right');
  around.widen(room - 2, 'left');
  const { start, end } = around;
  const head = start > 0 ? '…' : '';
  return { text: `${head}${line.slice(start, end)}${end < line.length ? '…' : ''}`, before: at - start + head.length };
}

/** A part of a line that grows around a place. */
class Part {
  public start: number;
  public end: number;
  private columns = 0;

  public constructor(private readonly line: string, at: number, private readonly room: number) {
    this.start = this.end = Math.min(at, line.length);
  }

  public get isAll(): boolean { return this.start === 0 && this.end === this.line.length; }

  /** Takes whole characters as long as they fit; of those without a width, not too many. */
  public widen(columns: number, side: 'left' | 'right'): void {
    while (this.end - this.start < 8 * this.room) {
      const char = side === 'right'
        ? String.fromCodePoint(this.line.codePointAt(this.end) ?? 0) : charBefore(this.line, this.start);
      const isOver = side === 'right' ? this.end >= this.line.length : this.start === 0;
      if (isOver || this.columns + columnsOf(char) > columns) { return; }
      this.columns += columnsOf(char);
      if (side === 'right') { this.end += char.length; } else { this.start -= char.length; }
    }
  }
}

function charBefore(line: string, at: number): string {
  const pair = line.slice(Math.max(at - 2, 0), at);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : pair.slice(-1);
}

// as wide as the text: tabs stay
function blanks(text: string): string {
  return [...text].map((char) => char === '\t' ? '\t' : ' '.repeat(columnsOf(char))).join('');
}
