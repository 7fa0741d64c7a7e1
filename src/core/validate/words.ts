/**
 * Names of a definition in a message. A definition may have been written by anybody: whatever stands in it, a message
 * stays one line and short, and all messages together stay in proportion to the definition.
 */
import { nearest } from '../nearest';

// the longest name that a real export has is 110 characters long
const LONGEST = 110;
const LONGEST_LINE = 500;
const MANY = 12;
const TOO_MANY_TO_COMPARE = 50;

/** Words that may quote a definition, on one line and cut where they are very long. */
export function oneLine(words: string): string {
  const line = words.slice(0, LONGEST_LINE + 1).replace(/[\s\p{C}]+/gu, ' ');
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 3)}...` : line;
}

/** A name in quotes, on one line, cut where it is longer than any real one. */
export function name(words: string): string {
  const start = words.slice(0, LONGEST + 1).replace(/[\s\p{C}]+/gu, ' ');
  return `'${start.length > LONGEST || words.length > LONGEST + 1 ? `${start.slice(0, LONGEST - 3)}...` : start}'`;
}

/** `'a', 'b' and 'c'`, sorted; of many only some, and how many more there are; `otherwise` where there is none. */
export function names(all: readonly string[], otherwise = 'none'): string {
  if (all.length === 0) { return otherwise; }
  const shown = all.slice(0, TOO_MANY_TO_COMPARE).sort().slice(0, all.length > MANY ? MANY - 1 : MANY).map(name);
  const last = all.length > MANY ? `${all.length - shown.length} more` : shown.pop()!;
  return shown.length === 0 ? last : `${shown.join(', ')} and ${last}`;
}

/** `did you mean 'x'?` where a known name is close, else what to do instead. */
export function didYouMean(word: string, known: readonly string[], otherwise: string): string {
  const near = close(word, known);
  return near === undefined ? otherwise : `did you mean ${name(near)}?`;
}

/** The known name that a word is a slip of; `undefined` where there is none, or where there are too many to compare. */
export function close(word: string, known: readonly string[]): string | undefined {
  // far beyond every quota: that is the fault to begin with, and comparing all with all would cost
  if (word === '' || word.length > LONGEST || known.length > TOO_MANY_TO_COMPARE) { return undefined; }
  return nearest(word, known.filter((one) => one !== '' && one.length <= LONGEST));
}

/** The names of things, no more of them than a message can use: the length says whether there are more. */
export function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.slice(0, TOO_MANY_TO_COMPARE + 1).map((thing) => thing.name).filter(Boolean);
}

export function anA(word: string): string {
  return `${/^[aeio]/i.test(word) ? 'an' : 'a'} ${word}`;
}
