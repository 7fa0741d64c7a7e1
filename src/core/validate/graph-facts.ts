/** Facts about one graph that several rules need. Worked out in time linear in its size (but for sorting), without recursion. */
import type { GraphIndex, IndexedConnection, IndexedNode } from './indexed';

/** What a node type starts a graph with. */
export function isStart(node: IndexedNode): boolean {
  return node.type === 'Input' || node.type === 'LoopInput';
}

/** What a graph ends with. */
export function isEnd(node: IndexedNode): boolean {
  return node.type === (node.graph.loop ? 'LoopController' : 'Output');
}

/**
 * The nodes that some starting node leads to. What an unknown node leads to counts as reached, and so does a node of unknown type that nothing leads
 * to: the name or the type is the fault, not the way.
 */
export function reachable(graph: GraphIndex): ReadonlySet<IndexedNode> {
  const mayStart = (node: IndexedNode) => isStart(node) || !node.sureKind && node.incoming.length === 0;
  const reached = new Set(graph.nodes.filter((node) => mayStart(node) || node.incoming.some((connection) => !connection.source)));
  // a set grows while it is walked
  for (const node of reached) {
    for (const { target } of node.outgoing) { if (target) { reached.add(target); } }
  }
  return reached;
}

/**
 * The connections that close a cycle. Walked by name, so that the order in which nodes and connections stand does not matter.
 */
export function cycleClosers(graph: GraphIndex): readonly IndexedConnection[] {
  if (inOrder(graph).length === graph.nodes.length) { return []; }
  const knotted = inCycles(graph);
  if (knotted.size === 0) { return []; }
  const closers: IndexedConnection[] = [];
  const state = new Map<IndexedNode, 'open' | 'done'>();
  // from where the flow comes in: what leads back there is the fault, and not what leads on
  const entries = [...knotted].filter((node) => node.incoming.some(({ source }) => source && !knotted.has(source)));
  for (const start of [...entries.sort(byName), ...[...knotted].sort(byName)]) {
    if (state.has(start)) { continue; }
    const path = [{ node: start, ways: waysOf(start, knotted) }];
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
        path.push({ node: way.target!, ways: waysOf(way.target!, knotted) });
      }
    }
  }
  return closers;
}

/**
 * The nodes that lie on a cycle or between cycles: what is left when nodes without a way in, or without a way out, are taken off again and again.
 */
function inCycles(graph: GraphIndex): ReadonlySet<IndexedNode> {
  const left = new Set(graph.nodes);
  for (const [ways, start, backWays, end] of [['incoming', 'source', 'outgoing', 'target'], ['outgoing', 'target', 'incoming', 'source']] as const) {
    const count = new Map([...left].map((node) => [node, node[ways].filter((way) => isSound(way) && left.has(way[start]!)).length]));
    const bare = [...left].filter((node) => count.get(node) === 0);
    while (bare.length > 0) {
      const node = bare.pop()!;
      left.delete(node);
      for (const way of node[backWays]) {
        const next = way[end];
        if (!next || !left.has(next) || !isSound(way)) { continue; }
        count.set(next, count.get(next)! - 1);
        if (count.get(next) === 0) { bare.push(next); }
      }
    }
  }
  return left;
}

/** The nodes in an order in which each comes after those it is fed by; those on cycles are left out. */
export function inOrder(graph: GraphIndex): readonly IndexedNode[] {
  const waiting = new Map(graph.nodes.map((node) => [node, node.incoming.filter((way) => way.source).length]));
  const order = graph.nodes.filter((node) => waiting.get(node) === 0);
  for (const node of order) {
    for (const { target } of node.outgoing) {
      if (!target) { continue; }
      waiting.set(target, waiting.get(target)! - 1);
      if (waiting.get(target) === 0) { order.push(target); }
    }
  }
  return order;
}

// the last one is taken first
function waysOf(node: IndexedNode, among: ReadonlySet<IndexedNode>): IndexedConnection[] {
  const ways = node.outgoing.filter((way) => way.target && among.has(way.target) && isSound(way));
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
