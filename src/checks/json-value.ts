import { Token } from 'aws-cdk-lib';
import { aClassOf } from './class-name';
import { FlowError } from './flow-error';
import { anA } from '../core/words/article';

/**
 * Refuses what is not JSON, as plain JavaScript and `any` let through: what a program makes of a construct, a function
 * or a date when it is written as text is not what the flow is to get.
 */
export function checkJson(place: string, what: string, value: unknown): void {
  const wrong = wrongIn(value, '', []);
  if (wrong === undefined) { return; }
  throw new FlowError(place, `${what} ${wrong}, but must be JSON; pass a string, a number, a boolean, a list or an `
    + 'object of them, such as the name of what is meant', 'IllegalValue');
}

/** What is wrong with the first such value in it, and where that is. */
function wrongIn(value: unknown, path: string, around: readonly unknown[]): string | undefined {
  const says = (kind: string) => path === '' ? `is ${kind}` : `has ${kind} at '${path}'`;
  switch (typeof value) {
    case 'function': return says('a function');
    case 'bigint': case 'symbol': return says(anA(typeof value));
    case 'number': return Number.isFinite(value) ? undefined : says(String(value));
    case 'object': break;
    default: return undefined;
  }
  if (value === null || Token.isUnresolved(value)) { return undefined; }
  if (around.includes(value)) { return says('itself'); }
  const made = Array.isArray(value) ? undefined : aClassOf(value);
  if (made !== undefined) { return says(made); }
  for (const [key, inside] of Object.entries(value)) {
    const wrong = wrongIn(inside, path === '' ? key : `${path}.${key}`, [...around, value]);
    if (wrong !== undefined) { return wrong; }
  }
  return undefined;
}
