/** Lays out entries of structures and maps as gofmt does: the values of entries that follow each other in a column. */

/** An entry in a line of its own; what goes on in the next line does not end with a comma. */
const ENTRY = /^(?<indent>\t+)(?<key>\w+:|"(?:[^"\\]|\\.)*":) (?<value>.*,)$/;
/** Keys up to this long share a column whatever the others are (go/printer, exprList). */
const SHORT_KEY = 40;

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
  return indent === last.indent && widthOf(key) <= SHORT_KEY + 1 && widthOf(last.key) <= SHORT_KEY + 1;
}

/** In characters, as the columns of gofmt. */
function widthOf(key: string): number {
  return [...key].length;
}
