/** Whether documents are the same, and whether one is part of another. */
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../src/core/model/opaque';

/** @param tolerance by how much numbers may differ */
export function isSame(given: unknown, wanted: unknown, tolerance = 0): boolean {
  if (tolerance === 0) { return isDeepStrictEqual(given, wanted); }
  if (typeof given === 'number' && typeof wanted === 'number') { return Math.abs(given - wanted) <= tolerance; }
  if (Array.isArray(given) && Array.isArray(wanted)) {
    return given.length === wanted.length && given.every((one, at) => isSame(one, wanted[at], tolerance));
  }
  if (!isRecord(given) || !isRecord(wanted)) { return isDeepStrictEqual(given, wanted); }
  const keys = Object.keys(wanted);
  return keys.length === Object.keys(given).length
    && keys.every((key) => Object.hasOwn(given, key) && isSame(given[key], wanted[key], tolerance));
}

/** A part of a text, a member of a list, or an object of whose members each is one or is part of one. */
export function isPart(whole: unknown, part: unknown): boolean {
  if (typeof whole === 'string') { return typeof part === 'string' && whole.includes(part); }
  if (Array.isArray(whole)) { return whole.some((one) => isDeepStrictEqual(one, part)); }
  return isRecord(whole) && isRecord(part) && Object.entries(part).every(([key, value]) => Object.hasOwn(whole, key)
    && (isDeepStrictEqual(whole[key], value) || isRecord(value) && isPart(whole[key], value)));
}
