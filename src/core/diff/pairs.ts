/** Which node of the newer graph is which of the older one: by name, else by type, configuration and neighbours. */
import { byText, type GraphForm, type NodeForm } from './form';
import { similarity, tokensOf, type Tokens } from './neighbours';
import { canonical } from '../model/canonical';

export interface Pair {
  readonly before: NodeForm;
  readonly after: NodeForm;
}

export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly removed: readonly NodeForm[];
  readonly added: readonly NodeForm[];
}

/** Types of which a graph has one; the other node of such a type is the same node with another name. */
const SINGLE: ReadonlySet<string> = new Set(['Input', 'LoopInput', 'LoopController']);
/** Callers know these by name, so that one can't become a node of another type. */
const OF_CALLERS: ReadonlySet<string> = new Set(['Input', 'Output']);
/** More than this many comparisons are not made: no flow that the service takes has so many new nodes. */
const MOST_COMPARISONS = 2_500;

/** The same pairs, whichever of the two graphs is the older one. */
export function pairsOf(before: GraphForm, after: GraphForm): Pairing {
  const open = { before: new Set(before.nodes), after: new Set(after.nodes) };
  const pairs: Pair[] = [];
  const take = (one: Pair) => {
    pairs.push(one);
    open.before.delete(one.before);
    open.after.delete(one.after);
  };
  sameNames(before.nodes, after.nodes, ({ type }) => type).forEach(take);
  for (const type of SINGLE) {
    const [left, right] = [open.before, open.after].map((nodes) => [...nodes].filter((node) => node.type === type));
    if (left.length === 1 && right.length === 1) { take({ before: left[0], after: right[0] }); }
  }
  renamed(before, after, open, pairs, take);
  // of another type under the same name
  sameNames([...open.before], [...open.after], ({ type }) => OF_CALLERS.has(type) ? type : '').forEach(take);
  return {
    pairs: inOrder(pairs),
    removed: [...open.before],
    added: [...open.after],
  };
}

/** The same order, whichever of the two graphs is the older one. */
function inOrder(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.map((pair) => ({ pair, key: `${pair.after.type}\u0000${keyOf(pair)}` }))
    .sort((left, right) => byText(left.key, right.key)).map(({ pair }) => pair);
}

function keyOf({ before, after }: Pair): string {
  return [before.name, after.name].sort().join('\u0000');
}

/** Pairs of one name and group; of several, those that are the same, then the first with the first, and so on. */
function sameNames(
  before: readonly NodeForm[], after: readonly NodeForm[], groupOf: (node: NodeForm) => string,
): readonly Pair[] {
  const group = (nodes: readonly NodeForm[]) => {
    const groups = new Map<string, NodeForm[]>();
    for (const node of nodes) {
      const key = `${groupOf(node)}\u0000${node.name}`;
      groups.set(key, [...groups.get(key) ?? [], node]);
    }
    return groups;
  };
  const others = group(after);
  return [...group(before)].flatMap(([key, left]): readonly Pair[] => {
    const right = others.get(key) ?? [];
    if (left.length <= 1 && right.length <= 1) { return right.map((other) => ({ before: left[0], after: other })); }
    const same = left.flatMap((node): Pair[] => {
      const at = right.findIndex((other) => canonical(other.model) === canonical(node.model));
      return at < 0 ? [] : [{ before: node, after: right.splice(at, 1)[0] }];
    });
    const rest = left.filter((node) => !same.some((pair) => pair.before === node));
    return [...same, ...rest.slice(0, right.length).map((node, at) => ({ before: node, after: right[at] }))];
  });
}

interface Candidate extends Pair {
  readonly score: number;
  readonly key: string;
}

