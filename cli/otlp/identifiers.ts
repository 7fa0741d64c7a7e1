/** The identifiers of traces and spans: 16 and 8 bytes as hexadecimal digits, never all zero. */
import { createHash, randomBytes } from 'node:crypto';

export interface Identifiers {
  readonly trace: string;
  /** @param at the number of the span in its trace */
  span(at: number): string;
}

/** Of a trace that no other has. */
export function randomIdentifiers(): Identifiers {
  return identifiersOf(randomBytes(32).toString('hex'));
}

/** The same for the same run, so that a file of traces can be compared with an earlier one. */
export function identifiersOf(...seed: readonly string[]): Identifiers {
  const hash = (...parts: readonly (number | string)[]) =>
    createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return {
    trace: nonZero(hash(...seed).slice(0, 32)),
    span: (at) => nonZero(hash(at, ...seed).slice(0, 16)),
  };
}

function nonZero(digits: string): string {
  return /[^0]/.test(digits) ? digits : `${digits.slice(1)}1`;
}
