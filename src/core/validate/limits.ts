/** One value against one limit, in the words of a finding. */
import type { Report } from './finding';
import { type Code, NUMBER, type NumberLimit, TEXT, type TextLimit } from '../constraints';
import type { Kind } from '../model/member';
import { quoted } from '../words/quote';
import { didYouMean } from '../words/suggest';

export type LimitCode = Extract<Code, 'IllegalName' | 'IllegalValue' | 'ExpressionTooLong'>;

export interface Fault extends Pick<Report, 'message' | 'remedy' | 'value' | 'severity'> {
  readonly code: LimitCode;
}

const NAMES: ReadonlySet<TextLimit> = new Set([TEXT.nodeName, TEXT.connectionName, TEXT.promptVariable]);
const EXPRESSIONS: ReadonlySet<TextLimit> = new Set([TEXT.inputExpression, TEXT.conditionExpression]);
/** No pattern allows a longer text, and matching one would only cost. */
const LONGEST = 10_000;

export function textFault(limit: TextLimit | undefined, value: string, name: string): Fault | undefined {
  if (!limit) { return undefined; }
  const { min = 0, max = Infinity, pattern, words } = limit;
  const code = NAMES.has(limit) ? 'IllegalName' : 'IllegalValue';
  if (EXPRESSIONS.has(limit)) { return expressionFault(value, max); }
  if (value.length > max) {
    return {
      code,
      message: `${name} is ${value.length} characters long, the service allows ${max}`,
      remedy: 'shorten it',
      value: value.length,
    };
  }
  if (value.length < min) {
    return { code, message: `${name} is empty`, remedy: 'write something, or leave it out', value };
  }
  if (!pattern || value.length <= LONGEST && pattern.test(value)) { return undefined; }
  const message = code === 'IllegalName'
    ? `${name} ${quoted(value)} must ${words}` : `${name} is ${quoted(value)}, but must ${words}`;
  // the console stores such names, and an import makes them anew
  return isLongConnectionName(limit, value)
    ? { code, message, remedy: 'shorten it (FlowDefinition does)', value, severity: 'warning' }
    : { code, message, remedy: code === 'IllegalName' ? 'rename it' : 'correct it', value };
}

// that one is empty is said where expressions are read
function expressionFault(value: string, max: number): Fault | undefined {
  if (value.length <= max) { return undefined; }
  return {
    code: 'ExpressionTooLong',
    message: `expression ${quoted(value)} is ${value.length} characters long, the service allows ${max}`,
    remedy: 'shorten the names in it, or split it',
    value,
  };
}

function isLongConnectionName(limit: TextLimit, value: string): boolean {
  return limit === TEXT.connectionName && value.length <= LONGEST && /^[a-zA-Z](_?[0-9a-zA-Z])+$/.test(value);
}

type NumberKind = Extract<Kind, { kind: 'number' }>;

export function numberFault(kind: NumberKind, value: number, name: string, path: () => string): Fault | undefined {
  const { min = -Infinity, max = Infinity } = kind.limit ?? {};
  // an inline prompt with more tokens is one that CloudFormation can't express: said so by a rule of its own
  const highest = kind.limit === NUMBER.maxTokens && path().includes('.inline.') ? Infinity : max;
  if (!(value >= min && value <= highest)) {
    return {
      code: 'IllegalValue',
      message: `${name} is ${value}, the service allows ${min} to ${max}`,
      remedy: 'choose a value in that range',
      value,
    };
  }
  if (!kind.whole || Number.isInteger(value)) { return undefined; }
  return {
    code: 'IllegalValue',
    message: `${name} is ${value}, but must be a whole number`,
    remedy: `choose ${Math.round(value)}`,
    value,
  };
}

export function choiceFault(values: readonly string[], value: string, name: string): Fault | undefined {
  if (values.includes(value)) { return undefined; }
  const all = values.map((one) => `'${one}'`).join(', ');
  const message = `${name} is ${quoted(value)}, the service has only ${all}`;
  return { code: 'IllegalValue', message, remedy: didYouMean(value, values, 'use one of those'), value };
}

export function listFault(limit: NumberLimit | undefined, length: number, name: string): Fault | undefined {
  const { min = 0, max = Infinity } = limit ?? {};
  if (length >= min && length <= max) { return undefined; }
  const allowed = max === Infinity ? `at least ${min}` : `${min} to ${max}`;
  return {
    code: 'IllegalValue',
    message: `${name} has ${length} entries, the service allows ${allowed}`,
    remedy: length > max ? 'remove some' : 'add some',
    value: length,
  };
}
