/** One walk over JSON of any shape and depth, for what works on texts. */
import { turned } from './keys';
import { isOpaque, isRecord } from '../model/opaque';
import { put } from '../model/put';

export interface TextWalk {
  /** Whether to change the texts inside intrinsics too. */
  readonly intoOpaque?: boolean;
  /** What a text becomes. */
  text(text: string, path: string): unknown;
  /** What a key becomes; it stays where this is not given. */
  key?(key: string, path: string): string;
}

interface Open {
  readonly source: object;
  readonly keys: readonly string[];
  at: number;
  readonly copy: unknown[] | Record<string, unknown>;
  readonly path: string;
}

/**
 * A copy of the JSON with its texts changed, in the order of the document. It keeps its own stack: a hundred thousand
 * levels are no trouble.
 */
export function mapTexts(root: unknown, walk: TextWalk): unknown {
  const open: Open[] = [];
  const visit = (value: unknown, path: string): unknown => {
    if (typeof value === 'string') { return walk.text(value, path); }
    if (!isContainer(value) || (!walk.intoOpaque && isOpaque(value))) { return value; }
    const copy = Array.isArray(value) ? [] : {};
    open.push({ source: value, keys: Object.keys(value), at: 0, copy, path });
    return copy;
  };
  const result = visit(root, '');
  while (open.length > 0) {
    const level = open[open.length - 1];
    if (level.at >= level.keys.length) {
      open.pop();
      continue;
    }
    const key = level.keys[level.at++];
    const value = (level.source as Record<string, unknown>)[key];
    if (Array.isArray(level.copy)) {
      level.copy.push(visit(value, `${level.path}[${key}]`));
    } else {
      const step = camel(key);
      put(level.copy, walk.key ? walk.key(key, level.path) : key, visit(value, level.path === ''
        ? step : `${level.path}.${step}`));
    }
  }
  return result;
}

// plain data only: a class instance such as a token stays what it is
function isContainer(value: unknown): value is object {
  if (Array.isArray(value)) { return true; }
  if (!isRecord(value)) { return false; }
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

// paths of problems are in the keys of the model
function camel(key: string): string {
  return key[0] >= 'A' && key[0] <= 'Z' ? turned(key) : key;
}
