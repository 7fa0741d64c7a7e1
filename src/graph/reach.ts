import type { FlowBranch } from './flow-branch';
import type { NamedValue } from './flow-graph';
import type { FlowNode } from './flow-node';
import type { FlowValue } from './flow-value';
import { refusal } from '../checks/flow-error';
import { type Guards, isClash, joinedGuards, noGuards, type WaysIn } from '../core/graph/guards';
import { placeNode, type Scope, scopeBehind } from '../core/graph/scopes';
import { branchesMeet } from '../core/sentences/branches';

/** What comes to a node: a value that it reads, or the branch that it runs in. */
type Way = FlowValue | FlowBranch;

const WAYS: WaysIn<FlowNode, Way> = {
  source: ({ node }) => node,
  condition: (way) => 'conditionName' in way ? way.conditionName : undefined,
};

/** All that must hold for a node to run; throws when that can never be. */
export function guardsFor(
  place: string, nodeName: string, ways: readonly Way[], runWhen: FlowBranch | undefined,
): Guards<FlowNode> {
  // most nodes stand in no branch, and flows have many of them
  if (!runWhen && ways.every(({ node }) => node._guards.size === 0)) { return noGuards(); }
  const joined = joinedGuards(ways, WAYS, ({ _guards }) => _guards);
  if (!isClash(joined)) { return joined; }
  const { conditionNode, first, second } = joined;
  throw refusal(place, branchesMeet(nodeName, [first, second].map(({ condition, way }) => ({
    conditionNode: conditionNode.nodeName,
    condition,
    through: way === runWhen && way.node === conditionNode ? undefined : way.node.nodeName,
  }))), 'UnsatisfiedConnectionConditions');
}

/** What nodes know of the scopes they stand in. */
const SCOPES = {
  scopeOf: (node: FlowNode) => node._scope,
  openedBy: (node: FlowNode) => node._opened,
};

/** The scope in which a value exists, or a branch is taken. */
export function scopeOfWay(way: Way): Scope<FlowNode> {
  return scopeBehind(SCOPES, way.node, 'outputName' in way ? way.outputName : undefined)!;
}

/** The scope that a node runs in: once, or once for each item of an iterator or round of a loop. */
export function scopeFor(nodeType: string, base: Scope<FlowNode>, ways: readonly Way[]): Scope<FlowNode> {
  return placeNode(nodeType, base, ways, scopeOfWay).scope;
}

/** The nodes from which a node can be reached. */
export function waysOf(inputs: readonly NamedValue[], runWhen: FlowBranch | undefined): readonly Way[] {
  const ways: Way[] = runWhen ? [runWhen] : [];
  for (const { value } of inputs) { ways.push(value); }
  return ways;
}
