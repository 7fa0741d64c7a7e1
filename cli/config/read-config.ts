/**
 * What a project says of its flow, so that commands need not: `bedrock-flows.json`, or `bedrockFlows` in
 * `package.json`, of the folder that the command is started in.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../src/core/model/opaque';
import { repeatedKey } from '../../src/core/template/json-syntax';
import { listed } from '../../src/core/words/lists';
import { didYouMean } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';
import type { Io } from '../io';
import { readFileText } from '../read-text';

export interface Config {
  /** For messages. */
  readonly place: string;
  /** A template, an export, a definition or a folder. */
  readonly source?: string;
  /** Which flow of it. */
  readonly flow?: string;
  readonly mocks?: string;
  /** A data set. */
  readonly cases?: string;
}

export const CONFIG_FILE = 'bedrock-flows.json';
const PACKAGE_KEY = 'bedrockFlows';
export const CONFIG_KEYS = ['source', 'flow', 'mocks', 'cases'] as const;
const PATHS: ReadonlySet<string> = new Set(['source', 'mocks', 'cases']);
const EXAMPLE = 'write {"source": "cdk.out", "flow": "Triage", "mocks": "mocks.json", "cases": "cases.jsonl"}';

/** `undefined` where the project says nothing. @throws CommandError where it says something that can't be */
export function readConfig({ cwd }: Pick<Io, 'cwd'>): Config | undefined {
  const folder = cwd?.();
  if (folder === undefined) { return undefined; }
  const at = (file: string) => folder === process.cwd() ? file : join(folder, file);
  const own = at(CONFIG_FILE);
  if (existsSync(own)) { return checked(jsonOf(own), own, at); }
  const shared = at('package.json');
  if (!existsSync(shared)) { return undefined; }
  let json: unknown;
  // a package.json that can't be read is for npm to complain about
  try { json = JSON.parse(readFileText(shared, '')); } catch { return undefined; }
  const part = isRecord(json) ? json[PACKAGE_KEY] : undefined;
  return part === undefined ? undefined : checked(part, `${shared}: ${PACKAGE_KEY}`, at);
}

function jsonOf(file: string): unknown {
  const text = readFileText(file, EXAMPLE);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError(file, 'is not JSON', EXAMPLE, 'UnreadableInput');
  }
  const repeated = repeatedKey(text);
  if (!repeated) { return json; }
  throw new CommandError(file, `has the key '${repeated.key}' twice in one object`, 'keep one', 'UnreadableInput');
}

function checked(json: unknown, place: string, at: (file: string) => string): Config {
  if (!isRecord(json)) { throw new CommandError(place, 'is not a JSON object', EXAMPLE, 'UnreadableInput'); }
  const { $schema: _, ...entries } = json;
  for (const [key, value] of Object.entries(entries)) {
    if (!(CONFIG_KEYS as readonly string[]).includes(key)) {
      throw new CommandError(place, `has "${key}", which is not a known key`,
        didYouMean(key, CONFIG_KEYS, `use ${listed(CONFIG_KEYS)}`), 'UnreadableInput');
    }
    // an argument that begins with - would be something else than a file
    if (typeof value !== 'string' || value === '' || PATHS.has(key) && value.startsWith('-')) {
      throw new CommandError(place, `"${key}" must be ${PATHS.has(key) ? 'the path of a file' : 'a name'}`, EXAMPLE,
        'UnreadableInput');
    }
  }
  return {
    place,
    ...Object.fromEntries(Object.entries(entries as Readonly<Record<string, string>>)
      .map(([key, value]) => [key, PATHS.has(key) ? at(value) : value])),
  };
}
