/**
 * Facts about one graph that several rules need. Worked out in time linear in its size (but for sorting), without
 * recursion.
 */
import type { GraphIndex, IndexedConnection, IndexedNode } from './indexed';
import { inOrder as orderOf, type Ways } from '../graph/order';

const WAYS: Ways<IndexedNode, IndexedConnection> = {
  incoming: (node) => node.incoming,
  outgoing: (node) => node.outgoing,
  source: (way) => way.source,
  target: (way) => way.target,
};

const SOUND_WAYS: Ways<IndexedNode, IndexedConnection> = {
  ...WAYS,
  source: (way) => isSound(way) ? way.source : undefined,
  target: (way) => isSound(way) ? way.target : undefined,
};

/** What a node type starts a graph with. */
export function isStart(node: IndexedNode): boolean {
  return node.type === 'Input' || node.type === 'LoopInput';
}

/** What a graph ends with. */
export function isEnd(node: IndexedNode): boolean {
  return node.type === (node.graph.loop ? 'LoopController' : 'Output');
}

/**
 * The nodes that can be reached from a start. The targets of an unknown node count as reached, and so does a node of
 * unknown type without incoming connections: the fault is the name or the type, and is reported there.
 */
export function reachable(graph: GraphIndex): ReadonlySet<IndexedNode> {
  const mayStart = (node: IndexedNode) => isStart(node) || !node.sureKind && node.incoming.length === 0;
  const reached = new Set(graph.nodes.filter((node) => mayStart(node)
    || node.incoming.some((connection) => !connection.source)));
  // a set grows while it is walked
  for (const node of reached) {
    for (const { target } of node.outgoing) { if (target) { reached.add(target); } }
  }
  return reached;
}

/**
 * The connections that close a cycle. Walked by name, so that the order in which nodes and connections stand does not
 * matter.
 */
export function cycleClosers(graph: GraphIndex): readonly IndexedConnection[] {
  const order = orderOf(graph.nodes, SOUND_WAYS);
  if (order.length === graph.nodes.length) { return []; }
  // the nodes on cycles and behind them
  const knotted = new Set(graph.nodes);
  order.forEach((node) => knotted.delete(node));
  const closers: IndexedConnection[] = [];
  const state = new Map<IndexedNode, 'open' | 'done'>();
  // from where the flow comes in: what leads back there is the fault, and not what leads on
  const entries = [...knotted].filter((node) => node.incoming.some(({ source }) => source && !knotted.has(source)));
  for (const start of [...entries.sort(byName), ...[...knotted].sort(byName)]) {
    if (state.has(start)) { continue; }
    const path = [{ node: start, ways: waysOf(start) }];
    state.set(start, 'open');
    while (path.length > 0) {
      const at = path[path.length - 1];
      const way = at.ways.pop();
      if (!way) {
        state.set(at.node, 'done');
        path.pop();
      } else if (state.get(way.target!) === 'open') {
        closers.push(way);
      } else if (!state.has(way.target!)) {
        state.set(way.target!, 'open');
        path.push({ node: way.target!, ways: waysOf(way.target!) });
      }
    }
  }
  return closers;
}

/** The nodes in an order in which each comes after those it is fed by; those on cycles and behind them are left out. */
export function inOrder(graph: GraphIndex): readonly IndexedNode[] {
  return orderOf(graph.nodes, WAYS);
}

// the last one is taken first
function waysOf(node: IndexedNode): IndexedConnection[] {
  const ways = node.outgoing.filter((way) => way.target && isSound(way));
  return ways.sort((left, right) => byName(right.target!, left.target!) || byText(right.name, left.name));
}

// one that names a port that is not there is wrong already
function isSound({ data, input, output }: IndexedConnection): boolean {
  return !data || input !== undefined && output !== undefined;
}

function byName(left: IndexedNode, right: IndexedNode): number {
  return byText(left.name, right.name);
}

function byText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
