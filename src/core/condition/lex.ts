import type { SyntaxProblem } from '../expression/parse';

/** A word, number, text or sign of a condition expression, with its place. */
export interface Lexeme {
  readonly kind: 'name' | 'number' | 'string' | 'boolean' | 'operator' | 'and' | 'or' | 'not' | '(' | ')' | 'end';
  readonly text: string;
  readonly offset: number;
}

const BLANK = /\s/y;
const OPERATOR = /==|!=|>=|<=|>|</y;
const NUMBER = /-?\d+(\.\d+)?/y;
const STRING = /"[^"\\]*"/y;
const WORD = /[a-zA-Z][a-zA-Z0-9_]*/y;

/** Signs of other languages, and what to write instead. */
const HINTS: readonly [RegExp, string, string][] = [
  [/&&/y, '\'&&\' is not an operator', 'write \'and\''],
  [/\|\|/y, '\'||\' is not an operator', 'write \'or\''],
  [/!/y, '\'!\' is not an operator', 'write not (…)'],
  [/=/y, '\'=\' is not an operator', 'write =='],
  [/'/y, 'strings need double quotes', 'write "…"'],
  [/"[^"]*\\/y, 'a \'\\\' in a string is not documented', 'leave it out'],
  [/"/y, 'the string is not closed', 'close it with "'],
  [/\$/y, 'a condition names inputs of its node, not expressions', 'select the part in \'inputs\''],
  [/\.(?=[a-zA-Z_])/y, 'a condition names inputs of its node, not parts of them', 'select the part in \'inputs\''],
  [/,/y, 'conditions have no functions and no lists', 'compare with ==, and join comparisons with \'or\''],
  [/[+*\/%-]/y, 'conditions have no arithmetic', 'calculate the value in an earlier node'],
];

/** Cuts a condition expression into lexemes; the last one is always `end`. */
export function lex(text: string): readonly Lexeme[] | { readonly problem: SyntaxProblem } {
  const lexemes: Lexeme[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.test(text) ? text.slice(at, pattern.lastIndex) : undefined;
  };
  while (at < text.length) {
    const blank = take(BLANK);
    if (blank) {
      at += blank.length;
      continue;
    }
    const lexeme = next(text[at], take);
    if (!lexeme) {
      const hint = HINTS.find(([pattern]) => take(pattern) !== undefined);
      return {
        problem: hint
          ? { cause: hint[1], remedy: hint[2], offset: at }
          : { cause: `'${text[at]}' is not allowed here`, offset: at },
      };
    }
    lexemes.push({ kind: lexeme.kind, text: lexeme.text, offset: at });
    at += lexeme.text.length;
  }
  lexemes.push({ kind: 'end', text: '', offset: text.length });
  return lexemes;
}

function next(first: string, take: (pattern: RegExp) => string | undefined): Omit<Lexeme, 'offset'> | undefined {
  if (first === '(' || first === ')') { return { kind: first, text: first }; }
  const operator = take(OPERATOR);
  if (operator) { return { kind: 'operator', text: operator }; }
  const number = take(NUMBER);
  if (number) { return { kind: 'number', text: number }; }
  const string = take(STRING);
  if (string) { return { kind: 'string', text: string }; }
  const word = take(WORD);
  if (word === 'and' || word === 'or' || word === 'not') { return { kind: word, text: word }; }
  if (word === 'true' || word === 'false') { return { kind: 'boolean', text: word }; }
  return word ? { kind: 'name', text: word } : undefined;
}
