/** Names of nodes over the graphs of a definition: what lies on the other side of a loop's boundary is not unknown. */
import type { DefinitionIndex, GraphIndex } from './indexed';

const NAMES = new WeakMap<DefinitionIndex, ReadonlySet<string>>();

/** Whether some other graph of the definition (the flow around a loop, or a loop in it) has a node of this name. */
export function boundaryOf(definition: DefinitionIndex, graph: GraphIndex, name: string): boolean {
  if (definition.graphs.length === 1 || !name || graph.node(name)) { return false; }
  let names = NAMES.get(definition);
  if (!names) {
    names = new Set(definition.nodes.map((node) => node.name));
    NAMES.set(definition, names);
  }
  return names.has(name);
}
