/**
 * Which branches must be taken for a node to run. It runs only when all that leads to it has brought something (there
 * is no other join), so it needs what all the nodes before it need.
 */

/** By Condition node: the condition that must hold. */
export type Guards<N> = ReadonlyMap<N, string>;

/** How a way to a node is read. */
export interface WaysIn<N, W> {
  /** The node that it comes from; `undefined` where that is not known. */
  source(way: W): N | undefined;
  /** The condition of its source that it stands for; `undefined` where it brings data. */
  condition(way: W): string | undefined;
}

/** Two branches of one Condition node, which never happen in one run, and the ways by which they come to a node. */
export interface Clash<N, W> {
  readonly conditionNode: N;
  readonly first: { readonly condition: string; readonly way: W };
  readonly second: { readonly condition: string; readonly way: W };
}

/** Most nodes always run. */
const NONE = new Map<unknown, string>();

export function noGuards<N>(): Guards<N> {
  return NONE as Guards<unknown> as Guards<N>;
}

export function isClash<N, W>(joined: Guards<N> | Clash<N, W>): joined is Clash<N, W> {
  return !(joined instanceof Map);
}

/** What a node needs that these ways lead to, by what the nodes before it need; or why it can never run. */
export function joinedGuards<N, W>(
  ways: readonly W[], read: WaysIn<N, W>, guardsOf: (node: N) => Guards<N>,
): Guards<N> | Clash<N, W> {
  let joined = noGuards<N>();
  for (const way of ways) {
    const source = read.source(way);
    if (source === undefined) { continue; }
    const brought = broughtBy(source, read.condition(way), guardsOf);
    if (brought.size === 0 || brought === joined) { continue; }
    if (joined.size === 0) {
      joined = brought;
      continue;
    }
    for (const [conditionNode, condition] of brought) {
      const other = joined.get(conditionNode);
      if (other === undefined || other === condition) { continue; }
      // the first to bring it is before this one
      const first = ways.find((one) => {
        const node = read.source(one);
        return node !== undefined && broughtBy(node, read.condition(one), guardsOf).get(conditionNode) === other;
      })!;
      return { conditionNode, first: { condition: other, way: first }, second: { condition, way } };
    }
    joined = new Map([...brought, ...joined]);
  }
  return joined;
}

function broughtBy<N>(source: N, condition: string | undefined, guardsOf: (node: N) => Guards<N>): Guards<N> {
  const guards = guardsOf(source);
  return condition === undefined ? guards : new Map(guards).set(source, condition);
}
