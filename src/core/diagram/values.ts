/** Values of a definition in words, whatever stands in their place. */
import { isOpaque, isRecord } from '../model/opaque';

/** Stands for a value that only a deployment knows. */
export const UNKNOWN = '(known at deployment)';

/** A name, expression or type for people, whatever stands in its place. */
export function shown(value: unknown, instead: string): string {
  if (isOpaque(value)) { return UNKNOWN; }
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : instead;
}

/** A condition by name and expression; the default has a name alone. */
export function conditionWords(condition: unknown): string {
  const name = shown(at(condition, 'name'), '(no name)');
  const expression = at(condition, 'expression');
  return expression === undefined ? name : `${name}: ${shown(expression, '?')}`;
}

/** A member of a member; `undefined` where the way breaks off. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((part, key) => isRecord(part) && Object.hasOwn(part, key) ? part[key] : undefined, value);
}

/** An id, or the end of an ARN that tells what it is; `undefined` where only a deployment knows. */
export function known(value: unknown): string | undefined {
  if (typeof value !== 'string') { return undefined; }
  const end = value.startsWith('arn:') ? value.replace(/^.*:function:|^.*?\//s, '') : value;
  return isOpaque(end) ? undefined : end;
}
