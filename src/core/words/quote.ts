/**
 * Words of others in a message. A definition may have been written by anybody: whatever stands in it, a message stays
 * one line and short.
 */

/** The longest name that a real export has is 110 characters long. */
export const LONGEST_NAME = 110;
const LONGEST_VALUE = 40;
const LONGEST_LINE = 500;

/** A value in single quotes, on one line, cut where it is too long to be read at a glance. */
export function quoted(words: string): string {
  return `'${cut(words, LONGEST_VALUE)}'`;
}

/** A name in single quotes, on one line, cut where it is longer than any real one. */
export function name(words: string): string {
  return `'${cut(words, LONGEST_NAME)}'`;
}

/** All of a text in single quotes, on one line. */
export function inQuotes(words: string): string {
  return `'${cut(words, Infinity)}'`;
}

/** Words that may quote a definition, on one line, cut where they are very long. */
export function inOneLine(words: string): string {
  return cut(words, LONGEST_LINE);
}

/** A value in a few words: its kind, and itself where it is short. */
export function described(value: unknown): string {
  if (value === null) { return 'null'; }
  if (Array.isArray(value)) { return 'a list'; }
  switch (typeof value) {
    case 'string': return `the string ${quoted(value)}`;
    case 'number': return `the number ${value}`;
    case 'boolean': return `${value}`;
    case 'object': return 'an object';
    case 'undefined': return 'nothing';
    default: return `a ${typeof value}`;
  }
}

// what is beyond the length is not looked at, since it may be endless
function cut(words: string, length: number): string {
  const start = words.slice(0, length + 1).replace(/[\s\p{C}]+/gu, ' ');
  return start.length > length || words.length > length + 1 ? `${start.slice(0, length - 3)}...` : start;
}
