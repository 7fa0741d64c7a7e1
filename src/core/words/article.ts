/** The article of a word, by its sound: an Agent, a Unit, an S3 node, a URL. */

/** They begin with the letter of a vowel and the sound of a consonant: one, unit, use, utility, Uint8Array. */
const SOUNDS_LIKE_CONSONANT = /^(one|uni|us|ut|uint|eu)/i;
/** Words of capitals are said letter by letter: an ARN, an S3 key, a URL. */
const SPELT = /^[A-Z][A-Z\d]+\b/;
const LETTERS_WITH_AN = 'AEFHILMNORSX';

/** `a Prompt`, `an Agent`. */
export function anA(word: string): string {
  const isAn = SPELT.test(word) ? LETTERS_WITH_AN.includes(word[0])
    : /^[aeiou]/i.test(word) && !SOUNDS_LIKE_CONSONANT.test(word);
  return `${isAn ? 'an' : 'a'} ${word}`;
}
