/** How nodes are joined, whatever holds them: constructs, a definition that is imported, one that is checked or run. */
export interface Ways<N, W> {
  incoming(node: N): readonly W[];
  outgoing(node: N): readonly W[];
  /** `undefined` where it is not there, or where the way does not count. */
  source(way: W): N | undefined;
  target(way: W): N | undefined;
}

/**
 * The nodes in an order in which each comes after those it is fed by; those on cycles and behind them are left out.
 * Linear in their number, without recursion.
 */
export function inOrder<N, W>(nodes: readonly N[], ways: Ways<N, W>): readonly N[] {
  const waiting = new Map<N, number>();
  for (const node of nodes) {
    let count = 0;
    for (const way of ways.incoming(node)) { if (ways.source(way) !== undefined) { count++; } }
    waiting.set(node, count);
  }
  const order = nodes.filter((node) => waiting.get(node) === 0);
  // a list grows while it is walked
  for (const node of order) {
    for (const way of ways.outgoing(node)) {
      const target = ways.target(way);
      if (target === undefined) { continue; }
      const left = waiting.get(target)! - 1;
      waiting.set(target, left);
      if (left === 0) { order.push(target); }
    }
  }
  return order;
}
