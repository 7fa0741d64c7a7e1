/**
 * Values that only a deployment knows: CloudFormation intrinsic functions and dynamic references
 * (`{{resolve:ssm:name}}`), CDK tokens, unreplaced placeholders (`${name}`, and `$$NAME` of published templates).
 * They are carried through untouched; nothing may look inside them.
 */

/** An intrinsic function such as `{ Ref: 'X' }`, or a CDK token object. */
export interface Opaque {
  readonly [name: string]: unknown;
}

/** A value that may be known only when the flow is deployed. */
export type Value<T> = T | Opaque;

const TOKEN_TEXT = /\$\{Token\[/;
const PLACEHOLDER = /\$\{[^{}]+\}/;
// only where there is no blank: in a sentence two dollars are two dollars
const DOLLAR_PLACEHOLDER = /^[^\s$]*\$\$[A-Z](?![a-z])\S*$/;
const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):[^{}]+\}\}/;
const LONGEST_NAME = 2048;
// aws-cdk-lib encodes number tokens as negative numbers with this exponent (core/lib/private/encoding).
const TOKEN_NUMBER = -1e280;

/** Whether a value is an intrinsic function, a token, or text that holds a token or a placeholder. */
export function isOpaque(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.includes('$') && isOpenText(value) || value.includes('{{resolve:') && REFERENCE.test(value);
  }
  if (typeof value === 'number') { return value < TOKEN_NUMBER; }
  if (Array.isArray(value)) { return isTokenList(value); }
  return isRecord(value) && (typeof value.resolve === 'function' || isIntrinsic(value));
}

function isOpenText(text: string): boolean {
  return text.includes('${') && (TOKEN_TEXT.test(text) || PLACEHOLDER.test(text))
    || text.includes('$$') && text.length < LONGEST_NAME && DOLLAR_PLACEHOLDER.test(text);
}

/** The value where it is known and of the kind asked for, else `undefined`. */
export function knownText(value: unknown): string | undefined {
  return typeof value === 'string' && !isOpaque(value) ? value : undefined;
}

/** The number where it is known, else `undefined`. */
export function knownNumber(value: unknown): number | undefined {
  return typeof value === 'number' && !isOpaque(value) ? value : undefined;
}

/**
 * `{ Ref }` or `{ 'Fn::…' }`, and nothing beside it, but for `Fn::Transform`: a macro makes anew what is around it.
 */
export function isIntrinsic(value: unknown): value is Opaque {
  if (!isRecord(value)) { return false; }
  let only: string | undefined;
  for (const key in value) {
    if (only !== undefined) { return Object.hasOwn(value, 'Fn::Transform'); }
    only = key;
  }
  return only !== undefined && (only === 'Ref' || only.startsWith('Fn::'));
}

/** What CloudFormation leaves out. */
export function isNoValue(value: unknown): boolean {
  return isRecord(value) && value.Ref === 'AWS::NoValue';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// A list token is a one-element list of text (`#{Token[…]}`).
function isTokenList(value: readonly unknown[]): boolean {
  return value.length === 1 && typeof value[0] === 'string' && value[0].startsWith('#{Token[');
}
