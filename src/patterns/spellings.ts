import { TEXT } from '../core/constraints';

/** The input of a condition node that holds the word of a model. */
export const WORD = 'it';

const { max: LONGEST } = TEXT.conditionExpression;

/** `"easy"` as models write it: as asked for, then with a capital letter, a full stop, both, or all capitals. */
function spellingsOf(word: string): readonly string[] {
  const capital = word.charAt(0).toUpperCase() + word.slice(1);
  return [...new Set([word, capital, `${capital}.`, `${word}.`, word.toUpperCase()])];
}

/** A condition that holds for these words, in as many spellings as its 64 characters have room for. */
export function isOneOf(words: readonly string[]): string {
  return joined(words, '==', ' or ');
}

/** A condition that holds for anything but this word, in as many spellings as its 64 characters have room for. */
export function isNot(word: string): string {
  return joined([word], '!=', ' and ');
}

// what a user names is always there, whether it fits or not: the condition node refuses what is too long
function joined(words: readonly string[], operator: string, joint: string): string {
  const compare = (word: string) => `${WORD} ${operator} "${word}"`;
  let expression = words.map(compare).join(joint);
  const others = words.flatMap(spellingsOf).filter((word) => !words.includes(word));
  for (const other of new Set(others)) {
    const longer = `${expression}${joint}${compare(other)}`;
    if (longer.length <= LONGEST) { expression = longer; }
  }
  return expression;
}

/** How long a word may be that a condition tests alone. */
export function longestWord(): number {
  return LONGEST - `${WORD} == ""`.length;
}
