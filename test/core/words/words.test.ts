/** The words of messages: one line, short, and no more names than can be read. */
import { anA } from '../../../src/core/words/article';
import { errorLine, withRemedy } from '../../../src/core/words/line';
import { allOf, anyOf, eitherOf, listed, names, namesOf } from '../../../src/core/words/lists';
import { described, inOneLine, name, quoted } from '../../../src/core/words/quote';
import { close, didYouMean, suggestion } from '../../../src/core/words/suggest';

const many =
  (count: number, word = 'n') => Array.from({ length: count }, (_, at) => `${word}${String(at).padStart(2, '0')}`);

test('words are one line, cut where they are very long', () => {
  expect(inOneLine('a\n\tb \u2028 c\u0000d')).toBe('a b c d');
  expect(inOneLine('x'.repeat(500))).toBe('x'.repeat(500));
  expect(inOneLine('x'.repeat(501))).toBe(`${'x'.repeat(497)}...`);
  expect(inOneLine('x'.repeat(100_000))).toBe(`${'x'.repeat(497)}...`);
  expect(inOneLine(`${' '.repeat(501)}x`)).toBe(' ...');
});

test('a name is in quotes, on one line, cut where it is longer than any real one', () => {
  expect(name('Reply')).toBe('\'Reply\'');
  expect(name('a\n\nb')).toBe('\'a b\'');
  expect(name('x'.repeat(110))).toBe(`'${'x'.repeat(110)}'`);
  expect(name('x'.repeat(111))).toBe(`'${'x'.repeat(107)}...'`);
  // also where it is short only because it was cut
  expect(name(`${' '.repeat(111)}x`)).toBe('\' ...\'');
  expect(name(`x${' '.repeat(110)}`)).toBe('\'x \'');
});

test('several names are sorted; of many only some are shown', () => {
  expect(names([])).toBe('none');
  expect(names([], 'nothing')).toBe('nothing');
  expect(names(['b'])).toBe('\'b\'');
  expect(names(['b', 'a'])).toBe('\'a\' and \'b\'');
  expect(names(['c', 'a', 'b'])).toBe('\'a\', \'b\' and \'c\'');
  const twelve = many(12).map((one) => `'${one}'`);
  expect(names(many(12).reverse())).toBe(`${twelve.slice(0, 11).join(', ')} and ${twelve[11]}`);
  expect(names(many(13))).toBe(`${twelve.slice(0, 11).join(', ')} and 2 more`);
  // what is far beyond any quota is not sorted
  expect(names([...many(50, 'z'), 'a'])).toBe(`${many(11, 'z').map((one) => `'${one}'`).join(', ')} and 40 more`);
});

test('a list is left as it was', () => {
  const list = ['b', 'a'];
  names(list);
  expect(list).toEqual(['b', 'a']);
});

test('a slip is told from another word', () => {
  expect(close('Refnud', ['Reply', 'Refund'])).toBe('Refund');
  expect(close('Other', ['Reply', 'Refund'])).toBeUndefined();
  expect(close('', ['a'])).toBeUndefined();
  expect(close('a', ['', 'ab'])).toBe('ab');
  expect(didYouMean('Refnud', ['Refund'], 'add it')).toBe('did you mean \'Refund\'?');
  expect(didYouMean('Other', ['Refund'], 'add it')).toBe('add it');
});

test('what is far beyond every quota is compared with nothing', () => {
  expect(close('x00', many(50, 'n'))).toBe('n00');
  expect(close('x00', many(51, 'n'))).toBeUndefined();
  const long = 'x'.repeat(110);
  expect(close(long.slice(1), [long])).toBe(long);
  expect(close(long, [long.slice(1)])).toBe(long.slice(1));
  expect(close(long, [`${long}x`])).toBeUndefined();
  expect(close(`${long}x`, [long])).toBeUndefined();
});

test('the names of things, without those that have none', () => {
  expect(namesOf([{ name: 'a' }, { name: '' }, { name: 'b' }])).toEqual(['a', 'b']);
  expect(namesOf(many(51).map((one) => ({ name: one })))).toHaveLength(51);
  expect(namesOf(many(80).map((one) => ({ name: one })))).toHaveLength(51);
});

test.each([
  'an Agent', 'an Input', 'an Output', 'an Iterator', 'an Each', 'a Lex', 'a Unit', 'a LambdaOutput', 'an InlineCode',
  'a Uint8Array', 'an ARN', 'an S3 node', 'a URL', 'an LLM', 'a Prompt', 'an imported model', 'an undefined', 'a user',
  'an Object', 'a one', 'a KnowledgeBase', 'an AWS account', 'a JSON text', 'an IAM role', 'an Error', 'a Map',
])('%s', (words) => {
  expect(anA(words.replace(/^an? /, ''))).toBe(words);
});

test('words in a row', () => {
  const rows = [[], ['a'], ['a', 'b'], ['a', 'b', 'c']];
  expect(rows.map(allOf)).toEqual(['', 'a', 'a and b', 'a, b and c']);
  expect(rows.map(anyOf)).toEqual(['', 'a', 'a or b', 'a, b or c']);
  expect(rows.map(listed)).toEqual(['', '\'a\'', '\'a\' and \'b\'', '\'a\', \'b\' and \'c\'']);
  expect(rows.map(eitherOf)).toEqual(['', '\'a\'', '\'a\' or \'b\'', '\'a\', \'b\' or \'c\'']);
  expect(eitherOf(new Set('ab'))).toBe('\'a\' or \'b\'');
});

test('a value in a few words', () => {
  expect([null, [1], 'x', 2, true, {}, undefined, Symbol.iterator, () => 0].map(described)).toEqual([
    'null', 'a list', 'the string \'x\'', 'the number 2', 'true', 'an object', 'nothing', 'a symbol', 'a function',
  ]);
  expect(quoted('a\u202e\nb')).toBe('\'a b\'');
  expect(quoted('x'.repeat(41))).toBe(`'${'x'.repeat(37)}...'`);
});

test('the one-line form', () => {
  expect(errorLine('S/F', withRemedy('it is wrong', 'correct it'), 'IllegalValue'))
    .toBe('[S/F] it is wrong; correct it [IllegalValue]');
  expect(errorLine('', 'it is wrong; correct it', 'IllegalValue')).toBe('it is wrong; correct it [IllegalValue]');
  expect(suggestion(undefined, 'remove it')).toBe('remove it');
});
