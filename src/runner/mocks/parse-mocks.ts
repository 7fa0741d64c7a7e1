/** Reads a mock file, strictly: each mistake is one line with the file, the place, the value and what to do. */
import { MOCK_KINDS } from './kinds';
import type { MockKindOf } from './kinds/mock-kind';
import type { MockOptionKind } from './kinds/options';
import { Mistakes } from './mistakes';
import type { Mock, MockFile, MockKind } from './mock';
import { EFFECT_TYPES, isEffectType } from '../../core/kinds';
import { isRecord } from '../../core/model/opaque';
import type { EffectType } from '../../core/simulate/types';
import { below } from '../../core/template/problem';
import { listed } from '../../core/words/lists';
import { described, quoted } from '../../core/words/quote';
import { didYouMean } from '../../core/words/suggest';
import type { MockFunction } from '../handlers/function-handler';

/** The same with functions, which only TypeScript can give. */
export interface Mocks extends Omit<MockFile, 'nodes' | 'types'> {
  readonly nodes?: { readonly [name: string]: Mock | MockFunction };
  readonly types?: { readonly [T in EffectType]?: Mock | MockFunction };
}

/**
 * Checks what is given as mocks.
 * @param source the file, for messages
 * @throws SimulateError with a line for each mistake
 */
export function parseMocks(json: unknown, source: string): Mocks {
  const mistakes = new Mistakes(source);
  if (!isRecord(json)) {
    mistakes.add('', `must be an object, got ${described(json)}`, 'give {"nodes": {"NameOfANode": {"returns": "its '
      + 'output"}}}');
  } else {
    parseFile(json, mistakes);
  }
  mistakes.check();
  return json as Mocks;
}

/** Checks one mock. */
export function parseMock(json: unknown, path: string, mistakes: Mistakes, isInCalls = false): void {
  if (typeof json === 'function') { return; }
  if (!isRecord(json)) {
    mistakes.add(path, `must be a mock, got ${described(json)}`, `give {"returns": ${shortJson(json)}}`);
    return;
  }
  const known = Object.keys(MOCK_KINDS);
  const kinds = Object.keys(json).filter((key): key is MockKind => Object.hasOwn(MOCK_KINDS, key));
  if (kinds.length === 0) {
    const [key] = Object.keys(json);
    const remedy = key === undefined
      ? 'give {"returns": "its output"}' : didYouMean(key, known, `use one of ${listed(known)}`);
    mistakes.add(path, key === undefined ? 'is empty' : `has ${quoted(key)}, which is not a kind of mock`, remedy);
    return;
  }
  if (kinds.length > 1) {
    mistakes.add(path, `has ${listed(kinds)}`, 'keep one of them');
    return;
  }
  parseKind(json, kinds[0], path, mistakes, isInCalls);
}

function parseFile(json: Record<string, unknown>, mistakes: Mistakes): void {
  for (const key of Object.keys(json)) {
    if (!FILE_KEYS.includes(key)) {
      mistakes.add('', `has ${quoted(key)}, which mocks do not have`,
        didYouMean(key, FILE_KEYS, `use one of ${listed(FILE_KEYS)}`));
    }
  }
  if (json.$schema !== undefined && typeof json.$schema !== 'string') {
    mistakes.add('$schema', `must be a string, got ${described(json.$schema)}`, 'give the path or URL of the schema, '
      + 'or leave it out');
  }
  for (const part of ['nodes', 'types'] as const) {
    const mocks = json[part];
    if (mocks === undefined) { continue; }
    if (!isRecord(mocks)) {
      mistakes.add(part, `must be an object, got ${described(mocks)}`, part === 'nodes'
        ? 'give a mock for each node by its name' : 'give mocks by node type');
      continue;
    }
    for (const [name, mock] of Object.entries(mocks)) {
      if (part === 'types' && !isEffectType(name)) {
        mistakes.add(below(part, name), 'is not a node type that can be mocked',
          didYouMean(name, EFFECT_TYPES, `use one of ${listed(EFFECT_TYPES)}`));
      }
      parseMock(mock, below(part, name), mistakes);
    }
  }
}

const FILE_KEYS = ['$schema', 'input', 'nodes', 'types'];

function parseKind<K extends MockKind>(
  json: Record<string, unknown>, kind: K, path: string, mistakes: Mistakes, isInCalls: boolean,
): void {
  const { options, check, answersInTurn }: MockKindOf<K> = MOCK_KINDS[kind];
  const known: { readonly [name: string]: MockOptionKind } = options;
  for (const [key, value] of Object.entries(json)) {
    if (key === kind) { continue; }
    if (!Object.hasOwn(known, key)) {
      const names = Object.keys(known);
      mistakes.add(path, `has ${quoted(key)}, which a mock with "${kind}" does not have`,
        names.length === 0 ? 'remove it' : didYouMean(key, names, `remove it, or use ${listed(names)}`));
      continue;
    }
    const wanted = known[key].wanted(value);
    if (wanted) {
      mistakes.add(below(path, key), `must be ${wanted}, got ${described(value)}`, 'correct it, or leave it out');
    }
  }
  const place = below(path, kind);
  if (isInCalls && answersInTurn) {
    mistakes.add(place, `"${kind}" stands inside of "calls"`, 'give one mock for each call');
  } else {
    check(json[kind], { path: place, mistakes, parseOne: (one, at) => parseMock(one, at, mistakes, true) });
  }
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value) ?? '"its output"';
  return text.length > 60 ? '…' : text;
}
