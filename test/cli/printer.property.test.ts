/** Whatever text is printed, it stays on its lines and says nothing to the terminal. */
import * as fc from 'fast-check';
import { CONTROL, OWN_COLOURS } from './control';
import { bold, dim, Printer, red } from '../../cli/printer';
import { cutToColumns, columnsOf } from '../../src/core/words/columns';
import { printable, printableJson } from '../../src/core/words/printable';
import { runs } from '../fast-check';
import { stopwatch } from '../stopwatch';

/** Text with what terminals listen to. */
const hostile = fc.array(fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('\u001b[2J', '\u001b]0;x\u0007', '\u009b', '\r', '\n', '\r\n', '\u2028', '\u202e', '\u061c',
    '\u001b[31m', '\t', '日本', '👩‍👩‍👧', '\ud800'),
), { maxLength: 12 }).map((parts) => parts.join(''));

function printed(work: (printer: Printer) => void, isColored = false): string {
  let text = '';
  work(new Printer({ write: (more) => { text += more; } }, isColored));
  return text;
}

test('a line is one line without control characters, and colours are ours', () => {
  fc.assert(fc.property(hostile, hostile, (one, other) => {
    const plain = printed((out) => out.line(bold(one), other, dim(other)));
    expect(plain).not.toMatch(/\n[^]/);
    expect(plain.replace(/\t/g, '')).not.toMatch(CONTROL);
    const colored = printed((out) => out.line(bold(one), other, red(other)), true);
    // each style begins and ends once; the rest is text
    expect(colored.match(OWN_COLOURS)).toHaveLength(4);
    expect(colored.replace(OWN_COLOURS, '')).toBe(printed((out) => out.line(bold(one), other, red(other))));
  }), { numRuns: runs(2000) });
});

test('text of many lines is indented, so that it looks like no line of the command', () => {
  fc.assert(fc.property(hostile, (text) => {
    const [first, ...others] = printed((out) => out.block(['Out: '], text)).split('\n').slice(0, -1);
    expect(first).toMatch(/^Out: /);
    expect(others.every((line) => line.startsWith('  '))).toBe(true);
  }), { numRuns: runs(2000) });
});

test('JSON stays the same JSON, on one line and without control characters', () => {
  fc.assert(fc.property(fc.dictionary(hostile, hostile), (value) => {
    const line = printed((out) => out.json(value));
    expect(line).not.toMatch(/\n[^]/);
    expect(line).not.toMatch(CONTROL);
    expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)));
    expect(JSON.parse(printed((out) => out.jsonLines(value)))).toEqual(JSON.parse(JSON.stringify(value)));
  }), { numRuns: runs(2000) });
});

test('what is cut fits, and no character is cut in two', () => {
  fc.assert(fc.property(hostile, fc.integer({ min: 4, max: 40 }), (text, columns) => {
    const shown = cutToColumns(text, columns);
    expect([...shown].reduce((sum, char) => sum + columnsOf(char), 0)).toBeLessThanOrEqual(columns);
    if (!/\p{Surrogate}/u.test(text)) { expect(shown).not.toMatch(/\p{Surrogate}/u); }
    expect(shown === text || shown.endsWith('...') && text.startsWith(shown.slice(0, -3))).toBe(true);
  }), { numRuns: runs(2000) });
});

test('a megabyte is printed in a moment', () => {
  const elapsed = stopwatch();
  for (const text of [
    '\u001b'.repeat(1_000_000), ' '.repeat(1_000_000), '\n'.repeat(1_000_000), '\r'.repeat(1_000_000),
  ]) {
    printable(text);
    printableJson(text);
    cutToColumns(text, 100);
  }
  expect(elapsed()).toBeLessThan(5000);
});
