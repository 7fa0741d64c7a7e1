import type { Sentence } from './sentence';
import { anA } from '../words/article';
import { names } from '../words/lists';
import { name } from '../words/quote';

/** @param who what crosses: a connection, or a value that a node is given */
export function crossesBoundary(who: string, other: string, remedy: string): Sentence {
  return { message: `${who} crosses the boundary of a loop: ${name(other)} is on the other side`, remedy };
}

export function notInLoop(nodeType: string, node: string, loop: string): Sentence {
  return {
    message: `${anA(nodeType)} node can't be inside a loop, and ${name(node)} is inside ${name(loop)}`,
    remedy: 'move it out',
  };
}

export function loopWithout(loop: string, nodeType: string): Sentence {
  return { message: `loop ${name(loop)} has no ${nodeType} node`, remedy: 'add one to its definition' };
}

export function loopWithSeveral(loop: string, nodeType: string, nodes: readonly string[]): Sentence {
  return {
    message: `loop ${name(loop)} has ${nodes.length} ${nodeType} nodes`, remedy: `keep one of ${names(nodes)}`,
  };
}
