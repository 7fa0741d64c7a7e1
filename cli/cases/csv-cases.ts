/**
 * A case in a row of CSV: a column for each member, as `input`, `input.topic` or `expect.at.Answer.contains`. Cells are
 * text; those of columns such as `expect.takes:json` are JSON, as are those of `input` where the flow takes no text.
 */
import { csvRows } from './csv';
import type { Row } from './rows';
import { isRecord } from '../../src/core/model/opaque';
import { repeatedKey } from '../../src/core/template/json-syntax';
import { CommandError } from '../command-error';

const JSON_MARK = ':json';

/** @param inputType the type that the flow takes */
export function csvCases(text: string, file: string, inputType: string | undefined): readonly Row[] {
  const [head, ...rows] = csvRows(text, file);
  if (head === undefined || rows.length === 0) {
    throw new CommandError(file, 'has no cases',
      'give a row with the names of columns, such as name,input,expect.output, and a row for each case',
      'UnreadableInput');
  }
  const columns = head.cells.map((cell) => columnOf(cell.trim(), `${file}:${head.line}`, inputType));
  const twice = columns.find(({ path }, at) => columns.findIndex((one) => one.path === path) < at);
  if (twice) {
    throw new CommandError(`${file}:${head.line}`, `has the column '${twice.path}' twice`, 'keep one',
      'UnreadableInput');
  }
  return rows.map(({ line, cells }) => {
    const place = `${file}:${line}`;
    if (cells.length > columns.length) {
      throw new CommandError(place, `has ${cells.length} cells, but there are ${columns.length} columns`,
        'put quotes around cells with commas', 'UnreadableInput');
    }
    const json: Record<string, unknown> = {};
    columns.forEach((column, at) => { if ((cells[at] ?? '') !== '') { put(json, column, cells[at], place); } });
    // a flow can be given an empty text
    if (json.input === undefined && inputType === 'String') { json.input = ''; }
    return { json, place };
  });
}

interface Column { readonly path: string; readonly keys: readonly string[]; readonly isJson: boolean }

function columnOf(name: string, place: string, inputType: string | undefined): Column {
  const isMarked = name.endsWith(JSON_MARK);
  const path = isMarked ? name.slice(0, -JSON_MARK.length) : name;
  const keys = path.split('.');
  if (keys.some((key) => key === '' || key === '__proto__')) {
    throw new CommandError(place, `has a column '${name}', which is not a member of a case`,
      'name columns such as name, input, input.topic or expect.output', 'UnreadableInput');
  }
  return { path, keys, isJson: isMarked || path === 'input' && inputType !== 'String' };
}

function put(json: Record<string, unknown>, { keys, isJson, path }: Column, cell: string, place: string): void {
  let into = json;
  for (const key of keys.slice(0, -1)) {
    if (into[key] === undefined) { into[key] = {}; }
    const next = into[key];
    if (!isRecord(next)) {
      throw new CommandError(place, `has '${path}' below a column that is not an object`, 'keep one of the columns',
        'UnreadableInput');
    }
    into = next;
  }
  into[keys[keys.length - 1]] = isJson ? jsonIn(cell, path, place) : cell;
}

function jsonIn(cell: string, path: string, place: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(cell);
  } catch {
    throw new CommandError(place, `has no JSON in the column '${path}'`,
      'give JSON, or for a text drop :json from the name of the column', 'UnreadableInput');
  }
  const repeated = repeatedKey(cell);
  if (repeated) {
    throw new CommandError(place, `has the key '${repeated.key}' twice in one object`, 'keep one', 'UnreadableInput');
  }
  return json;
}
