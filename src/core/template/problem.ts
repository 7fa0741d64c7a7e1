/** What is wrong with a definition on its way into the model. */
import type { Code } from '../constraints/codes';
import { nearest } from '../nearest';

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

/** A value in a few words, for a message: its kind, and itself where it is short. */
export function described(value: unknown): string {
  if (value === null) { return 'null'; }
  if (Array.isArray(value)) { return 'a list'; }
  switch (typeof value) {
    case 'string': return `the string ${quoted(value)}`;
    case 'number': return `the number ${value}`;
    case 'boolean': return `${value}`;
    case 'object': return 'an object';
    case 'undefined': return 'nothing';
    default: return `a ${typeof value}`;
  }
}

/** Words of the user in single quotes, cut to a readable length and kept on one line. */
export function quoted(words: string): string {
  const line = words.replace(/\s+/g, ' ');
  return `'${line.length > 40 ? `${line.slice(0, 37)}...` : line}'`;
}

/** `did you mean 'x'?` where a known word is close, else what to do instead. */
export function suggestion(word: string, known: Iterable<string>, otherwise: string): string {
  // a key of thousands of characters is no slip of the pen, and comparing it would cost
  const near = word.length <= 60 ? nearest(word, known) : undefined;
  return near === undefined ? otherwise : `did you mean '${near}'?`;
}
