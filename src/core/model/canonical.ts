import { isRecord } from './opaque';
import { put } from './put';

/** JSON with sorted keys: equal texts for equal data, however it was put together. For resolved data only. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) { return `[${value.map(canonical).join(',')}]`; }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined)
      .sort(([left], [right]) => left < right ? -1 : 1);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`).join(',')}}`;
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
  for (const key of Object.keys(value).sort()) { put(sorted, key, sortedKeys(value[key])); }
  return sorted as T;
}
