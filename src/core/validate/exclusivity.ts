/** Which conditions must hold for a node to run, and where two of them can never hold together. */
import { inOrder } from './graph-facts';
import type { GraphIndex, IndexedConnection, IndexedNode } from './indexed';
import { QUOTAS } from '../constraints';
import { type Clash, type Guards, isClash, joinedGuards, noGuards, type WaysIn } from '../graph/guards';

/** A node that can never run, because it depends on two conditions of one condition node. */
export interface Impossible extends Clash<IndexedNode, IndexedConnection> {
  readonly node: IndexedNode;
}

const WAYS: WaysIn<IndexedNode, IndexedConnection> = {
  // of two nodes of one name it is not known which is meant
  source: ({ source, target }) => source?.hasTwin || target!.hasTwin ? undefined : source,
  condition: ({ condition }) => condition?.name,
};

/** The nodes at which exclusive branches meet; what lies behind such a node is not said again. */
export function impossibleJoins(graph: GraphIndex): readonly Impossible[] {
  // Far beyond the quota that is the fault; and with it the sets stay small, which keeps the walk linear.
  const conditionNodes = graph.nodes.filter((node) => node.type === 'Condition').length;
  if (conditionNodes === 0 || conditionNodes > QUOTAS.nodes.max) { return []; }
  const guards = new Map<IndexedNode, Guards<IndexedNode>>();
  const guardsOf = (node: IndexedNode) => guards.get(node) ?? noGuards<IndexedNode>();
  const found: Impossible[] = [];
  for (const node of inOrder(graph)) {
    const ways = node.incoming.length > 1 ? [...node.incoming].sort(bySource) : node.incoming;
    const joined = joinedGuards(ways, WAYS, guardsOf);
    // one finding for one fault: what follows such a node starts afresh
    if (isClash(joined)) { found.push({ node, ...joined }); } else { guards.set(node, joined); }
  }
  return found;
}

// the same in whatever order they stand
function bySource(left: IndexedConnection, right: IndexedConnection): number {
  const key = ({ sourceName, conditionName = '', name }: IndexedConnection) => [sourceName, conditionName, name];
  const [one, other] = [key(left), key(right)];
  const at = one.findIndex((text, index) => text !== other[index]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}
