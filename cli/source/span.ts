/** Where the values of a document stand in its text. */

export interface Span {
  /** The first character of the value, and the one after its last. */
  readonly start: number;
  readonly end: number;
  /** The first character of its key. */
  readonly key?: number;
  /** The members of an object by key, or those of a list by number. */
  readonly members?: ReadonlyMap<string, Span>;
  /** Where the value is a text. */
  readonly text?: SpanText;
}

export interface SpanText {
  readonly value: string;
  /** Where in the document the character of the text is that has this offset. */
  at(offset: number): number;
}

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count them. */
  readonly column: number;
}

/** The lines of a text, for turning offsets into positions. */
export class Lines {
  private readonly starts: number[] = [0];

  public constructor(public readonly text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) { this.starts.push(at + 1); }
  }

  public position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= offset) { low = middle; } else { high = middle - 1; }
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }

  /** A line without its end. */
  public line(number: number): string {
    const end = this.starts[number] === undefined ? this.text.length : this.starts[number] - 1;
    const line = this.text.slice(this.starts[number - 1], end);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }
}
