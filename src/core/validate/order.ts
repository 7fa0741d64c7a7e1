/** The order of findings: errors first, then by place, with numbers in a path as numbers. The same on every machine. */
import type { Finding } from './finding';

export function byPlace(left: Finding, right: Finding): number {
  return compare(left.severity, right.severity) || comparePaths(left.path, right.path) || compare(left.code, right.code)
    || (left.offset ?? -1) - (right.offset ?? -1) || compare(left.message, right.message);
}

// nodes[2] before nodes[10]
function comparePaths(left: string, right: string): number {
  let at = 0;
  while (at < left.length && left[at] === right[at]) { at++; }
  // back to where the number begins in which they differ
  while (isDigit(left[at - 1])) { at--; }
  const [one, other] = [numberAt(left, at), numberAt(right, at)];
  return one !== undefined && other !== undefined
    && one !== other ? one - other : compare(left.slice(at), right.slice(at));
}

function numberAt(text: string, at: number): number | undefined {
  let end = at;
  while (isDigit(text[end])) { end++; }
  return end > at ? Number(text.slice(at, end)) : undefined;
}

function isDigit(char: string): boolean {
  return char >= '0' && char <= '9';
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
