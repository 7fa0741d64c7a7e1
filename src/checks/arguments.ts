import { Token } from 'aws-cdk-lib';
import { FlowError, refusal } from './flow-error';
import { speltMember } from './spelt';
import type { NumberLimit, TextLimit } from '../core/constraints';
import { notWhole, outOfRange, tooLong, tooShort, wrongCount, wrongText } from '../core/sentences/limits';
import { eitherOf, listed } from '../core/words/lists';
import { described } from '../core/words/quote';
import { didYouMean } from '../core/words/suggest';

/**
 * Refuses what is not a string: a program in plain JavaScript passes anything, and one in TypeScript a variable of the
 * environment that is not set.
 */
export function checkString(place: string, what: string, value: unknown): void {
  if (typeof value === 'string') { return; }
  const is = value === undefined || value === null || typeof value === 'number' ? String(value)
    : Array.isArray(value) ? 'an array' : `of type ${typeof value}`;
  throw new FlowError(place, `${what} is ${is}, but must be a string; pass `
    + `one${value === undefined ? ', and check whether an environment variable is not set' : ''}`, 'IllegalValue');
}

/** Refuses a text that breaks a limit of the service; what is a token is left to CloudFormation. */
export function checkText(place: string, what: string, value: string | undefined, limit: TextLimit): void {
  if (value === undefined || fitsText(value, limit) || Token.isUnresolved(value)) { return; }
  checkString(place, what, value);
  const { min = 0, max = Infinity, words } = limit;
  throw refusal(place, value.length < min ? tooShort(what, value, min)
    : value.length > max ? tooLong(what, value.length, max) : wrongText(what, value, words!), 'IllegalValue');
}

function fitsText(value: string, { min = 0, max = Infinity, pattern }: TextLimit): boolean {
  return typeof value === 'string' && value.length >= min && value.length <= max && (!pattern || pattern.test(value));
}

/** Refuses a number outside a limit of the service. */
export function checkNumber(
  place: string, what: string, value: number | undefined, limit: NumberLimit, whole = true,
): void {
  if (value === undefined) { return; }
  const low = limit.min ?? -Infinity;
  const high = limit.max ?? Infinity;
  const isInside = value >= low && value <= high;
  const fits = typeof value === 'number' && isInside && (whole ? Number.isInteger(value) : Number.isFinite(value));
  // aws-cdk-lib takes long to tell a token from a number, and most numbers are as they should be
  if (fits || Token.isUnresolved(value)) { return; }
  if (typeof value === 'string' && !Number.isNaN(Number(value))) {
    throw new FlowError(place, `${what} is the text '${value as string}', but must be a number; write it without `
      + 'quotes', 'IllegalValue');
  }
  if (typeof value !== 'number' || isInside && !Number.isFinite(value)) {
    const is = typeof value === 'number' ? value : described(value);
    throw new FlowError(place, `${what} is ${is}, but must be a number; write one`, 'IllegalValue');
  }
  throw refusal(place, isInside ? notWhole(what, value) : outOfRange(what, value, limit), 'IllegalValue');
}

/**
 * Refuses what is not an ARN of this kind, as far as it can be seen: parts of it may be tokens. `*` in the pattern of
 * the resource stands for such a part.
 */
export function checkArn(
  place: string, arn: string, { what, resource, example }: { what: string; resource: RegExp; example: string },
): void {
  checkString(place, `the ARN of ${what}`, arn);
  const tokens = /\$\{Token\[[^\]]*\]\}/g;
  if (/[*?]|\$\{/.test(arn.replace(tokens, ''))) {
    throw new FlowError(place, `'${arn}' has a wildcard or a policy variable, so a grant would cover all that matches; `
      + `name one, as ${example}`, 'IllegalValue');
  }
  const seen = arn.replace(tokens, '*');
  const [head, , service, , , ...rest] = seen.split(':');
  const isUnseen = seen.startsWith('*') || rest.length === 0 && seen.includes('*');
  if (isUnseen || head === 'arn' && /^(bedrock|\*)$/.test(service ?? '') && resource.test(rest.join(':'))) { return; }
  throw new FlowError(place, `'${arn}' is not the ARN of ${what}; write ${example}`, 'IllegalValue');
}

/** Refuses a number that only the deployment knows, where the library has to work with it. */
export function checkKnown(place: string, what: string, value: number | undefined): void {
  if (value === undefined || !Token.isUnresolved(value)) { return; }
  throw new FlowError(place, `${what} is a number known only at deployment, but is needed at synthesis; write a number`,
    'IllegalValue');
}

/** Refuses too long or too short a list. */
export function checkCount(place: string, what: string, count: number | undefined, limit: NumberLimit): void {
  if (count === undefined) { return; }
  const { min = 0, max = Infinity } = limit;
  if (count < min || count > max) { throw refusal(place, wrongCount(what, count, limit), 'IllegalValue'); }
}

/** Refuses what is none of an enumeration, as happens in JavaScript. */
export function checkChoice(place: string, what: string, value: string | undefined, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value)) { return; }
  const [is, remedy] = typeof value === 'string'
    ? [`'${value}'`, didYouMean(value, choices, 'choose one of them')] : [described(value), 'choose one of them'];
  throw new FlowError(place, `${what} is ${is}, but must be ${eitherOf(choices)}; ${remedy}`, 'IllegalValue');
}

/** Refuses what must be given and is not, as happens in JavaScript. */
export function checkGiven(place: string, members: { readonly [name: string]: unknown }): void {
  for (const [name, value] of Object.entries(members)) {
    if (value !== undefined && value !== null) { continue; }
    throw new FlowError(place, `'${speltMember(name)}' is required; pass it`,
      'IllegalValue');
  }
}

/** Of two ways to say the same, exactly one must be used. */
export function exactlyOne<T>(place: string, choices: { readonly [prop: string]: T | undefined }): T {
  const given = Object.keys(choices).filter((name) => choices[name] !== undefined && choices[name] !== null);
  if (given.length === 1) { return choices[given[0]]!; }
  const names = Object.keys(choices).map(speltMember);
  if (given.length === 0) {
    throw new FlowError(place,
      `neither ${names.map((name) => `'${name}'`).join(' nor ')} is given; give ${eitherOf(names)}`, 'IllegalValue');
  }
  throw new FlowError(place,
    `${listed(given.map(speltMember))} are both given; give only one of them`, 'IllegalValue');
}
