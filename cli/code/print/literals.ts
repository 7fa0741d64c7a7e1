/** Texts in the source of a program: whatever they hold, they end where they end. */
import type { Doc } from './layout';
import { joined } from '../../../src/core/joined';

const LINE = 90;
/** Not worth several lines, whatever it holds. */
const SHORT = 40;

/** How a language writes characters that can't stand for themselves; all others do. */
export interface Quoting {
  readonly quote: '"' | '\'';
  /** The escapes it has of its own, such as `\n`. */
  readonly own: Readonly<Record<string, string>>;
  /** Between the pieces of a long text, and around them. */
  readonly join: { readonly open: string; readonly separator: ' +' | ''; readonly close: string };
  /** Any other, by its number. */
  escape(code: number): string;
}

export const ESCAPES = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' } as const;
export const byFourDigits = (code: number): string => `\\u${code.toString(16).padStart(4, '0')}`;

/** Controls, halves of characters, what moves or turns the text around it, and blanks that look like others. */
const UNSAFE = joined(
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\ufe00-\ufe0f]/,
  /|[\ufeff\ufff0-\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/,
);

export function quoted(text: string, { quote, own, escape }: Quoting): string {
  const inner = [...text].map((char) => {
    if (char === quote) { return `\\${quote}`; }
    const known = Object.prototype.hasOwnProperty.call(own, char) ? own[char] : undefined;
    return known ?? (UNSAFE.test(char) ? escape(char.charCodeAt(0)) : char);
  }).join('');
  return `${quote}${inner}${quote}`;
}

/** A text, with a piece for each of its lines where it has several. */
export function literal(text: string, quoting: Quoting): Doc {
  const pieces = piecesOf(text);
  if (pieces.length <= 1) { return quoted(text, quoting); }
  const { open, separator, close } = quoting.join;
  return { open, items: pieces.map((piece) => quoted(piece, quoting)), close, separator };
}

function piecesOf(text: string): readonly string[] {
  if (text.length <= SHORT) { return [text]; }
  return (text.match(/[^\n]*\n|[^\n]+/g) ?? []).flatMap((line) => line.length <= LINE
    ? [line] : line.match(new RegExp(`.{1,${LINE}}(?: |\\s|$)|.+?(?: |\\s|$)`, 'gsu')) ?? [line]);
}

/** A comment of one line, which no text can leave. */
export function comment(text: string): string {
  return quoted(text, { quote: '"', own: {}, escape: byFourDigits, join: { open: '', separator: '', close: '' } })
    .slice(1, -1).replace(/\\"/g, '"');
}
