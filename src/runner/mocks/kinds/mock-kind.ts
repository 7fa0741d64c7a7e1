/** What there is to say about a kind of mock. */
import type { MockOptionKind } from './options';
import type { AsyncHandler } from '../../../core/simulate/handlers';
import type { EffectType } from '../../../core/simulate/types';
import type { Tools } from '../../tools';
import type { Mistakes } from '../mistakes';
import type { Mock, MockKind, MockShapes } from '../mock';

/** A part of `mocks.schema.json`. */
export type Schema = { readonly [keyword: string]: unknown };

export interface MockKindOf<K extends MockKind> {
  /** What `docs/testing.md` says: a mock as one would write it, and what it answers. */
  readonly doc: { readonly example: MockShapes[K]; readonly answers: string };
  /** What a mock of this kind may have beside its own key: all of it. */
  readonly options: { readonly [O in Exclude<keyof MockShapes[K], K>]-?: MockOptionKind };
  /** The types of nodes it is for. Default: all that can be mocked. */
  readonly types?: readonly EffectType[];
  /** Reports what is wrong with the value of its key. */
  readonly check: (value: unknown, place: CheckedPlace) => void;
  /** What `check` lets through, for editors. */
  readonly schema: Schema;
  /** What answers. Where the tools are those of a synchronous run, it must answer at once. */
  readonly handler: (mock: MockShapes[K], place: AnsweringPlace) => AsyncHandler;
  /** Whether it has an answer for each call by itself, and so must not stand inside of `calls`. Default: false */
  readonly answersInTurn?: true;
  /** Whether a run may see what another has left behind. Default: false */
  readonly isShared?: true;
  /** The mocks inside of it. Default: none */
  readonly parts?: (mock: MockShapes[K]) => readonly Mock[];
  /** The program that it starts, in words. Default: it starts none */
  readonly program?: (mock: MockShapes[K]) => string;
  /** A file of answers that it reads, relative to the mock file. Default: none */
  readonly recording?: (mock: MockShapes[K]) => string;
}

/** Where a value stands that is checked. */
export interface CheckedPlace {
  readonly path: string;
  readonly mistakes: Mistakes;
  /** Checks a mock inside of this one. */
  readonly parseOne: (json: unknown, path: string) => void;
}

/** What a mock answers with. */
export interface AnsweringPlace {
  /** What its paths are relative to. */
  readonly folder: string;
  readonly tools: Tools;
  /** The handler of a mock inside of this one. */
  readonly handlerOf: (mock: Mock) => AsyncHandler;
}
