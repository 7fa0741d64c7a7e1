/** Values that are nested so deep that walking them by calls would end the program: they are compared as texts. */
import { isRecord } from '../model/opaque';
import { put } from '../model/put';

/** Deeper than any definition of use; the loops that the service allows are not nested. */
const MAX_DEPTH = 300;

/** The value where it is not too deep, else a copy in which what is too deep is a text. */
export function shallow<T>(value: T): T {
  return isTooDeep(value, 0) ? cut(value, 0) as T : value;
}

function isTooDeep(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) { return false; }
  return depth >= MAX_DEPTH || Object.values(value).some((member) => isTooDeep(member, depth + 1));
}

function cut(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) { return value; }
  if (depth >= MAX_DEPTH) { return textOf(value); }
  if (Array.isArray(value)) { return value.map((item) => cut(item, depth + 1)); }
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) { put(copy, key, cut(member, depth + 1)); }
  return copy;
}

/** JSON with sorted keys, written without recursion. */
function textOf(value: unknown): string {
  const parts: string[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (next instanceof Literal) {
      parts.push(next.text);
    } else if (Array.isArray(next)) {
      parts.push('[');
      open.push(new Literal(']'));
      for (let at = next.length - 1; at >= 0; at--) { open.push(new Literal(','), next[at]); }
    } else if (isRecord(next)) {
      parts.push('{');
      open.push(new Literal('}'));
      for (const key of Object.keys(next).sort().reverse()) {
        open.push(new Literal(','), next[key], new Literal(`${JSON.stringify(key)}:`));
      }
    } else {
      parts.push(JSON.stringify(next) ?? 'null');
    }
  }
  return parts.join('');
}

class Literal {
  public constructor(public readonly text: string) {}
}
