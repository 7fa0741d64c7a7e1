/**
 * Where the values of JSON stand in its text: one pass over text that is known to be JSON, with bare `${placeholders}`
 * too.
 */
import type { Span, SpanText } from './span';

interface Open extends Span {
  end: number;
  readonly members: Map<string, Span>;
  readonly isList: boolean;
}

/** The span of the outermost value. It keeps its own stack, so that depth is no trouble. */
export function jsonSpans(source: string): Span {
  const open: Open[] = [];
  let root: Span = { start: 0, end: source.length };
  let key: { readonly name: string; readonly at: number } | undefined;
  const add = (span: Span): void => {
    const inside = open[open.length - 1];
    if (inside === undefined) {
      root = span;
    } else {
      inside.members.set(inside.isList ? String(inside.members.size) : key!.name, span);
      key = undefined;
    }
  };
  for (let at = 0; at < source.length;) {
    const char = source[at];
    const inside = open[open.length - 1];
    if (char === '{' || char === '[') {
      const span: Open =
        { start: at, end: source.length, members: new Map(), isList: char === '[', ...key && { key: key.at } };
      add(span);
      open.push(span);
      at++;
    } else if (char === '}' || char === ']') {
      inside.end = ++at;
      open.pop();
    } else if (char === '"') {
      const end = endOfString(source, at);
      if (inside && !inside.isList && !key) {
        key = { name: JSON.parse(source.slice(at, end)) as string, at };
      } else {
        add({ start: at, end, ...key && { key: key.at }, text: new JsonText(source, at, end) });
      }
      at = end;
    } else if (BLANK.has(char)) {
      at++;
    } else {
      const end = char === '$' ? source.indexOf('}', at) + 1 : endOfWord(source, at);
      add({ start: at, end, ...key && { key: key.at } });
      at = end;
    }
  }
  return root;
}

const BLANK = new Set([' ', '\t', '\n', '\r', ',', ':']);

/** The offset in the source of a character of a text in double quotes that begins at `start`. */
export function insideQuotes(source: string, start: number, offset: number): number {
  let at = start + 1;
  for (let left = offset; left > 0
    && source[at] !== '"'; left--) { at += source[at] === '\\' ? ESCAPE_LENGTH[source[at + 1]] ?? 2 : 1; }
  return at;
}

// those of YAML too
const ESCAPE_LENGTH: { readonly [char: string]: number | undefined } = { u: 6, x: 4, U: 10 };

class JsonText implements SpanText {
  public constructor(private readonly source: string, private readonly start: number, private readonly end: number) {}

  public get value(): string { return JSON.parse(this.source.slice(this.start, this.end)) as string; }

  public at(offset: number): number { return insideQuotes(this.source, this.start, offset); }
}

function endOfString(source: string, start: number): number {
  for (let at = source.indexOf('"', start + 1); at >= 0; at = source.indexOf('"', at + 1)) {
    let slashes = 0;
    while (source[at - 1 - slashes] === '\\') { slashes++; }
    if (slashes % 2 === 0) { return at + 1; }
  }
  return source.length;
}

function endOfWord(source: string, start: number): number {
  const rest = /[\s,\]}]/g;
  rest.lastIndex = start;
  return rest.exec(source)?.index ?? source.length;
}
