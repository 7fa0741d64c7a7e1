/** One value against one limit, in the words of a finding. */
import type { Report } from './finding';
import { type Code, NUMBER, type NumberLimit, TEXT, type TextLimit } from '../constraints';
import type { Kind } from '../model/member';
import { expressionTooLong, notWhole, outOfRange, tooLong, tooShort, wrongCount, wrongText } from '../sentences/limits';
import { illegalName } from '../sentences/names';
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
  const id = /^arn:.*[/:]([^/:]+)$/.exec(value.slice(0, LONGEST))?.[1];
  if (id !== undefined && id.length <= max && pattern?.test(id) && !(value.length <= max && pattern.test(value))) {
    return { code, message: `${name} is the ARN ${quoted(value)}, but must ${words}`, remedy: `give '${id}'`, value };
  }
  if (value.length > max) {
    return { code, ...tooLong(name, value.length, max), value: value.length };
  }
  if (value.length < min) {
    return { code, ...tooShort(name, value, min), value };
  }
  if (!pattern || value.length <= LONGEST && pattern.test(value)) { return undefined; }
  if (code === 'IllegalValue') { return { code, ...wrongText(name, value, words!), value }; }
  // the console stores such names, and an import makes them anew
  return isLongConnectionName(limit, value)
    ? { code, ...illegalName(name, value, words!, 'shorten it (FlowDefinition does)'), value, severity: 'warning' }
    : { code, ...illegalName(name, value, words!), value };
}

// that one is empty is said where expressions are read
function expressionFault(value: string, max: number): Fault | undefined {
  if (value.length <= max) { return undefined; }
  return { code: 'ExpressionTooLong', ...expressionTooLong(value, max), value };
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
    return { code: 'IllegalValue', ...outOfRange(name, value, { ...kind.limit, source: '' }), value };
  }
  return !kind.whole || Number.isInteger(value)
    ? undefined : { code: 'IllegalValue', ...notWhole(name, value), value };
}

export function choiceFault(values: readonly string[], value: string, name: string): Fault | undefined {
  if (values.includes(value)) { return undefined; }
  const all = values.map((one) => `'${one}'`).join(', ');
  const message = `${name} is ${quoted(value)}, but the service has only ${all}`;
  return { code: 'IllegalValue', message, remedy: didYouMean(value, values, 'use one of those'), value };
}

export function listFault(limit: NumberLimit | undefined, length: number, name: string): Fault | undefined {
  const { min = 0, max = Infinity } = limit ?? {};
  if (length >= min && length <= max) { return undefined; }
  return { code: 'IllegalValue', ...wrongCount(name, length, { min, max, source: '' }), value: length };
}
