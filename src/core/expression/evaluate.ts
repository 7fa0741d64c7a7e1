/** Evaluates parsed expressions on JSON values. */
import type { Step } from './parse';
import { isDefinite } from './parse';

/** What an expression that selects nothing yields; no JSON value is it. */
export const NOTHING: unique symbol = Symbol('nothing');

/**
 * The value that the steps lead to: for `*`, lists of indexes and slices an Array of all that is there, else one value
 * or NOTHING.
 */
export function evaluate(steps: readonly Step[], value: unknown): unknown {
  if (!isDefinite(steps)) { return evaluateAll(steps, value); }
  let at = value;
  for (const step of steps) {
    at = step.kind === 'name' ? memberOf(at, step.name) : elementOf(at, (step as { index: number }).index);
  }
  return at;
}

function evaluateAll(steps: readonly Step[], value: unknown): readonly unknown[] {
  let found: unknown[] = [value];
  for (const step of steps) {
    const next: unknown[] = [];
    for (const one of found) { take(step, one, next); }
    found = next;
  }
  return found;
}

function take(step: Step, value: unknown, into: unknown[]): void {
  switch (step.kind) {
    case 'name': return put(memberOf(value, step.name), into);
    case 'index': return put(elementOf(value, step.index), into);
    case 'indexes':
      for (const index of step.indexes) { put(elementOf(value, index), into); }
      return;
    case 'slice':
      if (Array.isArray(value)) { for (const one of value.slice(step.from, step.to)) { into.push(one); } }
      return;
    case 'wildcard':
      if (typeof value === 'object' && value !== null) { for (const one of Object.values(value)) { into.push(one); } }
  }
}

function put(value: unknown, into: unknown[]): void {
  if (value !== NOTHING) { into.push(value); }
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) {
    return NOTHING;
  }
  return (value as Record<string, unknown>)[name];
}

// a negative index counts from the end; only the lenient parser lets one through
function elementOf(value: unknown, index: number): unknown {
  if (!Array.isArray(value)) { return NOTHING; }
  const at = index < 0 ? value.length + index : index;
  return at >= 0 && at < value.length ? value[at] : NOTHING;
}
