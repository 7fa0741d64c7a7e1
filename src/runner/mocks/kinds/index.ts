/**
 * The kinds of mocks, each in a file of its own. A new one is its shape in `mock.ts`, its file, and its line here;
 * until then nothing compiles. `npx projen tables` writes the schema and `docs/testing.md` from them.
 */
import { ASKS } from './asks';
import { AWS } from './aws';
import { CALLS } from './calls';
import { COMMAND } from './command';
import { FOLDER } from './folder';
import { INTERVENES } from './intervenes';
import { LAMBDA } from './lambda';
import type { AnsweringPlace, MockKindOf } from './mock-kind';
import { OBJECTS } from './objects';
import { OPENAI } from './openai';
import { PYTHON } from './python';
import { REPLAY } from './replay';
import { RETURNS } from './returns';
import { SEQUENCE } from './sequence';
import { THROWS } from './throws';
import { USER } from './user';
import type { AsyncHandler } from '../../../core/simulate/handlers';
import type { Mock, MockKind, MockShapes } from '../mock';

export const MOCK_KINDS: { readonly [K in MockKind]: MockKindOf<K> } = {
  returns: RETURNS,
  intervenes: INTERVENES,
  throws: THROWS,
  asks: ASKS,
  sequence: SEQUENCE,
  calls: CALLS,
  command: COMMAND,
  lambda: LAMBDA,
  python: PYTHON,
  replay: REPLAY,
  user: USER,
  objects: OBJECTS,
  folder: FOLDER,
  aws: AWS,
  openai: OPENAI,
};

/** Whether a key says which kind a mock is. */
function isMockKind(key: string): key is MockKind {
  return Object.hasOwn(MOCK_KINDS, key);
}

/** What answers for a mock; its key says which kind that is, and what has no known key answers nothing. */
export function handlerOf(mock: Mock, place: Pick<AnsweringPlace, 'folder' | 'tools'>): AsyncHandler {
  return handlerOfKind(kindOf(mock), mock, { ...place, handlerOf: (one) => handlerOf(one, place) });
}

function handlerOfKind<K extends MockKind>(key: K, mock: MockShapes[K], place: AnsweringPlace): AsyncHandler {
  const kind: MockKindOf<K> = MOCK_KINDS[key];
  return kind.handler(mock, place);
}

/** A mock and all mocks inside of it, each with its path. */
export function* everyMock(mock: Mock, path: string): Generator<FoundMock> {
  const kind = kindOf(mock);
  yield { mock, kind, path };
  for (const [at, part] of (tell(kind, mock, ({ parts }, one) => parts?.(one)) ?? []).entries()) {
    yield* everyMock(part, `${path}.${kind}[${at}]`);
  }
}

/** What kinds have to say about a mock and the mocks inside of it; a kind may have nothing to say. */
export function tellAll<T>(mock: Mock, telling: Telling<T>): readonly T[] {
  return [...everyMock(mock, '')].map((found) => tell(found.kind, found.mock, telling))
    .filter((told): told is NonNullable<typeof told> => told !== undefined);
}

/** A question to the record of a kind about one mock of it. */
type Telling<T> = <K extends MockKind>(kind: MockKindOf<K>, mock: MockShapes[K]) => T | undefined;

interface FoundMock {
  readonly mock: Mock;
  readonly kind: MockKind;
  readonly path: string;
}

function tell<K extends MockKind, T>(key: K, mock: MockShapes[K], telling: Telling<T>): T | undefined {
  return telling(MOCK_KINDS[key], mock);
}

function kindOf(mock: Mock): MockKind {
  const key = Object.keys(mock).find(isMockKind);
  if (key === undefined) { throw new Error('a mock without a kind was not parsed'); }
  return key;
}
