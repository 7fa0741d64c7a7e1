/** The cases of a data set before they are looked at: JSON lines, a JSON list, or an object with "cases". */
import { isRecord } from '../../src/core/model/opaque';
import { repeatedKey } from '../../src/core/template/json-syntax';
import { CommandError } from '../command-error';

export interface Row {
  readonly json: unknown;
  /** For messages: the file and the line, or the number of the case. */
  readonly place: string;
  /** Expected where the case itself does not say otherwise. */
  readonly expect?: Readonly<Record<string, unknown>>;
}

const REMEDY = 'write one JSON object a line, such as {"input": "hello"}';

export function jsonRows(text: string, file: string): readonly Row[] {
  const whole = wholeJson(text, file);
  if (whole === undefined) { return lineRows(text, file); }
  const { cases, expect } = whole;
  if (cases.length === 0) {
    throw new CommandError(file, 'has no inputs', 'give a list of objects such as {"input": "hello"}',
      'UnreadableInput');
  }
  return cases.map((json, at) => ({ json, place: `${file}: [${at}]`, ...expect && { expect } }));
}

interface Whole { readonly cases: readonly unknown[]; readonly expect?: Record<string, unknown> }

/** What a file of JSON holds; `undefined` for JSON lines. */
function wholeJson(text: string, file: string): Whole | undefined {
  const first = /\S/.exec(text)?.[0];
  if (first !== '[' && first !== '{') { return undefined; }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (first === '{') { return undefined; }
    const [said] = (error as Error).message.split('\n');
    throw new CommandError(file, `is not JSON: ${said.charAt(0).toLowerCase()}${said.slice(1)}`, 'correct it',
      'UnreadableInput');
  }
  if (isRecord(json) && !('cases' in json)) { return undefined; }
  const repeated = repeatedKey(text);
  if (repeated) {
    throw new CommandError(file, `has the key '${repeated.key}' twice in one object`, 'keep one', 'UnreadableInput');
  }
  if (Array.isArray(json)) { return { cases: json }; }
  const { cases, expect, ...more } = json as Record<string, unknown>;
  const [unknown] = Object.keys(more).filter((key) => key !== '$schema');
  if (unknown !== undefined) {
    throw new CommandError(file, `has "${unknown}", which is not a known key`, 'use "cases" and "expect"',
      'UnreadableInput');
  }
  if (!Array.isArray(cases) || expect !== undefined && !isRecord(expect)) {
    throw new CommandError(file, 'must have a list of "cases", and "expect" as an object if there is one', 'correct it',
      'UnreadableInput');
  }
  return { cases, ...expect && { expect } };
}

function lineRows(text: string, file: string): readonly Row[] {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line, place: `${file}:${at + 1}` }))
    .filter(({ line }) => line.trim() !== '');
  if (lines.length === 0) { throw new CommandError(file, 'has no inputs', REMEDY, 'UnreadableInput'); }
  return lines.map(({ line, place }) => {
    let json: unknown;
    try {
      json = JSON.parse(line);
    } catch {
      throw new CommandError(place, 'is not JSON', REMEDY, 'UnreadableInput');
    }
    const repeated = repeatedKey(line);
    if (repeated) {
      throw new CommandError(place, `has the key '${repeated.key}' twice in one object`, 'keep one', 'UnreadableInput');
    }
    return { json, place };
  });
}
