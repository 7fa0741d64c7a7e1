/** Breaks what does not fit on a line: a list of items stands on one line, or has a line for each. */

export type Doc = string | Group | readonly Doc[];

export interface Group {
  readonly open: string;
  readonly items: readonly Doc[];
  readonly close: string;
  /** Between items: `, ` in lists, nothing between calls. */
  readonly separator: ',' | '' | ' +';
  /** Inside of the brackets, on one line. */
  readonly pad?: ' ';
  /** Whether the last of several lines has a separator too. */
  readonly trailing?: boolean;
  /** Where it is broken, whether the items are on the level of the brackets. */
  readonly isFlush?: boolean;
}

const WIDTH = 110;

export function layout(doc: Doc, { indent, unit }: { readonly indent: string; readonly unit: string }): string {
  return new Writer(unit, indent, indent.length).text(doc);
}

class Writer {
  private readonly parts: string[] = [];

  public constructor(private readonly unit: string, private readonly indent: string, private column: number) {}

  public text(doc: Doc): string {
    this.write(doc, this.indent, 0);
    return this.parts.join('');
  }

  /** @param after how much stands on the line behind it */
  private write(doc: Doc, indent: string, after: number): void {
    if (typeof doc === 'string') { return this.put(doc); }
    if (!('open' in doc)) {
      doc.forEach((part, at) => this.write(part, indent, at === doc.length - 1
        ? after : firstWidth(doc.slice(at + 1))));
      return;
    }
    const line = flat(doc);
    if (doc.items.length === 0 || this.column + width(line) + after <= WIDTH && !line.includes('\n')) {
      return this.put(line);
    }
    this.broken(doc, indent);
  }

  private broken({ open, items, close, separator, trailing, isFlush }: Group, indent: string): void {
    const inner = isFlush ? indent : indent + this.unit;
    this.put(open);
    items.forEach((item, at) => {
      if (at > 0 || open !== '') { this.newLine(inner); }
      const end = at < items.length - 1 || trailing ? separator : '';
      this.write(item, inner, end.length);
      this.put(end);
    });
    if (close !== '' && !close.startsWith('.')) {
      this.newLine(indent);
    } else if (close !== '') { this.newLine(inner); }
    this.put(close);
  }

  private put(text: string): void {
    this.parts.push(text);
    this.column += width(text);
  }

  private newLine(indent: string): void {
    this.parts.push(`\n${indent}`);
    this.column = width(indent);
  }
}

// tabs count as four
function width(text: string): number {
  return text.length + 3 * (text.split('\t').length - 1);
}

export function flat(doc: Doc): string {
  if (typeof doc === 'string') { return doc; }
  if (!('open' in doc)) { return doc.map(flat).join(''); }
  const { open, items, close, separator, pad = '' } = doc;
  const inner = items.map(flat).join(separator === '' ? '' : `${separator} `);
  return items.length === 0 ? `${open}${close}` : `${open}${pad}${inner}${pad}${close}`;
}

// up to where the line can end
function firstWidth(docs: readonly Doc[]): number {
  const [first] = docs;
  if (first === undefined) { return 0; }
  if (typeof first === 'string') { return width(first) + firstWidth(docs.slice(1)); }
  return 'open' in first ? width(first.open) : firstWidth(first);
}
