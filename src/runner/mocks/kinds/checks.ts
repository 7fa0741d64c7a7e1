/** Checks that kinds of mocks share. */
import type { CheckedPlace } from './mock-kind';
import { notJson } from '../../../core/simulate/plain-json';
import { described } from '../../../core/words/quote';

type Check = (value: unknown, place: CheckedPlace) => void;

/** What JSON can hold. */
export function checkJson(value: unknown, { path, mistakes }: Omit<CheckedPlace, 'parseOne'>): void {
  const fault = value === undefined ? 'it is undefined' : notJson(value);
  if (fault) { mistakes.add(path, `is not JSON: ${fault}`, 'give plain data'); }
}

/** A list with at least one entry; the rest is left to `each`. */
export function checkList(value: unknown, place: CheckedPlace, each: (item: unknown, path: string) => void): void {
  if (Array.isArray(value) && value.length > 0) {
    value.forEach((item, at) => each(item, `${place.path}[${at}]`));
  } else {
    mustBe(place, 'a list with at least 1 entry', value);
  }
}

/** A text that is not empty. */
export function checkText(what: string): Check {
  return (value, place) => { if (!isNonEmptyText(value)) { mustBe(place, what, value); } };
}

export function checkTrue(value: unknown, { path, mistakes }: CheckedPlace): void {
  if (value !== true) {
    mistakes.add(path, `must be true, got ${described(value)}`, 'give true, or choose another kind of mock');
  }
}

export function mustBe({ path, mistakes }: Omit<CheckedPlace, 'parseOne'>, wanted: string, value: unknown): void {
  mistakes.add(path, `must be ${wanted}, `
    + `got ${Array.isArray(value) && value.length === 0 ? 'an empty list' : described(value)}`, 'correct it');
}

export function isNonEmptyText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
