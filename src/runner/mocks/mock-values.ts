/** What the value of each key of a mock must be. */
import type { MockKind } from './mock';
import type { MockOption } from './mock-kinds';
import type { Mistakes } from './parse-mocks';
import { isRecord } from '../../core/model/opaque';
import { listed } from '../../core/nearest';
import { notJson } from '../../core/simulate/plain-json';
import type { ExceptionCode } from '../../core/simulate/types';
import { below, described, quoted, suggestion } from '../../core/template/problem';

type Check = (value: unknown, path: string, mistakes: Mistakes) => void;

/** What an option must be; `undefined` where it is. */
export const OPTION_CHECKS: { readonly [O in MockOption]: (value: unknown) => string | undefined } = {
  latencyMs: (value) => isNumber(value, 0, 86_400_000) ? undefined : 'a number from 0 to 86400000',
  timeoutSeconds: (value) => isNumber(value, 0.1, 3600) ? undefined : 'a number from 0.1 to 3600',
  repeat: (value) => REPEATS.includes(value as string) ? undefined : listed(REPEATS).replace(' and ', ' or '),
  usage: (value) => isUsage(value) ? undefined : 'an object with inputTokens and outputTokens, whole numbers from 0',
  stopReason: (value) => isText(value) ? undefined : 'a text such as "max_tokens"',
  region: (value) => isText(value) ? undefined : 'a text',
};

const REPEATS = ['error', 'last', 'cycle'];

export const VALUE_CHECKS: { readonly [K in MockKind]: Check } = {
  returns: json,
  intervenes: text('the message of the guardrail'),
  asks: json,
  throws: exception,
  sequence: (value, path, mistakes) => {
    if (!filledList(value, path, mistakes)) { return; }
    value.forEach((item, at) => json(item, `${path}[${at}]`, mistakes));
  },
  calls: (value, path, mistakes) => { filledList(value, path, mistakes); },
  command: (value, path, mistakes) => {
    if (!filledList(value, path, mistakes)) { return; }
    value.forEach((word, at) => {
      if (typeof word !== 'string' || at === 0 && word === '') { wrong(`${path}[${at}]`, 'a text', word, mistakes); }
    });
  },
  lambda: text('the path of the module and its export, such as "./handler.js#handler"'),
  replay: text('the path of the recording'),
  folder: text('the path of the folder'),
  python: onlyTrue,
  user: onlyTrue,
  aws: onlyTrue,
  objects: (value, path, mistakes) => {
    if (!isRecord(value)) { return wrong(path, 'an object with texts by key', value, mistakes); }
    for (const [key, body] of Object.entries(value)) {
      if (typeof body !== 'string') { wrong(below(path, key), 'a text', body, mistakes); }
    }
  },
};

const CODES: readonly ExceptionCode[] = [
  'accessDeniedException', 'badGatewayException', 'conflictException', 'dependencyFailedException',
  'internalServerException',
  'resourceNotFoundException', 'serviceQuotaExceededException', 'throttlingException', 'validationException',
];
const MEMBERS = ['error', 'message', 'resourceName', 'reason'];

function exception(value: unknown, path: string, mistakes: Mistakes): void {
  if (!isRecord(value)) { return wrong(path, 'an object with "error" and "message"', value, mistakes); }
  for (const key of Object.keys(value)) {
    if (!MEMBERS.includes(key)) {
      mistakes.add(path, `has ${quoted(key)}, which an exception does not have`,
        suggestion(key, MEMBERS, `use ${listed(MEMBERS)}`));
    }
  }
  for (const key of MEMBERS.slice(1)) {
    if (value[key] !== undefined && typeof value[key] !== 'string') {
      wrong(below(path, key), 'a text', value[key], mistakes);
    }
  }
  if (value.message === undefined) { mistakes.add(path, 'has no "message"', 'add the message of the exception'); }
  if (typeof value.error !== 'string' || !(CODES as readonly string[]).includes(value.error)) {
    mistakes.add(below(path, 'error'), `must be the name of an exception of InvokeFlow, got ${described(value.error)}`,
      suggestion(String(value.error), CODES, `use one of ${listed(CODES)}`));
  }
}

function json(value: unknown, path: string, mistakes: Mistakes): void {
  const fault = value === undefined ? 'it is undefined' : notJson(value);
  if (fault) { mistakes.add(path, `is no JSON: ${fault}`, 'give plain data'); }
}

function filledList(value: unknown, path: string, mistakes: Mistakes): value is readonly unknown[] {
  if (Array.isArray(value) && value.length > 0) { return true; }
  wrong(path, 'a list with at least 1 entry', Array.isArray(value) ? [] : value, mistakes);
  return false;
}

function text(what: string): Check {
  return (value, path, mistakes) => { if (!isText(value)) { wrong(path, what, value, mistakes); } };
}

function onlyTrue(value: unknown, path: string, mistakes: Mistakes): void {
  if (value !== true) {
    mistakes.add(path, `must be true, got ${described(value)}`, 'give true, or choose another kind of mock');
  }
}

function wrong(path: string, wanted: string, value: unknown, mistakes: Mistakes): void {
  mistakes.add(path, `must be ${wanted}, `
    + `got ${Array.isArray(value) && value.length === 0 ? 'an empty list' : described(value)}`, 'correct it');
}

function isUsage(value: unknown): boolean {
  if (!isRecord(value) || Object.keys(value).some((key) => key !== 'inputTokens' && key !== 'outputTokens')) {
    return false;
  }
  return [value.inputTokens, value.outputTokens].every((count) => Number.isSafeInteger(count) && Number(count) >= 0);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isNumber(value: unknown, from: number, to: number): boolean {
  return typeof value === 'number' && value >= from && value <= to;
}
