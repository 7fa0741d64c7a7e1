import { type Guards, isClash, joinedGuards, noGuards, type WaysIn } from '../core/graph/guards';
import { inOrder, type Ways } from '../core/graph/order';
import { placeNode, scopeBehind } from '../core/graph/scopes';
import type { Connection } from '../core/model/definition';
import type { FlowGraph } from '../graph/flow-graph';
import type { FlowNode } from '../graph/flow-node';

/** The nodes of one imported definition, and how they are connected. */
export interface ImportedGraph {
  readonly graph: FlowGraph;
  readonly nodes: readonly FlowNode[];
  readonly connections: readonly Connection[];
}

interface Way {
  readonly source: FlowNode;
  readonly target: FlowNode;
  readonly condition?: string;
  readonly output?: string;
}

/**
 * Tells imported nodes the branches and the scope that they run in, so that new nodes can be joined to them. What goes
 * round in a circle, or can never run, is said at synth; here it is taken to stand in no branch.
 */
export function placeNodes({ graph, nodes, connections }: ImportedGraph): void {
  const { incoming, outgoing } = waysOf(nodes, connections);
  const ways: Ways<FlowNode, Way> & WaysIn<FlowNode, Way> = {
    incoming: (node) => incoming.get(node) ?? [],
    outgoing: (node) => outgoing.get(node) ?? [],
    source: ({ source }) => source,
    target: ({ target }) => target,
    condition: ({ condition }) => condition,
  };
  const known = { scopeOf: (node: FlowNode) => node._scope, openedBy: (node: FlowNode) => node._opened };
  for (const node of inOrder(nodes, ways)) {
    const before = ways.incoming(node);
    const joined = joinedGuards(before, ways, ({ _guards }) => _guards);
    const guards: Guards<FlowNode> = isClash(joined) ? noGuards() : joined;
    const { scope } = placeNode(node.nodeType, graph.scope, before, ({ source, output }) => (
      scopeBehind(known, source, output)
    ));
    node._place(guards, scope);
  }
}

function waysOf(nodes: readonly FlowNode[], connections: readonly Connection[]) {
  const byName = new Map(nodes.map((node) => [node.nodeName, node]));
  const incoming = new Map<FlowNode, Way[]>();
  const outgoing = new Map<FlowNode, Way[]>();
  for (const connection of connections) {
    const [source, target] = [byName.get(connection.source), byName.get(connection.target)];
    if (!source || !target) { continue; }
    const way: Way = connection.type === 'Conditional'
      ? { source, target, condition: connection.configuration?.conditional?.condition }
      : { source, target, output: connection.configuration?.data?.sourceOutput };
    put(incoming, target, way);
    put(outgoing, source, way);
  }
  return { incoming, outgoing };
}

function put(ways: Map<FlowNode, Way[]>, node: FlowNode, way: Way): void {
  const there = ways.get(node);
  if (there) { there.push(way); } else { ways.set(node, [way]); }
}
