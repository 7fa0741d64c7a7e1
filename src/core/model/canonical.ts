import { isRecord } from './opaque';
import { put } from './put';

/** JSON with sorted keys: equal texts for equal data, however it was put together. For resolved data only. */
export function canonical(value: unknown): string {
  // a synth makes the text of each definition: lists of members and of their texts would be most of what it allocates
  if (Array.isArray(value)) {
    let items = '';
    for (let at = 0; at < value.length; at++) { items += `${at === 0 ? '' : ','}${canonical(value[at])}`; }
    return `[${items}]`;
  }
  if (typeof value === 'object' && value !== null) {
    let members = '';
    for (const key of keysInOrder(value)) {
      const member = (value as Record<string, unknown>)[key];
      if (member === undefined) { continue; }
      members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${canonical(member)}`;
    }
    return `{${members}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/**
 * The same data with the keys of each map in order, however it was put together: in some languages each run of a
 * program gives another order. Tokens are left alone.
 */
export function sortedKeys<T>(value: T): T {
  if (Array.isArray(value)) { return value.map(sortedKeys) as T; }
  if (!isRecord(value) || typeof value.resolve === 'function') { return value; }
  const sorted: Record<string, unknown> = {};
  for (const key of keysInOrder(value)) { put(sorted, key, sortedKeys(value[key])); }
  return sorted as T;
}

/** Most objects of a definition have few keys, in order already. */
function keysInOrder(value: object): readonly string[] {
  const keys = Object.keys(value);
  for (let at = 1; at < keys.length; at++) { if (keys[at - 1] > keys[at]) { return keys.sort(); } }
  return keys;
}
