import type { Sentence } from './sentence';
import { name } from '../words/quote';

/**
 * A flow, or a loop, has more nodes or connections than the service allows.
 *
 * @param what in the plural: nodes, connections, Iterator nodes
 * @param loop the name of the loop
 */
export function overQuota(
  what: string, count: number, max: number, loop?: string, remedy = 'split the flow',
): Sentence {
  const who = loop === undefined ? 'the flow' : `loop ${name(loop)}`;
  return { message: `${who} has ${count} ${what}, but the service allows ${max}`, remedy };
}

/** A node has more inputs, outputs or conditions than the service allows. */
export function tooManyParts(
  what: string, count: number, max: number, remedy = 'remove some, or split the node',
): Sentence {
  return { message: `the node has ${count} ${what}, but the service allows ${max}`, remedy };
}
