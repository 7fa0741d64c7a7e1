import { dirname, relative, resolve } from 'node:path';
import { recordingsOf } from './about-mocks';
import type { Mocks } from './parse-mocks';
import { parseMocks } from './parse-mocks';
import { thrownText } from '../../core/simulate/thrown';
import { jsonError, repeatedKey } from '../../core/template/json-syntax';
import { readText } from '../files';
import { runnerError } from '../runner-error';

export interface ReadMocks {
  readonly mocks: Mocks;
  /** What its paths are relative to. */
  readonly folder: string;
  /** For messages. */
  readonly source: string;
}

/**
 * Mocks from files, or as they are given.
 * @throws SimulateError if a file can't be read, or with a line for each mistake in it
 */
export function readMocks(mocks: Mocks | string | readonly (Mocks | string)[] = []): readonly ReadMocks[] {
  const list = Array.isArray(mocks) ? mocks as readonly (Mocks | string)[] : [mocks as Mocks | string];
  return list.map((one, at) => typeof one === 'string'
    ? readMockFile(one) : given(one, Array.isArray(mocks) ? `mocks[${at}]` : 'mocks'));
}

function given(mocks: Mocks, source: string): ReadMocks {
  return { mocks: parseMocks(mocks, source), folder: process.cwd(), source };
}

/** @throws SimulateError if the file can't be read, or with a line for each mistake in it */
export function readMockFile(mocks: string): ReadMocks {
  const source = shortPath(mocks);
  let text: string;
  try {
    text = readText(mocks);
  } catch (error) {
    throw runnerError(source, `the mock file can't be read (${thrownText(error)})`, 'correct the path',
      'UnreadableFile');
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const error = jsonError(text);
    throw runnerError(placeIn(text, source, error?.offset), `is not JSON: ${error?.cause ?? 'it can\'t be read'}`,
      'correct it there', 'UnreadableFile');
  }
  const repeated = repeatedKey(text);
  if (repeated) {
    throw runnerError(placeIn(text, source, repeated.offset), `has the key '${repeated.key}' twice in one object`,
      'keep one', 'UnreadableFile');
  }
  return { mocks: parseMocks(json, source), folder: dirname(resolve(mocks)), source };
}

function placeIn(text: string, source: string, offset: number | undefined): string {
  const lines = text.slice(0, offset).split('\n');
  return `${source}:${lines.length}:${lines[lines.length - 1].length + 1}`;
}

/** A path as people would write it. */
export function shortPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}

/**
 * The files that a mock file is made of: itself, and the recordings that it names. One that can't be read names none.
 */
export function filesOfMocks(file: string): readonly string[] {
  try {
    return [file, ...recordingsOf(readMockFile(file).mocks).map((recording) => resolve(dirname(file), recording))];
  } catch {
    return [file];
  }
}
