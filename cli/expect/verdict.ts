/** What a judge's answer means. */
import { isRecord } from '../../src/core/model/opaque';

export interface Verdict {
  readonly passed: boolean;
  readonly score?: number;
  readonly reason?: string;
}

const DEFAULT_THRESHOLD = 0.5;
const YES = ['pass', 'passed', 'yes', 'true'];
const NO = ['fail', 'failed', 'no', 'false'];

/**
 * `true`, `"pass"`, a score, or an object with `pass`, `score` and `reason`, also as a text of JSON; `undefined` for
 * anything else.
 *
 * @param threshold the least score that passes
 */
export function verdictOf(answer: unknown, threshold: number | undefined): Verdict | undefined {
  if (typeof answer === 'boolean') { return { passed: answer }; }
  if (typeof answer === 'number' && Number.isFinite(answer)) {
    return { passed: answer >= (threshold ?? DEFAULT_THRESHOLD), score: answer };
  }
  if (typeof answer === 'string') { return ofText(answer, threshold); }
  if (!isRecord(answer)) { return undefined; }
  const { pass, score, reason } = answer;
  const because = typeof reason === 'string' ? { reason } : {};
  const scored = typeof score === 'number' && Number.isFinite(score) ? score : undefined;
  if (scored !== undefined) {
    const isHigh = pass === undefined || threshold !== undefined ? scored >= (threshold ?? DEFAULT_THRESHOLD) : true;
    return { passed: isHigh && pass !== false, score: scored, ...because };
  }
  return typeof pass === 'boolean' ? { passed: pass, ...because } : undefined;
}

function ofText(text: string, threshold: number | undefined): Verdict | undefined {
  const trimmed = text.trim();
  const word = trimmed.replace(/\.$/, '').toLowerCase();
  if (YES.includes(word)) { return { passed: true }; }
  if (NO.includes(word)) { return { passed: false }; }
  let json: unknown;
  try {
    json = JSON.parse(trimmed);
  } catch {
    return undefined;
  }
  return typeof json === 'string' ? undefined : verdictOf(json, threshold);
}
