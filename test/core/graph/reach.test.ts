/** The one implementation of guards and scopes, read by constructs, imports, rules, changes and runs. */
import { isClash, joinedGuards, noGuards } from '../../../src/core/graph/guards';
import { inOrder, type Ways } from '../../../src/core/graph/order';
import { openedScope, placeNode, type Scope, scopeBehind } from '../../../src/core/graph/scopes';

interface Way { readonly from: string; readonly to: string; readonly condition?: string; readonly output?: string }

/** `A>B`, `Route?yes>B`, `Each.arrayItem>B` */
function waysOf(lines: readonly string[]): readonly Way[] {
  return lines.map((line) => {
    const [, from, output, condition, to] = /^(\w+)(?:\.(\w+))?(?:\?(\w+))?>(\w+)$/.exec(line)!;
    return { from, output, condition, to };
  });
}

function graphOf(lines: readonly string[]): { readonly nodes: readonly string[]; readonly ways: Ways<string, Way> } {
  const all = waysOf(lines);
  return {
    nodes: [...new Set(all.flatMap(({ from, to }) => [from, to]))],
    ways: {
      incoming: (node) => all.filter(({ to }) => to === node),
      outgoing: (node) => all.filter(({ from }) => from === node),
      source: ({ from }) => from === 'Nowhere' ? undefined : from,
      target: ({ to }) => to,
    },
  };
}

const READ = {
  source: ({ from }: Way) => from === 'Nowhere' ? undefined : from, condition: ({ condition }: Way) => condition,
};

describe('guards', () => {
  const KNOWN = new Map([['A', new Map([['Route', 'yes']])], ['B', new Map([['Route', 'no'], ['Other', 'x']])]]);
  const guardsOf = (node: string) => KNOWN.get(node) ?? noGuards<string>();
  const joined = (...lines: string[]) => joinedGuards(waysOf(lines), READ, guardsOf);

  test.each<[string, readonly string[], Record<string, string>]>([
    ['nothing leads to it', [], {}],
    ['what always runs', ['In>X'], {}],
    ['what comes from nowhere', ['Nowhere>X', 'Nowhere?yes>X'], {}],
    ['a branch', ['Route?yes>X'], { Route: 'yes' }],
    ['a node in a branch', ['A>X', 'In>X'], { Route: 'yes' }],
    ['the same branch twice', ['A>X', 'Route?yes>X'], { Route: 'yes' }],
    ['a branch of a node that stands in one', ['A?deep>X'], { Route: 'yes', A: 'deep' }],
    ['branches of two nodes', ['A>X', 'Third?z>X'], { Route: 'yes', Third: 'z' }],
  ])('%s', (_, lines, expected) => {
    expect(Object.fromEntries(joined(...lines) as ReadonlyMap<string, string>)).toEqual(expected);
  });

  test('two branches of one node: which, and by which ways', () => {
    const clash = joined('In>X', 'A>X', 'B>X');
    expect(clash).toEqual({
      conditionNode: 'Route',
      first: { condition: 'yes', way: waysOf(['A>X'])[0] },
      second: { condition: 'no', way: waysOf(['B>X'])[0] },
    });
    expect([isClash(clash), isClash(joined('A>X')), isClash(joined())]).toEqual([true, false, false]);
    expect(isClash(joined('Route?yes>X', 'Route?no>X'))).toBe(true);
  });

  test('what the nodes before need is not changed by it', () => {
    joined('A?deep>X', 'In>X');
    expect([...KNOWN.get('A')!]).toEqual([['Route', 'yes']]);
  });
});

describe('scopes', () => {
  const FLOW: Scope<string> = { kind: 'flow', depth: 0 };
  const EACH = openedScope('Iterator', 'Each', FLOW)!;
  const INNER = openedScope('Iterator', 'Inner', EACH)!;
  const APART = openedScope('Iterator', 'Apart', FLOW)!;
  const LOOP = openedScope('Loop', 'Again', EACH)!;
  const RUNS = new Map([['Each', FLOW], ['Inner', EACH], ['Apart', FLOW], ['In', FLOW], ['A', EACH], ['Again', EACH]]);
  const OPENS = new Map([['Each', EACH], ['Inner', INNER], ['Apart', APART], ['Again', LOOP]]);
  const known = { scopeOf: (node: string) => RUNS.get(node), openedBy: (node: string) => OPENS.get(node) };
  const placed = (type: string, base: Scope<string>, ...lines: string[]) => placeNode(type, base, waysOf(lines),
    ({ from, output }) => scopeBehind<string, Scope<string>>(known, from, output));

  test.each<[string, string, readonly string[], Scope<string>]>([
    ['nothing leads to it', 'Prompt', [], FLOW],
    ['an item', 'Prompt', ['Each.arrayItem>X'], EACH],
    ['how many items there are', 'Prompt', ['Each.arraySize>X'], FLOW],
    ['an item, and something from outside', 'Prompt', ['In>X', 'Each.arrayItem>X', 'In>X'], EACH],
    ['what was made of an item', 'Prompt', ['A>X'], EACH],
    ['an item of an item', 'Prompt', ['Each.arrayItem>X', 'Inner.arrayItem>X', 'A>X'], INNER],
    ['what leaves a loop, whatever its name', 'Prompt', ['Again.arrayItem>X'], EACH],
    ['a Collector without items', 'Collector', ['In>X'], FLOW],
    ['something that is not known', 'Prompt', ['Nobody>X'], FLOW],
  ])('%s', (_, type, lines, scope) => {
    expect(placed(type, FLOW, ...lines)).toEqual({ scope });
  });

  test('a Collector gathers the items of its scope in the one around', () => {
    expect(placed('Collector', FLOW, 'A>X', 'Each.arraySize>X')).toEqual({ scope: FLOW, gathersFrom: EACH });
    expect(placed('Collector', FLOW, 'Inner.arrayItem>X')).toEqual({ scope: EACH, gathersFrom: INNER });
    expect(placed('Collector', LOOP)).toEqual({ scope: LOOP });
  });

  test('items of two iterators that are not inside each other', () => {
    expect(placed('Prompt', FLOW, 'Each.arrayItem>X', 'Apart.arrayItem>X'))
      .toEqual({ scope: FLOW, apart: [EACH, APART] });
  });

  test('only iterators and loops open a scope', () => {
    expect(openedScope('Prompt', 'A', EACH)).toBeUndefined();
    expect(LOOP).toEqual({ kind: 'loop', parent: EACH, owner: 'Again', depth: 2 });
  });
});

describe('order', () => {
  const order = (...lines: string[]) => {
    const { nodes, ways } = graphOf(lines);
    return inOrder(nodes, ways);
  };

  test('each comes after what feeds it; cycles, and what is behind them, are left out', () => {
    expect(order('B>C', 'A>B', 'A>C', 'C>X', 'X>Y', 'Y>X', 'Y>Z')).toEqual(['A', 'B', 'C']);
  });

  test('what comes from nowhere is not waited for', () => {
    expect(order('Nowhere>A', 'A>B')).toEqual(['Nowhere', 'A', 'B']);
  });
});
