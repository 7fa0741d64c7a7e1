import type { Sentence } from './sentence';
import { name, quoted } from '../words/quote';

/** A name has characters, or a length, that the service refuses. */
export function illegalName(what: string, value: string, words: string, remedy = 'rename it'): Sentence {
  return { message: `${what} ${quoted(value)} must ${words}`, remedy };
}

export function twoNodes(nodeName: string, isAcrossLoop: boolean, remedy = RENAME): Sentence {
  const where = isAcrossLoop ? ', one of them in a loop' : '';
  return { message: `there are two nodes named ${name(nodeName)}${where}`, remedy };
}

/** Two things of one node, or two connections, have one name. */
export function twoOf(
  what: 'inputs' | 'outputs' | 'conditions' | 'connections', twice: string, remedy = RENAME,
): Sentence {
  return { message: `there are two ${what} named ${name(twice)}`, remedy };
}

const RENAME = 'rename one of them';
