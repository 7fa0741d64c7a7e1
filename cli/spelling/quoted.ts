/** Texts in the source of a program: whatever they hold, they end where they end. */
import { joined } from '../../src/core/joined';

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

export const TYPESCRIPT: Quoting =
  { quote: '\'', own: ESCAPES, escape: byFourDigits, join: { open: '', separator: ' +', close: '' } };
export const PYTHON: Quoting =
  { quote: '"', own: ESCAPES, escape: byFourDigits, join: { open: '(', separator: '', close: ')' } };

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

/** A comment of one line, which no text can leave. */
export function comment(text: string): string {
  return quoted(text, { quote: '"', own: {}, escape: byFourDigits, join: { open: '', separator: '', close: '' } })
    .slice(1, -1).replace(/\\"/g, '"');
}
