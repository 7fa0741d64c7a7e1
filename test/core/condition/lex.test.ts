/** Lexemes keep their own text and place; after them comes the end, which has no text. */
import { lex } from '../../../src/core/condition/lex';

test.each<[string, readonly unknown[]]>([
  ['', [{ kind: 'end', text: '', offset: 0 }]],
  [' \n\t', [{ kind: 'end', text: '', offset: 3 }]],
  [' not  A', [{ kind: 'not', text: 'not', offset: 1 }, { kind: 'name', text: 'A', offset: 6 }, {
    kind: 'end', text: '', offset: 7,
  }]],
  ['"a b"', [{ kind: 'string', text: '"a b"', offset: 0 }, { kind: 'end', text: '', offset: 5 }]],
])('%j', (text, lexemes) => expect(lex(text)).toEqual(lexemes));
