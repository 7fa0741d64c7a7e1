import type { Sentence } from './sentence';
import { name } from '../words/quote';

/** A branch that a node needs: the Condition node, its condition, and the node that it comes through, if any. */
export interface NeededBranch {
  readonly conditionNode: string;
  readonly condition: string;
  readonly through?: string;
}

/** A node needs two branches of one Condition node. */
export function branchesMeet(node: string, branches: readonly NeededBranch[]): Sentence {
  const needed = branches.map(({ conditionNode, condition, through }) => {
    const branch = name(`${conditionNode}.${condition}`);
    return through === undefined ? branch : `${branch} (through ${name(through)})`;
  });
  return {
    message: `${name(node)} needs ${needed.sort().join(' and ')}, which can't both happen in one run`,
    remedy: branches.filter(({ through }) => through === undefined).length === 1
      ? 'use only values from that branch, or move the node out of it' : 'give each branch its own Output node',
  };
}
