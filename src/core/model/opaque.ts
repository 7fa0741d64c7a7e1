/**
 * Values that only a deployment knows: CloudFormation intrinsic functions, CDK tokens, unreplaced `${placeholders}`.
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
// aws-cdk-lib encodes number tokens as negative numbers with this exponent (core/lib/private/encoding).
const TOKEN_NUMBER = -1e280;

/** Whether a value is an intrinsic function, a token, or text that holds a token or a `${placeholder}`. */
export function isOpaque(value: unknown): boolean {
  if (typeof value === 'string') { return value.includes('${') && (TOKEN_TEXT.test(value) || PLACEHOLDER.test(value)); }
  if (typeof value === 'number') { return value < TOKEN_NUMBER; }
  return isIntrinsic(value) || isTokenObject(value) || isTokenList(value);
}

/** The value where it is known and of the kind asked for, else `undefined`. */
export function knownText(value: unknown): string | undefined {
  return typeof value === 'string' && !isOpaque(value) ? value : undefined;
}

/** The number where it is known, else `undefined`. */
export function knownNumber(value: unknown): number | undefined {
  return typeof value === 'number' && !isOpaque(value) ? value : undefined;
}

/** `{ Ref }` or `{ 'Fn::…' }`, and nothing beside it. */
export function isIntrinsic(value: unknown): value is Opaque {
  if (!isRecord(value)) { return false; }
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTokenObject(value: unknown): boolean {
  return isRecord(value) && typeof value.resolve === 'function';
}

// A list token is a one-element list of text (`#{Token[…]}`).
function isTokenList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 1 && typeof value[0] === 'string' && value[0].startsWith('#{Token[');
}
