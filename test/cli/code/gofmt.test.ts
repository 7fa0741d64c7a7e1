/** The columns that gofmt makes of entries; what is expected here is what gofmt of Go 1.25 wrote. */
import { alignEntries } from '../../../cli/code/print/gofmt';

const LONG = 'a'.repeat(49);
const MIDDLE = 'a'.repeat(33);

test.each<[string, readonly string[], readonly string[]]>([
  ['values that follow each other stand in a column', ['\tA: 1,', '\tLonger: 2,'], ['\tA:      1,', '\tLonger: 2,']],
  ['what goes over several lines stands alone, and ends the column',
    ['\tA: 1,', '\tLonger: f(', '\t\t2,', '\t),', '\tBb: 3,'],
    ['\tA: 1,', '\tLonger: f(', '\t\t2,', '\t),', '\tBb: 3,']],
  ['each depth has columns of its own', ['\tAaaa: x{', '\t\tB: 1,', '\t\tCcc: 2,', '\t},'],
    ['\tAaaa: x{', '\t\tB:   1,', '\t\tCcc: 2,', '\t},']],
  ['a key that is much longer has its own', [`\t"${LONG}": 1,`, '\t"b": 2,', '\t"cc": 3,'],
    [`\t"${LONG}": 1,`, '\t"b":  2,', '\t"cc": 3,']],
  ['one that is a little longer has not, and characters count', [`\t"${LONG}": 1,`, `\t"${MIDDLE}": 2,`, '\t"äöü": 3,'],
    [`\t"${LONG}": 1,`, `\t"${MIDDLE}":${' '.repeat(17)}2,`, `\t"äöü":${' '.repeat(47)}3,`]],
])('%s', (_, lines, expected) => {
  expect(alignEntries(lines)).toEqual(expected);
});

test('texts with colons are no entries', () => {
  const lines = ['\tA: 1,', '\t"b\\": c",', '\t"d: e" +', '\t"f",'];
  expect(alignEntries(lines)).toEqual(lines);
});
