import type { FlowGraph } from './flow-graph';
import type { FlowNode } from './flow-node';
import { FlowError, refusal } from '../checks/flow-error';
import { spelt } from '../checks/spelt';
import { crossesBoundary } from '../core/sentences/loops';

/** Refuses a value or branch of another flow, or from the other side of a loop's boundary. */
export function checkOwner(
  place: string, home: FlowGraph, prop: string, owner: FlowNode,
): void {
  if (owner._home === home) { return; }
  const isBranch = owner.nodeType === 'Condition' && prop === 'runWhen';
  const name = isBranch ? spelt`'runWhen'` : `'${prop}'`;
  if (owner._home.root !== home.root) {
    throw new FlowError(place,
      `${name} comes from flow '${owner._home.root.owner.node.path}'; a flow can only use its `
      + `own ${isBranch ? 'branches' : 'values'}`, 'ForeignValue');
  }
  const remedy = home.isLoop && !isAround(owner._home, home)
    ? spelt`pass it out of its loop through the 'outputs' of continueWhile()`
    : isBranch ? 'a branch can\'t enter a loop, so pass it to the LoopNode itself'
      : home.isLoop ? 'pass it in through the \'inputs\' of the LoopNode'
        : spelt`pass it out of the loop through the 'outputs' of continueWhile()`;
  throw refusal(place, crossesBoundary(name, owner.nodeName, remedy), 'InvalidLoopBoundary');
}

function isAround(outer: FlowGraph, inner: FlowGraph): boolean {
  for (let at = inner.parent; at; at = at.parent) { if (at === outer) { return true; } }
  return false;
}
