/** Names of nodes over the graphs of a definition: what lies on the other side of a loop's boundary is not unknown. */
import type { DefinitionIndex, GraphIndex, IndexedNode } from './indexed';

const NODES = new WeakMap<DefinitionIndex, ReadonlyMap<string, IndexedNode>>();

/** The node of this name in some other graph of the definition: the flow around a loop, or a loop in it. */
export function outside(definition: DefinitionIndex, graph: GraphIndex, name: string): IndexedNode | undefined {
  if (definition.graphs.length === 1 || !name || graph.node(name)) { return undefined; }
  let nodes = NODES.get(definition);
  if (!nodes) {
    nodes = new Map(definition.nodes.map((node) => [node.name, node]));
    NODES.set(definition, nodes);
  }
  return nodes.get(name);
}
