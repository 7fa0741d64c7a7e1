/**
 * The order in which people read a flow: what a node reads stands before it, and what follows from a node comes right
 * after it.
 */
import type { Connection, Node } from '../../../src/core/model/definition';

/** What goes round in a circle comes last, in the order of the definition. */
export function readingOrder(nodes: readonly Node[], connections: readonly Connection[]): readonly Node[] {
  const names = new Set(nodes.map(({ name }) => name));
  const sources = new Map<string, Set<string>>(nodes.map(({ name }) => [name, new Set()]));
  for (const { source, target } of connections) {
    if (names.has(source) && source !== target) { sources.get(target)?.add(source); }
  }
  const places = new Map<string, number>();
  const open = new Set(nodes);
  const order: Node[] = [];
  while (open.size > 0) {
    const next = latest([...open].filter(({ name }) => [...sources.get(name)!].every((source) => places.has(source))),
      sources, places);
    const node = next ?? [...open][0];
    places.set(node.name, places.size);
    open.delete(node);
    order.push(node);
  }
  return order;
}

/** Of several that could come next, the one whose sources have been read last; answers before what goes on. */
function latest(
  ready: readonly Node[], sources: ReadonlyMap<string, ReadonlySet<string>>, places: ReadonlyMap<string, number>,
): Node | undefined {
  const placeOf = ({ name, type }: Node) =>
    Math.max(-1, ...[...sources.get(name)!].map((source) => places.get(source)!)) + (type === 'Output' ? 0.5 : 0);
  return ready.reduce<Node | undefined>((best, node) => best === undefined
    || placeOf(node) > placeOf(best) ? node : best, undefined);
}
