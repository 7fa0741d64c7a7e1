import type { Sentence } from './sentence';
import type { NumberLimit } from '../constraints';
import { name, quoted } from '../words/quote';

export function tooLong(what: string, length: number, max: number): Sentence {
  return { message: `${what} is ${length} characters long, but the service allows ${max}`, remedy: 'shorten it' };
}

export function tooShort(what: string, value: string, min: number): Sentence {
  if (value === '') { return { message: `${what} is empty`, remedy: 'write something, or leave it out' }; }
  return {
    message: `${what} is ${quoted(value)}, but the service needs at least ${min} characters`,
    remedy: 'write a longer one',
  };
}

/** @param words what the pattern asks for, after "must" */
export function wrongText(what: string, value: string, words: string): Sentence {
  return { message: `${what} is ${name(value)}, but must ${words}`, remedy: 'correct it' };
}

export function expressionTooLong(expression: string, max: number): Sentence {
  return {
    message: `expression ${quoted(expression)} is ${expression.length} characters long, but the service allows ${max}`,
    remedy: 'shorten the names in it, or split it',
  };
}

/** Limits are those of Amazon Bedrock, of another service, or of this library, so that none is named. */
export function outOfRange(what: string, value: number, limit: NumberLimit): Sentence {
  return { message: `${what} is ${value}, but must be ${range(limit)}`, remedy: 'choose a value in that range' };
}

export function notWhole(what: string, value: number): Sentence {
  return {
    message: `${what} is ${value}, but must be a whole number`,
    remedy: `choose ${Math.floor(value)} or ${Math.ceil(value)}`,
  };
}

export function wrongCount(what: string, count: number, limit: NumberLimit): Sentence {
  const entries = count === 1 ? '1 entry' : `${count} entries`;
  return {
    message: `${what} has ${entries}, but the service allows ${range({ ...limit, min: limit.min || -Infinity })}`,
    remedy: count > (limit.max ?? count) ? 'remove some' : 'add some',
  };
}

function range({ min = -Infinity, max = Infinity }: Pick<NumberLimit, 'min' | 'max'>): string {
  if (max === Infinity) { return `at least ${min}`; }
  return min === -Infinity ? `at most ${max}` : `${min} to ${max}`;
}
