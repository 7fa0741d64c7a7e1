/**
 * The expressions of node inputs: exactly the forms that the Bedrock User Guide (flows-expressions) documents. `$.data`
 * is the whole value; below it `.name`, `[1]`, `[0, 2]`, `[1:3]` and `*` in place of a name or an index. Everything
 * else of JSONPath is refused, because nothing says that the service takes it.
 */

/** One step into a value. */
export type Step =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from?: number; readonly to?: number }
  | { readonly kind: 'wildcard' };

/** Why a text does not parse, and at which character. */
export interface SyntaxProblem {
  readonly cause: string;
  /** What to do, where more can be said than how an expression looks in general. */
  readonly remedy?: string;
  readonly offset: number;
}

export type ParsedExpression = { readonly steps: readonly Step[] } | { readonly problem: SyntaxProblem };

export const WHOLE_VALUE = '$.data';

const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const BRACKET = /\[([^\[\]]*)\]/y;
const INDEX = /^(0|[1-9]\d*)$/;
const INDEXES = /^(0|[1-9]\d*)([ \t\n\r]*,[ \t\n\r]*(0|[1-9]\d*))+$/;
const NEGATIVE = /^-[1-9]\d*$/;
const QUOTED = /^(['"])([^'"\\]+)\1$/;
const SLICE = /^((?:0|[1-9]\d*)?)[ \t\n\r]*:[ \t\n\r]*((?:0|[1-9]\d*)?)$/;
// The service allows 64 characters; what is much longer is not read, so that nothing here takes long.
const READABLE = 1000;

/**
 * Parses a whole input expression such as `$.data.items[0].title`. When lenient, it also takes `['name']` and `[-1]` of
 * JSONPath, which the guide does not name; `isUndocumented` tells.
 */
export function parseExpression(text: string, lenient = false): ParsedExpression {
  if (text.length > READABLE) {
    return problem(`it has ${text.length} characters, far more than the service allows`, READABLE);
  }
  if (!text.startsWith(WHOLE_VALUE)) { return problem(`must begin with '${WHOLE_VALUE}'`, 0); }
  const steps: Step[] = [];
  let at = WHOLE_VALUE.length;
  while (at < text.length) {
    const step = text[at] === '.' ? member(text, at) : text[at] === '[' ? bracket(text, at, lenient) : undefined;
    if (step === undefined) {
      return problem(`'${text[at]}' is not allowed here`, at);
    }
    if ('problem' in step) { return step; }
    steps.push(step.step);
    at = step.end;
  }
  return { steps };
}

/** Whether the steps lead to one value; a `*`, a list of indexes or a slice collects its results in an Array. */
export function isDefinite(steps: readonly Step[]): boolean {
  return steps.every((step) => step.kind === 'name' || step.kind === 'index');
}

/** Whether a text that is read when lenient would be refused when not. */
export function isUndocumented(text: string): boolean {
  return 'problem' in parseExpression(text);
}

type Parsed = { readonly step: Step; readonly end: number } | { readonly problem: SyntaxProblem };

function member(text: string, at: number): Parsed {
  if (text[at + 1] === '*') { return { step: { kind: 'wildcard' }, end: at + 2 }; }
  if (text[at + 1] === '.') { return problem('\'..\' (recursive descent) is not documented', at); }
  NAME.lastIndex = at + 1;
  const match = NAME.exec(text);
  if (!match) { return problem('a name of letters, digits and \'_\' is expected after \'.\'', at + 1); }
  if (text[NAME.lastIndex] === '(') { return problem('functions are not documented', at + 1); }
  return { step: { kind: 'name', name: match[0] }, end: NAME.lastIndex };
}

// not with a pattern: one for blanks at the end takes the square of the blanks that are not there
function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && BLANKS.includes(text[start])) { start++; }
  while (end > start && BLANKS.includes(text[end - 1])) { end--; }
  return text.slice(start, end);
}

const BLANKS = ' \t\n\r';

function bracket(text: string, at: number, lenient: boolean): Parsed {
  BRACKET.lastIndex = at;
  const match = BRACKET.exec(text);
  if (!match) { return problem('the \'[\' is not closed', at); }
  const end = BRACKET.lastIndex;
  // blanks of ASCII only, as in RFC 9535
  const inside = trimmed(match[1]);
  if (inside === '*') { return { step: { kind: 'wildcard' }, end }; }
  if ((inside.match(/\d+/g) ?? []).some((digits) => !Number.isSafeInteger(Number(digits)))) {
    return problem('the number is too large', at + 1);
  }
  if (INDEX.test(inside)) { return { step: { kind: 'index', index: Number(inside) }, end }; }
  if (INDEXES.test(inside)) { return { step: { kind: 'indexes', indexes: inside.split(',').map(Number) }, end }; }
  const slice = SLICE.exec(inside);
  if (slice) { return { step: { kind: 'slice', from: bound(slice[1]), to: bound(slice[2]) }, end }; }
  if (lenient && NEGATIVE.test(inside)) { return { step: { kind: 'index', index: Number(inside) }, end }; }
  const quoted = lenient && QUOTED.exec(inside);
  if (quoted) { return { step: { kind: 'name', name: quoted[2] }, end }; }
  if (inside.startsWith('-')) { return problem('negative indexes are not documented', at + 1); }
  if (inside.startsWith('?')) { return problem('filters are not documented', at + 1); }
  if (/^['"]/.test(inside)) { return problem('names in brackets are not documented', at + 1, 'write .name'); }
  return problem(`'[${inside}]' is not one of [1], [0, 2], [1:3] and [*]`, at);
}

function bound(digits: string): number | undefined {
  return digits === '' ? undefined : Number(digits);
}

function problem(cause: string, offset: number, remedy?: string): { readonly problem: SyntaxProblem } {
  return { problem: { cause, ...remedy && { remedy }, offset } };
}
