import type { FlowBranch } from './flow-branch';
import type { NamedValue } from './flow-graph';
import type { FlowNode } from './flow-node';
import { FlowError } from '../checks/flow-error';

/** Which condition of a condition node must hold for a node to run, and the node through which that came in. */
export interface Guard {
  readonly condition: string;
  readonly via: FlowNode | undefined;
}

/**
 * By condition node: the branch a node depends on. A node runs only when all of them are taken (there is no other
 * join).
 */
export type Guards = ReadonlyMap<FlowNode, Guard>;

/** Most nodes always run. */
const NONE: Guards = new Map();

/**
 * All that must hold for a node to run; throws when that can never be, because two branches of one condition node
 * exclude each other.
 */
export function joinedGuards(place: string, inputs: readonly NamedValue[], runWhen: FlowBranch | undefined): Guards {
  if (!runWhen && inputs.every(({ value }) => value.node._guards.size === 0)) { return NONE; }
  const joined = new Map<FlowNode, Guard>();
  const add = (conditionNode: FlowNode, guard: Guard) => {
    const other = joined.get(conditionNode);
    if (other && other.condition !== guard.condition) { throw impossible(place, conditionNode, other, guard); }
    if (!other) { joined.set(conditionNode, guard); }
  };
  if (runWhen) {
    add(runWhen.node, { condition: runWhen.conditionName, via: undefined });
    for (const [node, { condition }] of runWhen.node._guards) { add(node, { condition, via: runWhen.node }); }
  }
  for (const { value } of inputs) {
    for (const [node, { condition }] of value.node._guards) { add(node, { condition, via: value.node }); }
  }
  return joined;
}

function impossible(place: string, conditionNode: FlowNode, first: Guard, second: Guard): FlowError {
  const branch = (guard: Guard) => `${conditionNode.nodeName}.${guard.condition}`;
  const read = (guard: Guard) => `'${guard.via!.nodeName}' (runs on ${branch(guard)})`;
  const joins = first.via
    ? `reads ${read(first)} and ${read(second)}` : `runs on ${branch(first)}, but reads ${read(second)}`;
  const remedy = first.via ? 'give each branch its own OutputNode' : 'leave out runWhen, or read a node of that branch';
  return new FlowError(place, `${joins}: both can't happen in one run; ${remedy}`, 'UnsatisfiedConnectionConditions');
}

/** The iterator whose items a node works on: that of the first node it reads which works on any. */
export function iteratorOf(
  nodeType: string, inputs: readonly NamedValue[], runWhen: FlowBranch | undefined,
): FlowNode | undefined {
  // what a collector gathers is one value again
  if (nodeType === 'Collector') { return undefined; }
  for (const { value: { node } } of inputs) {
    const iterator = iteratorBehind(node);
    if (iterator) { return iterator; }
  }
  return runWhen && iteratorBehind(runWhen.node);
}

function iteratorBehind(source: FlowNode): FlowNode | undefined {
  return source.nodeType === 'Iterator' ? source : source._iterator;
}
