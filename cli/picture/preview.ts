/**
 * JSON for people, as much of it as there is room for: a value of many megabytes is not written out to show its
 * beginning.
 */
import { isRecord } from '../../src/core/model/opaque';

export interface Preview {
  readonly text: string;
  /** Whether there is more of it. */
  readonly isCut: boolean;
}

const DEEPEST = 60;
const SHORT = 72;

/** A text is itself; anything else is JSON, in lines where it is long. */
export function preview(value: unknown, limit: number): Preview {
  if (typeof value === 'string') { return { text: value.slice(0, limit), isCut: value.length > limit }; }
  const printer = new Printer(limit, true);
  printer.print(value, '', 0);
  return { text: printer.text, isCut: printer.isFull };
}

class Printer {
  public text = '';
  public isFull = false;

  public constructor(private readonly limit: number, private readonly hasLines: boolean) {}

  public print(value: unknown, indent: string, depth: number): void {
    if (this.isFull) { return; }
    if (typeof value === 'string') {
      this.add(JSON.stringify(value.slice(0, this.limit + 1)));
    } else if (depth > DEEPEST) {
      this.add('…');
    } else if (Array.isArray(value)) {
      this.list('[', ']', value.length, (at) => this.print(value[at], this.deeper(indent), depth + 1), indent,
        value, depth);
    } else if (isRecord(value)) {
      // as in JSON
      const keys = Object.keys(value).filter((key) => value[key] !== undefined);
      this.list('{', '}', keys.length, (at) => {
        this.add(`${JSON.stringify(keys[at].slice(0, this.limit + 1))}: `);
        this.print(value[keys[at]], this.deeper(indent), depth + 1);
      }, indent, value, depth);
    } else {
      this.add(value === undefined ? 'nothing' : String(value));
    }
  }

  private list(
    open: string, close: string, count: number, item: (at: number) => void, indent: string, value: unknown,
    depth: number,
  ): void {
    const short = this.hasLines && count > 0 ? oneLine(value, depth) : undefined;
    if (short !== undefined) { return this.add(short); }
    const lineBreak = this.hasLines && count > 0;
    this.add(open);
    for (let at = 0; at < count && !this.isFull; at++) {
      if (at > 0) { this.add(lineBreak ? ',' : ', '); }
      if (lineBreak) { this.add(`\n${this.deeper(indent)}`); }
      item(at);
    }
    this.add(lineBreak ? `\n${indent}${close}` : close);
  }

  private deeper(indent: string): string { return `${indent}  `; }

  private add(text: string): void {
    if (this.isFull) { return; }
    const left = this.limit - this.text.length;
    this.isFull = text.length > left;
    this.text += this.isFull ? text.slice(0, left) : text;
  }
}

/** The whole of it, where that is short. */
function oneLine(value: unknown, depth: number): string | undefined {
  const printer = new Printer(SHORT, false);
  printer.print(value, '', depth);
  return printer.isFull ? undefined : printer.text;
}
