/** Finds where a text stops being JSON: JSON.parse says so in other words in each engine, and often without a place. */

export interface JsonError {
  readonly offset: number;
  readonly cause: string;
}

const NUMBER = /-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\n\r]*/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;
const PLACEHOLDER = /\$\{[^{}"]*\}/y;

type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'next';

/** The first error, `undefined` for JSON. A bare `${placeholder}` counts as a value. */
export function jsonError(text: string): JsonError | undefined {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let at = 0;
  const wrong = (): JsonError => ({ offset: at, cause: `${wanted(expected, open)}${slip(text, at, expected)}` });
  for (;;) {
    at = skip(BLANK, text, at);
    const char = text[at];
    if (char === undefined) {
      return expected === 'next'
        && open.length === 0 ? undefined : { offset: at, cause: `the text ends, but ${wanted(expected, open)}` };
    }
    if (expected === 'next') {
      const inside = open[open.length - 1];
      if (inside !== undefined && char === ',') {
        expected = inside === '{' ? 'key' : 'value';
      } else if (inside !== undefined && char === CLOSE[inside]) {
        open.pop();
      } else {
        return wrong();
      }
      at++;
    } else if (expected === ':') {
      if (char !== ':') { return wrong(); }
      expected = 'value';
      at++;
    } else if ((expected === 'key or }' && char === '}') || (expected === 'value or ]' && char === ']')) {
      open.pop();
      expected = 'next';
      at++;
    } else if (char === '"') {
      const end = endOfString(text, at);
      if (typeof end !== 'number') { return end; }
      expected = expected.startsWith('key') ? ':' : 'next';
      at = end;
    } else if (expected.startsWith('key')) {
      return wrong();
    } else if (char === '{' || char === '[') {
      open.push(char);
      expected = char === '{' ? 'key or }' : 'value or ]';
      at++;
    } else {
      const end = Math.max(skip(NUMBER, text, at), skip(WORD, text, at), skip(PLACEHOLDER, text, at));
      if (end === at) { return wrong(); }
      expected = 'next';
      at = end;
    }
  }
}

/**
 * A key that an object has twice: JSON.parse would quietly drop the first. `undefined` where there is none.
 *
 * @param text is known to be JSON; with bare `${placeholders}` too
 */
export function repeatedKey(text: string): { readonly key: string; readonly offset: number } | undefined {
  // of each open object its keys, of a list nothing
  const open: (Set<string> | undefined)[] = [];
  let isKeyNext = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '"') {
      const end = endOfText(text, at);
      const keys = open[open.length - 1];
      if (keys && isKeyNext) {
        const key = JSON.parse(text.slice(at, end)) as string;
        if (keys.has(key)) { return { key, offset: at }; }
        keys.add(key);
        isKeyNext = false;
      }
      at = end - 1;
    } else if (char === '$') {
      at = Math.max(at, skip(PLACEHOLDER, text, at) - 1);
    } else if (char === '{' || char === '[') {
      open.push(char === '{' ? new Set() : undefined);
      isKeyNext = true;
    } else if (char === '}' || char === ']') {
      open.pop();
    } else if (char === ',') {
      isKeyNext = true;
    }
  }
  return undefined;
}

// searched, not read sign by sign: texts are long, and known to be closed
function endOfText(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') { slashes++; }
    if (slashes % 2 === 0) { return at + 1; }
  }
  return text.length;
}

/** Puts quotes around each bare `${placeholder}`, so that the text can be parsed. */
export function quotePlaceholders(text: string): string {
  let quoted = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') {
      const end = endOfString(text, at);
      if (typeof end !== 'number') { break; }
      at = end - 1;
    } else if (text[at] === '$') {
      const end = skip(PLACEHOLDER, text, at);
      if (end === at) { continue; }
      quoted += `${text.slice(from, at)}"${text.slice(at, end)}"`;
      from = end;
      at = end - 1;
    }
  }
  return quoted + text.slice(from);
}

const CLOSE = { '{': '}', '[': ']' } as const;

function wanted(expected: Expected, open: readonly ('{' | '[')[]): string {
  switch (expected) {
    case 'key': case 'key or }': return 'a key in double quotes is expected';
    case ':': return '\':\' is expected';
    case 'next': return open.length === 0 ? 'nothing may follow' : `',' or '${CLOSE[open[open.length - 1]]}' is `
      + 'expected';
    default: return 'a value is expected';
  }
}

const WORDS_OF_PYTHON: ReadonlyMap<string, string> = new Map([['True', 'true'], ['False', 'false'], ['None', 'null']]);

/** What people write who take the text for JavaScript or Python. */
function slip(text: string, at: number, expected: Expected): string {
  if (/^(\/[/*]|#)/.test(text.slice(at, at + 2))) { return ', not a comment'; }
  if (text[at] === '\'') { return ', not a single quote'; }
  if ((expected === 'key' && text[at] === '}') || (expected === 'value' && text[at] === ']')) {
    return ' after the comma';
  }
  const [word] = /^[A-Z][a-z]+\b/.exec(text.slice(at, at + 10)) ?? [''];
  const json = WORDS_OF_PYTHON.get(word);
  return json === undefined ? '' : `, and ${word} is ${json} in JSON`;
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

function endOfString(text: string, start: number): number | JsonError {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) { return at + 1; }
    if (code < 32) {
      return {
        offset: at, cause: 'a string can\'t contain a line break or control character; write it as \\n or \\u00XX',
      };
    }
    if (code === 92) {
      const end = skip(ESCAPE, text, at + 1);
      if (end === at + 1) {
        return { offset: at, cause: 'only \\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX can follow a backslash' };
      }
      at = end - 1;
    }
  }
  return { offset: start, cause: 'the string that begins here is not closed' };
}
