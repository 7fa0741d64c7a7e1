/**
 * Texts of others, fit for a page: nothing in them is markup, hides, or turns the direction of what stands beside it.
 */
import { joined } from '../../src/core/joined';

// control characters, marks that turn the direction or have no width, line separators, noncharacters, halves of pairs
const UNSAFE = joined(
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]/gu,
  /|\p{Cs}/u,
);
const MARKUP: { readonly [character: string]: string } =
  { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;' };

/** The text with what can't be seen written out, such as `\u202e`. Line breaks and tabs stay. */
export function visible(text: string): string {
  return text.replace(/\r\n?/g, '\n')
    .replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** For element content and for attributes in double quotes. */
export function escaped(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => MARKUP[character]);
}

/** One line of that many characters at most, not cut inside of a character. */
export function line(text: string, length: number): string {
  // what is cut off anyway need not be looked at: a name may be of megabytes
  const flat = visible(text.slice(0, length * 4 + 4)).replace(/\s+/g, ' ').trim();
  const characters = [...flat];
  const isWhole = characters.length <= length && text.length <= length * 4 + 4;
  return isWhole ? flat : `${characters.slice(0, Math.max(length - 1, 1)).join('').trimEnd()}…`;
}

/** `3 runs`, `1 run`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `812 ms`, `1.2 s`, `3 min 5 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 999.5) { return `${Math.round(milliseconds)} ms`; }
  if (milliseconds < 59_950) { return `${(milliseconds / 1000).toFixed(1)} s`; }
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `640 characters`, `12 KB`, `9.5 MB`: how long a text is. */
export function size(characters: number): string {
  if (characters < 1000) { return counted(characters, 'character'); }
  if (characters < 999_500) { return `${Math.round(characters / 1000)} KB`; }
  return `${(characters / 1_000_000).toFixed(1)} MB`;
}
