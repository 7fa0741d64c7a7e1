/** What is wrong with a definition on its way into the model. */
import type { Code } from '../constraints/codes';

export interface Problem {
  readonly code: Code;
  /** Where, in the keys of the model: `nodes[3].configuration.prompt.sourceConfiguration`; empty for the whole. */
  readonly path: string;
  /** The key of the object at that path that it is about, as it is written. */
  readonly key?: string;
  /** What is wrong: one line, lower case, no full stop. */
  readonly message: string;
  /** What to do, in the same style. */
  readonly remedy: string;
  /** The value it is about. */
  readonly value?: unknown;
  /** Where the service may well take it. */
  readonly isMild?: true;
}

/** The path of a member below another path. */
export function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

/** The problem with its place before it, without the remedy. */
export function toldAt({ path, message }: Pick<Problem, 'path' | 'message'>): string {
  // what has a subject of its own does not go on from the path
  return path === '' ? message : `${path}${message.startsWith('the ') ? ':' : ''} ${message}`;
}
