/** Where two runs of the same flow differ. Times, ids of requests and the case of types do not count. */
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../src/core/model/opaque';
import { comparable } from '../../src/runner/compare-traces';
import type { Turns } from '../account/conversation';
import type { Event } from '../account/fixture';

export interface Compared {
  /** A line for each event that differs. */
  readonly differences: readonly string[];
  /** Whether all is the same but for the order of nodes that do not wait for each other. */
  readonly isOtherOrder: boolean;
}

interface Told {
  readonly node: string;
  /** `nodeInputTrace`, `flowOutputEvent`, `validationException`. */
  readonly kind: string;
  readonly content: unknown;
}

/** @param theirs what the account said */
export function compare(theirs: Turns, ours: Turns): Compared {
  const [left, right] = [theirs, ours].map((turns) => turns.flat().map(told));
  const nodes = [...new Set([...left, ...right].map(({ node }) => node))];
  const differences = nodes.flatMap((node) => {
    const [its, own] = [left, right].map((all) => all.filter((one) => one.node === node));
    return its.length === own.length && isDeepStrictEqual(its, own) ? [] : inNode(node, its, own);
  });
  return { differences, isOtherOrder: differences.length === 0 && !isDeepStrictEqual(left, right) };
}

function inNode(node: string, theirs: readonly Told[], ours: readonly Told[]): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < Math.max(theirs.length, ours.length); at++) {
    const [left, right] = [theirs[at] as Told | undefined, ours[at] as Told | undefined];
    if (left?.kind !== right?.kind) {
      // all that follows is shifted
      return [...lines, `[${node}] the account has ${eventText(left)}, here is ${eventText(right)}`];
    }
    const found = difference(left!.content, right!.content);
    if (found) {
      lines.push(`[${node}] ${left!.kind}${found.path}: the account has ${short(found.left)}, here `
        + `is ${short(found.right)}`);
    }
  }
  return lines;
}

function eventText(event: Told | undefined): string {
  return event ? `${event.kind} ${short(event.content)}` : 'nothing more';
}

function told(event: Event): Told {
  const [[key, value]] = Object.entries(event);
  if (key !== 'flowTraceEvent') {
    return { node: String(value?.nodeName ?? 'flow'), kind: key, content: sorted(value) };
  }
  const [[kind, content]] = Object.entries(comparable([event])[0]
    ?? { unknownTrace: value }) as [string, Record<string, unknown>][];
  return { node: String(content.nodeName), kind, content: sorted(content) };
}

/** The order of `next` means nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (!isRecord(value)) { return value; }
  return Object.fromEntries(Object.entries(value).map(([key, one]) => {
    if (key === 'document' || key === 'operationRequest') { return [key, one]; }
    const inner = sorted(one);
    return [key, key === 'next' && Array.isArray(inner)
      ? inner.sort((left, right) => JSON.stringify(left) < JSON.stringify(right) ? -1 : 1) : inner];
  }));
}

function difference(left: unknown, right: unknown, path = ''): {
  readonly path: string; readonly left: unknown; readonly right: unknown;
} | undefined {
  if (isDeepStrictEqual(left, right)) { return undefined; }
  const bothLists = Array.isArray(left) && Array.isArray(right);
  if (!bothLists && !(isRecord(left) && isRecord(right))) { return { path, left, right }; }
  const [from, to] = [left, right] as Record<string, unknown>[];
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const found = difference(from[key], to[key], bothLists ? `${path}[${key}]` : `${path}.${key}`);
    if (found) { return found; }
  }
  return undefined;
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}
