/** Words in a row, and how many of them a message shows. */
import { name } from './quote';

const MANY = 12;
const TOO_MANY_TO_SORT = 50;

/** `a, b and c`. */
export function allOf(words: Iterable<string>): string {
  return inRow([...words], 'and');
}

/** `a, b or c`. */
export function anyOf(words: Iterable<string>): string {
  return inRow([...words], 'or');
}

/** `'a', 'b' and 'c'`. */
export function listed(words: Iterable<string>): string {
  return allOf(inQuotes(words));
}

/** `'a', 'b' or 'c'`. */
export function eitherOf(words: Iterable<string>): string {
  return anyOf(inQuotes(words));
}

/** `'a', 'b' and 'c'`, sorted; of many only some, and how many more there are; `otherwise` where there is none. */
export function names(all: readonly string[], otherwise = 'none'): string {
  if (all.length === 0) { return otherwise; }
  const shown = all.slice(0, TOO_MANY_TO_SORT).sort().slice(0, all.length > MANY ? MANY - 1 : MANY).map(name);
  return allOf(all.length > MANY ? [...shown, `${all.length - shown.length} more`] : shown);
}

/** The names of things, no more of them than a message can use: the length says whether there are more. */
export function namesOf(things: readonly { readonly name: string }[]): readonly string[] {
  return things.slice(0, TOO_MANY_TO_SORT + 1).map((thing) => thing.name).filter(Boolean);
}

function inQuotes(words: Iterable<string>): readonly string[] {
  return [...words].map((word) => `'${word}'`);
}

function inRow(words: readonly string[], conjunction: 'and' | 'or'): string {
  if (words.length <= 1) { return words.join(''); }
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words[words.length - 1]}`;
}
