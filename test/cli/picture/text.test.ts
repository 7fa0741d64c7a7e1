/** Times, sizes and counts as pages say them, at the borders where the unit changes. */
import { counted, duration, escaped, line, size } from '../../../cli/picture/text';

test.each([
  [0, '0 ms'], [999.4, '999 ms'], [999.5, '1.0 s'], [1249, '1.2 s'], [59_949, '59.9 s'], [59_950, '1 min 0 s'],
  [185_000, '3 min 5 s'], [3_600_000, '60 min 0 s'],
])('%d milliseconds are %s', (milliseconds, said) => { expect(duration(milliseconds)).toBe(said); });

test.each([
  [0, '0 characters'], [1, '1 character'], [999, '999 characters'], [1000, '1 KB'], [12_400, '12 KB'],
  [999_499, '999 KB'], [999_500, '1.0 MB'], [9_540_000, '9.5 MB'],
])('%d characters are %s', (characters, said) => { expect(size(characters)).toBe(said); });

test('one run, two runs, two boxes', () => {
  expect([counted(1, 'run'), counted(2, 'run'), counted(0, 'run'), counted(2, 'box', 'boxes')])
    .toEqual(['1 run', '2 runs', '0 runs', '2 boxes']);
});

test('no text is markup, in elements and in attributes', () => {
  expect(escaped('<a href="x" title=\'y\'>&')).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
});

test('a line is cut where there is no room, never inside of a character', () => {
  expect([line('abcde', 5), line('abcdef', 5), line('a\n b', 5), line('abc  def', 5), line('ab', 1)])
    .toEqual(['abcde', 'abcd…', 'a b', 'abc…', 'a…']);
  expect(line('😀😀😀', 2)).toBe('😀…');
  expect(line(' '.repeat(100) + 'x', 5)).toBe('…');
});
