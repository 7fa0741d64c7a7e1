/** Comma-separated values as RFC 4180 has them: quotes around what holds commas, quotes or line breaks. */
import { CommandError } from '../command-error';

export interface CsvRow {
  /** The line that it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** All rows, also the one with the names of columns; empty lines do not count. */
export function csvRows(text: string, file: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let began = 1;
  let line = 1;
  const end = (): void => {
    if (cells.length > 1 || cells[0] !== '') { rows.push({ line: began, cells }); }
    cells = [];
  };
  for (let at = 0; at <= text.length;) {
    if (cells.length === 0) { began = line; }
    const cell = text[at] === '"' ? quotedCell(text, at, `${file}:${line}`) : plainCell(text, at);
    cells.push(cell.value);
    line += cell.breaks;
    at = cell.end;
    if (text[at] === ',') {
      at++;
      continue;
    }
    end();
    if (at >= text.length) { break; }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    line++;
    if (at === text.length) { break; }
  }
  return rows;
}

interface Cell { readonly value: string; readonly end: number; readonly breaks: number }

function plainCell(text: string, from: number): Cell {
  let end = from;
  while (end < text.length && !',\r\n'.includes(text[end])) { end++; }
  return { value: text.slice(from, end), end, breaks: 0 };
}

function quotedCell(text: string, from: number, place: string): Cell {
  const parts: string[] = [];
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) {
      throw new CommandError(place, 'has a cell with an unclosed quote', 'close it, and double quotes inside',
        'UnreadableInput');
    }
    parts.push(text.slice(at, quote));
    if (text[quote + 1] !== '"') {
      if (quote + 1 < text.length && !',\r\n'.includes(text[quote + 1])) {
        throw new CommandError(place, 'has text after the quote that ends a cell', 'double quotes inside of cells',
          'UnreadableInput');
      }
      const value = parts.join('"');
      return { value, end: quote + 1, breaks: value.split('\n').length - 1 };
    }
    at = quote + 2;
  }
}
