import { Token } from 'aws-cdk-lib';
import { longestWord } from './spellings';
import { FlowError, refusal } from '../checks/flow-error';
import { TEXT } from '../core/constraints';
import { tooLong } from '../core/sentences/limits';
import { quoted } from '../core/words/quote';

/** Letters and digits of any script, with single blanks, `_` or `-` between. */
const WORD = /^[\p{L}\p{N}]+([ _-][\p{L}\p{N}]+)*$/u;

/** Refuses words that a model can't be asked for, or that conditions could not tell apart. */
export function checkWords(place: string, what: string, words: readonly string[], least: number): void {
  if (words.length < least) {
    throw new FlowError(place, `'${what}' has ${words.length} of at least ${least} words; add one`, 'IllegalValue');
  }
  const seen = new Map<string, string>();
  for (const word of words) {
    if (typeof word !== 'string' || Token.isUnresolved(word) || !WORD.test(word)) {
      throw new FlowError(place, `'${Token.isUnresolved(word) ? 'a token' : word}' in '${what}' is not a word that a `
        + 'condition can test; use letters and digits, with single spaces, \'_\' or \'-\' between', 'IllegalValue');
    }
    if (word.length > longestWord()) {
      throw refusal(place, tooLong(`${quoted(word)} in '${what}'`, word.length, longestWord()), 'IllegalValue');
    }
    const folded = word.toLowerCase();
    const same = seen.get(folded);
    if (same !== undefined) {
      throw new FlowError(place, `'${word}' and '${same}' in '${what}' differ at most in upper and lower case, which `
        + 'models do not keep; rename one of them', 'DuplicateName');
    }
    seen.set(folded, word);
  }
}

/** Refuses a word that is not among those that there are. */
export function checkAmong(place: string, what: string, word: string, words: readonly string[], of: string): void {
  if (words.includes(word)) { return; }
  throw new FlowError(place, `${what} is '${word}', which is not in '${of}'; add it there, or name one of `
    + words.map((one) => `'${one}'`).join(', '), 'IllegalValue');
}

/** The names of the conditions that test these words: each its own, whatever stands between letters in the words. */
export function conditionNames(words: readonly string[]): readonly string[] {
  const names = words.map(conditionName);
  return names.map((name, index) => (names.filter((other) => other === name).length > 1 ? byNumber(index) : name));
}

/** `isRefund`; by its number, where the word has letters that names can't have, or too many of them. */
function conditionName(word: string, index: number): string {
  const parts = word.split(/[ _-]/);
  const name = `is${parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('')}`;
  return parts.every((part) => /^[0-9a-zA-Z]+$/.test(part)) && fitsName(name) ? name : byNumber(index);
}

function fitsName(name: string): boolean {
  return TEXT.nodeName.pattern.test(name);
}

function byNumber(index: number): string {
  return `isWord${index + 1}`;
}
