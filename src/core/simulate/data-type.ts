/** The types of values, and what the service says of one that is wrong. */
import type { DeclaredType } from './types';

/** The type of a JSON value, as the service spells it in messages; NULL fits no declared type. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'string': return 'STRING';
    case 'number': return 'NUMBER';
    case 'boolean': return 'BOOLEAN';
    case 'object': return value === null ? 'NULL' : Array.isArray(value) ? 'ARRAY' : 'OBJECT';
    default: return 'NULL';
  }
}

/** Whether a value is of the declared type. */
export function isOfType(type: DeclaredType, value: unknown): boolean {
  switch (type) {
    case 'String': return typeof value === 'string';
    case 'Number': return typeof value === 'number';
    case 'Boolean': return typeof value === 'boolean';
    case 'Object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'Array': return Array.isArray(value);
    default: return true;
  }
}

/** The message of the service, as recorded: `Expected type for Node Output document of Node X to be STRING. Actual type is OBJECT.` */
export function typeMessage(port: 'Input' | 'Output', name: string, node: string, type: DeclaredType, value: unknown): string {
  return `Expected type for Node ${port} ${name} of Node ${node} to be ${(type ?? 'String').toUpperCase()}. Actual type is ${typeName(value)}.`;
}

/** Why a value is no JSON, with the place in it; `undefined` when it is. Text of any length costs nothing. */
export function notJson(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? search(value) : plainFault(value, '');
}

// a walk without recursion: what a handler gives may be nested deeper than a stack
function search(root: object): string | undefined {
  const open: { readonly value: object; readonly path: string; readonly keys: readonly string[]; at: number }[] = [];
  const above = new Set<object>();
  const enter = (value: object, path: string): string | undefined => {
    if (above.has(value)) { return `it contains itself at '${path}'`; }
    const prototype: unknown = Object.getPrototypeOf(value);
    if (!Array.isArray(value) && prototype !== null && Object.getPrototypeOf(prototype) !== null) {
      return `it has ${articled(value.constructor?.name ?? 'class')}${path ? ` at '${path}'` : ''}`;
    }
    above.add(value);
    open.push({ value, path, keys: Object.keys(value), at: 0 });
    return undefined;
  };
  let fault = enter(root, '');
  while (!fault && open.length > 0) {
    const top = open[open.length - 1];
    if (top.at === top.keys.length) {
      above.delete(top.value);
      open.pop();
      continue;
    }
    const key = top.keys[top.at++];
    const value = (top.value as Record<string, unknown>)[key];
    if (value === undefined && !Array.isArray(top.value)) { continue; } // JSON leaves such a member out
    if (typeof value === 'object' && value !== null) {
      fault = enter(value, joined(top.path, key));
    } else if (typeof value !== 'string' && typeof value !== 'boolean') {
      fault = plainFault(value, joined(top.path, key));
    }
  }
  return fault;
}

function joined(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}

function plainFault(value: unknown, path: string): string | undefined {
  const place = path ? ` at '${path}'` : '';
  if (typeof value === 'number') { return Number.isFinite(value) ? undefined : `it has the number ${value}${place}`; }
  if (value === undefined) { return path ? `it has undefined${place}` : undefined; }
  return ['bigint', 'function', 'symbol'].includes(typeof value) ? `it has ${articled(typeof value)}${place}` : undefined;
}

function articled(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
}
