/** In what the connections of two graphs differ, seen from the nodes that they lead to. */
import { type Change, change } from './change';
import { renamedConditions } from './conditions';
import { byText, type GraphForm, type NodeForm, type Wire } from './form';
import type { SourcesOf } from './node-changes';
import type { Pair, Pairing } from './pairs';

type SideName = 'before' | 'after';

interface NodeKey {
  readonly node: string;
  /** Conditions that have other names, by the name on this side. */
  readonly conditions: ReadonlyMap<string, string>;
}

export class Wiring {
  private readonly incoming: { readonly [K in SideName]: ReadonlyMap<string, readonly Wire[]> };
  /** What both graphs call a node that is in both, by the name that it has on each side. */
  private readonly keys: { readonly [K in SideName]: ReadonlyMap<string, NodeKey> };

  public constructor(
    private readonly before: GraphForm, private readonly after: GraphForm, private readonly pairing: Pairing,
  ) {
    this.incoming = { before: byTarget(before), after: byTarget(after) };
    const keys = pairing.pairs.map((pair, index) => {
      const renamed = [...pair.after.type === 'Condition' ? renamedConditions(pair.before, pair.after) : []];
      return { pair, key: `#${index}`, before: renamed, after: renamed.map(([, is]) => [is, is] as const) };
    });
    const bySide = (side: SideName) => new Map(keys.map((one): [string, NodeKey] =>
      [one.pair[side].name, { node: one.key, conditions: new Map(one[side]) }]).reverse());
    this.keys = { before: bySide('before'), after: bySide('after') };
  }

  /** What leads to an input of a node. */
  public sourcesOf(pair: Pair): SourcesOf {
    return (side, input) => shown(this.to(side, pair[side]).filter((wire) => wire.input === input));
  }

  public changes(): readonly Change[] {
    return [
      ...this.pairing.pairs.flatMap((pair) => [...this.dataChanges(pair), ...this.controlChanges(pair)]),
      ...this.strayChanges(),
    ];
  }

  private dataChanges(pair: Pair): readonly Change[] {
    const [left, right] = [this.dataTo('before', pair.before), this.dataTo('after', pair.after)];
    const [had, has] = [pair.before, pair.after].map((node) => new Set(node.inputs.map(({ name }) => name)));
    return [...new Set([...left.keys(), ...right.keys()])]
      // of an input that comes or goes, this is said with it
      .filter((input) => had.has(input) === has.has(input))
      .flatMap((input) => this.difference('wiring', pair, left.get(input) ?? [], right.get(input) ?? [], input));
  }

  private controlChanges(pair: Pair): readonly Change[] {
    const [left, right] = (['before', 'after'] as const)
      .map((side) => this.to(side, pair[side]).filter(({ condition }) => condition !== undefined));
    return this.difference('guard', pair, left, right);
  }

  private difference(
    kind: 'wiring' | 'guard', { before, after }: Pair, left: readonly Wire[], right: readonly Wire[], part?: string,
  ): readonly Change[] {
    const [one, other] = [
      left.map((wire) => this.keyOf('before', wire)), right.map((wire) => this.keyOf('after', wire)),
    ].map((keys) => keys.sort().join('\n'));
    if (one === other) { return []; }
    return [change(kind, { nodeBefore: before.label, nodeAfter: after.label },
      { part, before: shown(left), after: shown(right) })];
  }

  private strayChanges(): readonly Change[] {
    const [left, right] = [this.before, this.after].map(({ strayWires }) => strayWires);
    const [gone, come] = [missingFrom(left, right), missingFrom(right, left)];
    if (gone.length === 0 && come.length === 0) { return []; }
    const words = (texts: readonly string[]) => texts.length === 0 ? undefined : texts.join('\n');
    return [change('connections', {}, { before: words(gone), after: words(come) })];
  }

  /** The wire in words that both graphs share. */
  private keyOf(side: SideName, { source, output, condition }: Wire): string {
    const known = this.keys[side].get(source);
    const renamed = condition === undefined ? undefined : known?.conditions.get(condition);
    return JSON.stringify([known?.node ?? source, output, renamed === undefined ? condition : [renamed]]);
  }

  private dataTo(side: SideName, node: NodeForm): ReadonlyMap<string, readonly Wire[]> {
    const found = new Map<string, Wire[]>();
    for (const wire of this.to(side, node)) {
      if (wire.input !== undefined) { found.set(wire.input, [...found.get(wire.input) ?? [], wire]); }
    }
    return found;
  }

  private to(side: SideName, { name }: NodeForm): readonly Wire[] {
    return this.incoming[side].get(name) ?? [];
  }
}

function byTarget({ wires }: GraphForm): ReadonlyMap<string, readonly Wire[]> {
  const found = new Map<string, Wire[]>();
  for (const wire of wires) {
    const list = found.get(wire.target);
    if (list) { list.push(wire); } else { found.set(wire.target, [wire]); }
  }
  return found;
}

/** `Classify.modelCompletion`, or `Route: isRefund` for a condition. */
function textOfWire({ source, output, condition }: Wire): string {
  return condition === undefined ? `${source}.${output}` : `${source}: ${condition}`;
}

function shown(wires: readonly Wire[]): string | undefined {
  return wires.length === 0 ? undefined : wires.map(textOfWire).sort(byText).join(', ');
}

/** What the first list has more often than the second. */
export function missingFrom(list: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const text of other) { left.set(text, (left.get(text) ?? 0) + 1); }
  return list.filter((text) => {
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
