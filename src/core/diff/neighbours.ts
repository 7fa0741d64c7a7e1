/** What a node is connected to, in words that two graphs share: by it, a node with another name is found again. */
import type { GraphForm, NodeForm } from './form';

/** How often each word is said. */
export type Tokens = ReadonlyMap<string, number>;

/** The words of each node by its name. Neighbours that are paired are known by their pair, others by their type. */
export function tokensOf(
  { nodes, wires }: GraphForm, pairs: readonly { readonly before: NodeForm; readonly after: NodeForm }[],
  side: 'before' | 'after',
): ReadonlyMap<string, Tokens> {
  const words = new Map(nodes.map(({ name, type }) => [name, `a ${type}`]));
  pairs.forEach((pair, index) => words.set(pair[side].name, `#${index}`));
  const tokens = new Map<string, Map<string, number>>(nodes.map(({ name }) => [name, new Map<string, number>()]));
  const say = (name: string, token: string) => {
    const own = tokens.get(name);
    own?.set(token, (own.get(token) ?? 0) + 1);
  };
  for (const { source, target, output = '', input = '', condition = '' } of wires) {
    const ports = `${output}>${input}?${condition}`;
    say(target, `from ${words.get(source) ?? source} ${ports}`);
    say(source, `to ${words.get(target) ?? target} ${ports}`);
  }
  return tokens;
}

/** How much two have in common, from 0 to 1; two that have nothing have nothing in common. */
export function similarity(left: Tokens = new Map(), right: Tokens = new Map()): number {
  let [common, all] = [0, 0];
  for (const [token, count] of left) {
    const other = right.get(token) ?? 0;
    common += Math.min(count, other);
    all += Math.max(count, other);
  }
  for (const [token, count] of right) { if (!left.has(token)) { all += count; } }
  return all === 0 ? 0 : common / all;
}
