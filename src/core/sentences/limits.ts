import type { Sentence } from './sentence';
import type { NumberLimit } from '../constraints';
import { name, quoted } from '../words/quote';

export function tooLong(what: string, length: number, max: number): Sentence {
  return { message: `${what} is ${length} characters long, the service allows ${max}`, remedy: 'shorten it' };
}

export function tooShort(what: string, value: string, min: number): Sentence {
  if (value === '') { return { message: `${what} is empty`, remedy: 'write something, or leave it out' }; }
  return {
    message: `${what} is ${quoted(value)}, the service needs at least ${min} characters`, remedy: 'write a longer one',
  };
}

/** @param words what the pattern asks for, after "must" */
export function wrongText(what: string, value: string, words: string): Sentence {
  return { message: `${what} is ${name(value)}, but must ${words}`, remedy: 'correct it' };
}

export function expressionTooLong(expression: string, max: number): Sentence {
  return {
    message: `expression ${quoted(expression)} is ${expression.length} characters long, the service allows ${max}`,
    remedy: 'shorten the names in it, or split it',
  };
}

export function outOfRange(what: string, value: number, { min = -Infinity, max = Infinity }: NumberLimit): Sentence {
  return {
    message: `${what} is ${value}, the service allows ${min} to ${max}`, remedy: 'choose a value in that range',
  };
}

export function notWhole(what: string, value: number): Sentence {
  return {
    message: `${what} is ${value}, but must be a whole number`,
    remedy: `choose ${Math.floor(value)} or ${Math.ceil(value)}`,
  };
}

export function wrongCount(what: string, count: number, { min = 0, max = Infinity }: NumberLimit): Sentence {
  const allowed = max === Infinity ? `at least ${min}` : min === 0 ? `at most ${max}` : `${min} to ${max}`;
  return {
    message: `${what} has ${count} entries, the service allows ${allowed}`,
    remedy: count > max ? 'remove some' : 'add some',
  };
}