/** The best fit first, since each pair says more about its neighbours. */
function renamed(
  before: GraphForm, after: GraphForm, open: { readonly before: Set<NodeForm>; readonly after: Set<NodeForm> },
  pairs: readonly Pair[], take: (pair: Pair) => void,
): void {
  const likeness = new Likeness();
  while (open.before.size > 0 && open.after.size > 0) {
    const byType = new Map<string, NodeForm[]>();
    for (const node of open.after) { byType.set(node.type, [...byType.get(node.type) ?? [], node]); }
    const possible = [...open.before]
      .flatMap((left) => (byType.get(left.type) ?? []).map((right) => ({ left, right })));
    if (possible.length === 0 || possible.length > MOST_COMPARISONS) { return; }
    const tokens = { before: tokensOf(before, pairs, 'before'), after: tokensOf(after, pairs, 'after') };
    const best = bestOf(possible.flatMap(({ left, right }) => candidate(left, right, likeness, tokens)));
    if (best.length === 0) { return; }
    for (const one of best) {
      if (open.before.has(one.before) && open.after.has(one.after)) { take({ before: one.before, after: one.after }); }
    }
  }
}

function bestOf(candidates: readonly Candidate[]): readonly Candidate[] {
  const most = candidates.reduce((score, one) => Math.max(score, one.score), 0);
  return candidates.filter(({ score }) => score === most).sort((left, right) => byText(left.key, right.key));
}

interface Traits {
  readonly whole: string;
  readonly members: Tokens;
}

interface Alike {
  /** Whether the nodes differ in nothing but their names. */
  readonly isSame: boolean;
  /** Whether they are known by their neighbours alone, since they say nothing of themselves. */
  readonly isBlank: boolean;
  /** How many members they share, from 0 to 1. */
  readonly share: number;
}

/** How alike nodes are in themselves; each worked out once. */
class Likeness {
  private readonly traits = new Map<NodeForm, Traits>();
  private readonly alike = new Map<NodeForm, Map<NodeForm, Alike>>();

  public of(before: NodeForm, after: NodeForm): Alike {
    const known = this.alike.get(before) ?? new Map<NodeForm, Alike>();
    this.alike.set(before, known);
    let found = known.get(after);
    if (!found) {
      const [left, right] = [this.traitsOf(before), this.traitsOf(after)];
      const isSame = left.whole === right.whole;
      found = {
        isSame,
        isBlank: left.whole === '' || right.whole === '',
        share: isSame ? 1 : similarity(left.members, right.members),
      };
      known.set(after, found);
    }
    return found;
  }

  private traitsOf(node: NodeForm): Traits {
    const found = this.traits.get(node) ?? traitsOf(node);
    this.traits.set(node, found);
    return found;
  }
}

function traitsOf({ configuration, inner, inputs, outputs }: NodeForm): Traits {
  const whole = canonical([configuration, inner ? inner.nodes.map(({ model }) => canonical(model)) : 0]);
  const members = new Map<string, number>();
  const add = (value: unknown, path: string, depth: number) => {
    if (typeof value === 'object' && value !== null && depth < 8) {
      for (const [key, member] of Object.entries(value)) { add(member, `${path}.${key}`, depth + 1); }
    } else {
      members.set(`${path}=${canonical(value)}`, 1);
    }
  };
  if (configuration !== undefined) { add(configuration, '', 0); }
  for (const port of [...inputs, ...outputs]) { members.set(canonical(port), 1); }
  return { whole: configuration === undefined && !inner ? '' : whole, members };
}

function candidate(
  before: NodeForm, after: NodeForm, likeness: Likeness,
  tokens: { readonly before: ReadonlyMap<string, Tokens>; readonly after: ReadonlyMap<string, Tokens> },
): Candidate[] {
  const { isSame, isBlank, share } = likeness.of(before, after);
  if (isBlank ? !isSame : share < 0.5) { return []; }
  const around = similarity(tokens.before.get(before.name), tokens.after.get(after.name));
  const fits = isBlank ? around >= 0.5 : isSame || around >= 0.75;
  if (!fits) { return []; }
  return [{ before, after, score: 2 * around + (isSame ? 2 : share), key: keyOf({ before, after }) }];
}
