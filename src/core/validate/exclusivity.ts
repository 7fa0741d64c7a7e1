/** Which conditions must hold for a node to run, and where two of them can never hold together. */
import { inOrder } from './graph-facts';
import type { GraphIndex, IndexedConnection, IndexedNode } from './indexed';
import { QUOTAS } from '../constraints';

/** For each condition node upstream: the condition, and the connection through which the node came to depend on it. */
type Needs = ReadonlyMap<IndexedNode, { readonly condition: string; readonly through: IndexedConnection }>;

/** A node that can never run, because it depends on two conditions of one condition node. */
export interface Impossible {
  readonly node: IndexedNode;
  readonly conditionNode: IndexedNode;
  readonly first: { readonly condition: string; readonly through: IndexedConnection };
  readonly second: { readonly condition: string; readonly through: IndexedConnection };
}

/**
 * The nodes at which exclusive branches meet; what lies behind such a node is not said again. A node runs only when all
 * its connections have brought something (there is no other join), so it needs what all of them need.
 */
export function impossibleJoins(graph: GraphIndex): readonly Impossible[] {
  // Far beyond the quota that is the fault; and with it the sets stay small, which keeps the walk linear.
  const conditionNodes = graph.nodes.filter((node) => node.type === 'Condition').length;
  if (conditionNodes === 0 || conditionNodes > QUOTAS.nodes.max) { return []; }
  const none: Needs = new Map();
  const needs = new Map<IndexedNode, Needs>();
  const found: Impossible[] = [];
  for (const node of inOrder(graph)) {
    let joined = none;
    let isFound = false;
    for (const way of node.incoming.length > 1 ? [...node.incoming].sort(bySource) : node.incoming) {
      // of two nodes of one name it is not known which is meant
      if (!way.source || way.source.hasTwin || node.hasTwin) { continue; }
      let brought = needs.get(way.source) ?? none;
      if (way.condition) {
        brought = new Map([...brought, [way.source, { condition: way.condition.name, through: way }]]);
      }
      if (brought === joined || brought.size === 0) { continue; }
      const clash = clashOf(joined, brought);
      if (clash && !isFound) {
        found.push({ node, ...clash, second: { ...clash.second, through: way } });
        isFound = true;
      }
      joined = joined.size === 0 ? brought : new Map([...brought, ...joined]);
    }
    // one finding for one fault: what follows such a node starts afresh
    needs.set(node, isFound ? none : joined);
  }
  return found;
}

function clashOf(one: Needs, other: Needs): Pick<Impossible, 'conditionNode' | 'first' | 'second'> | undefined {
  for (const [conditionNode, second] of other) {
    const first = one.get(conditionNode);
    if (first && first.condition !== second.condition) { return { conditionNode, first, second }; }
  }
  return undefined;
}

// the same in whatever order they stand
function bySource(left: IndexedConnection, right: IndexedConnection): number {
  const key = ({ sourceName, conditionName = '', name }: IndexedConnection) => [sourceName, conditionName, name];
  const [one, other] = [key(left), key(right)];
  const at = one.findIndex((text, index) => text !== other[index]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}
