/** Lays out entries of structures and maps as gofmt does: the values of entries that follow each other in a column. */

/** An entry in a line of its own; what goes on in the next line does not end with a comma. */
const ENTRY = /^(?<indent>\t+)(?<key>\w+:|"(?:[^"\\]|\\.)*":) (?<value>.*,)$/;
/** Keys of up to so many bytes share a column; a longer one does if it is not too far from the mean (go/printer). */
const SHORT_KEY = 40;
const TOO_FAR = 2.5;

interface Entry {
  readonly indent: string;
  readonly key: string;
  readonly value: string;
}

export function alignEntries(lines: readonly string[]): readonly string[] {
  const aligned: string[] = [];
  let column: Entry[] = [];
  const end = () => {
    const width = Math.max(...column.map(({ key }) => widthOf(key)));
    aligned.push(...column.map(({ indent, key, value }) =>
      `${indent}${key}${' '.repeat(width - widthOf(key) + 1)}${value}`));
    column = [];
  };
  for (const line of lines) {
    const entry = ENTRY.exec(line)?.groups as Entry | undefined;
    if (column.length > 0 && !(entry && goesOn(column, entry))) { end(); }
    if (entry) { column.push(entry); } else { aligned.push(line); }
  }
  if (column.length > 0) { end(); }
  return aligned;
}

function goesOn(column: readonly Entry[], { indent, key }: Entry): boolean {
  const last = column[column.length - 1];
  if (indent !== last.indent) { return false; }
  const size = sizeOf(key);
  if (size <= SHORT_KEY && sizeOf(last.key) <= SHORT_KEY) { return true; }
  const mean = Math.exp(column.reduce((sum, entry) => sum + Math.log(sizeOf(entry.key)), 0) / column.length);
  return size * TOO_FAR > mean && size < TOO_FAR * mean;
}

/** In bytes, without the colon. */
function sizeOf(key: string): number {
  return Buffer.byteLength(key) - 1;
}

/** In characters, as the columns of gofmt. */
function widthOf(key: string): number {
  return [...key].length;
}
