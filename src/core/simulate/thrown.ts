/** What was thrown, in words. It may be anything: objects without a text, getters that throw, proxies. */

export interface Thrown {
  /** Of an error: what its `name` says; else empty. */
  readonly name: string;
  /** In one line; empty where there is nothing to say. */
  readonly message: string;
}

export function readThrown(thrown: unknown): Thrown {
  if (typeof thrown !== 'object' || thrown === null) { return { name: '', message: oneLine(primitiveText(thrown)) }; }
  const name = member(thrown, 'name');
  const message = member(thrown, 'message');
  return {
    name: typeof name === 'string' ? name : '',
    message: oneLine(isText(message) ? String(message) : objectText(thrown, message)),
  };
}

/** The message alone. */
export function thrownText(thrown: unknown): string {
  return readThrown(thrown).message;
}

const OF_PROGRAMS = new Set(['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError']);

/**
 * Whether a handler that throws this is wrong itself: an assertion in it does not hold, or it is no good program. No
 * service would answer so, and a test that expects a failure must not pass by it.
 */
export function isMistake(thrown: unknown): boolean {
  return isAssertion(thrown) || typeof thrown === 'object' && thrown !== null
    && OF_PROGRAMS.has(readThrown(thrown).name);
}

/** Of node:assert, chai and vitest, or of the matchers of jest. */
export function isAssertion(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) { return false; }
  return /^(Jest)?AssertionError$/.test(readThrown(thrown).name) || member(thrown, 'code') === 'ERR_ASSERTION'
    || typeof member(thrown, 'matcherResult') === 'object';
}

const UNREADABLE = Symbol('unreadable');

function member(thrown: object, name: 'name' | 'message' | 'code' | 'matcherResult'): unknown {
  try {
    return (thrown as Record<string, unknown>)[name];
  } catch {
    return UNREADABLE;
  }
}

function isText(message: unknown): boolean {
  return typeof message === 'string' || typeof message === 'number' || typeof message === 'boolean'
    || typeof message === 'bigint';
}

function primitiveText(thrown: unknown): string {
  if (thrown === undefined) { return ''; }
  return typeof thrown === 'function' ? 'a function was thrown' : String(thrown);
}

// what has no message may have a text of its own; that of every object says nothing
function objectText(thrown: object, message: unknown): string {
  if (message === UNREADABLE) { return 'an object was thrown whose message can\'t be read'; }
  if (message !== undefined) { return 'an object was thrown whose message is not a string'; }
  try {
    const text = String(thrown);
    if (!text.startsWith('[object ')) { return text; }
  } catch {
    // it has none
  }
  return 'an object without a message was thrown';
}

function oneLine(text: string): string {
  return /[\r\n]/.test(text) ? text.split(/[\r\n]+/).map((line) => line.trim()).filter((line) => line !== '')
    .join(' ') : text;
}
