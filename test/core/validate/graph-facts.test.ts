import { reordered, smallDefinition, smallGraph } from './small-graph';
import { cycleClosers, inOrder, isEnd, isStart, reachable } from '../../../src/core/validate/graph-facts';
import { indexDefinition } from '../../../src/core/validate/index-definition';

describe('cycles', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a chain', ['In>A', 'A>B', 'B>Out'], []],
    ['a diamond', ['In>A', 'A>B', 'A>C', 'B>D', 'C>D'], []],
    ['a way back', ['In>A', 'A>B', 'B>A'], ['B>A']],
    ['a way back to where the flow comes in, whatever the names', ['In>Z', 'Z>M', 'M>A', 'A>Z'], ['A>Z']],
    ['a cycle that the flow comes into twice', ['In>B', 'In>A', 'A>B', 'B>A'], ['B>A']],
    ['a cycle that a longer way leads to', ['In>Z', 'Z>Y', 'Y>A', 'In>B', 'A>B', 'B>A'], ['B>A']],
    ['branches that go back together', ['In>A', 'A>B', 'A>C', 'B>D', 'C>D', 'D>A'], ['D>A']],
    ['what comes after a cycle', ['In>M', 'M>N', 'N>M', 'N>A', 'In>A', 'A>B', 'B>Out'], ['N>M']],
    ['a node to itself', ['In>A', 'A>A'], ['A>A']],
    ['two ways back', ['In>A', 'A>B', 'B>C', 'B>A', 'C>A'], ['B>A', 'C>A']],
    ['cycles beside each other', ['In>A', 'A>B', 'B>A', 'In>C', 'C>D', 'D>C'], ['B>A', 'D>C']],
    ['a cycle after another', ['In>A', 'A>B', 'B>A', 'B>C', 'C>D', 'D>C'], ['B>A', 'D>C']],
    ['a cycle that nothing leads to', ['In>Out', 'B>A', 'A>B'], ['B>A']],
    ['a way back through a condition', ['In>Route', 'Route?yes>A', 'A>B', 'B>Route'], ['B>Route']],
  ])('%s', (_, lines, closers) => {
    for (const order of reordered(lines)) {
      expect(cycleClosers(smallGraph(...order).root).map(({ name }) => name).sort()).toEqual(closers);
    }
  });

  test('taken off, nothing is left that goes round', () => {
    const lines = ['In>A', 'A>B', 'B>C', 'C>A', 'C>B', 'B>D', 'D>B', 'D>D'];
    const closers = cycleClosers(smallGraph(...lines).root).map(({ name }) => name);
    const { root } = smallGraph(...lines.filter((line) => !closers.includes(line)));
    expect(cycleClosers(root)).toEqual([]);
    expect(inOrder(root)).toHaveLength(root.nodes.length);
  });
});

describe('what is wrong by itself', () => {
  /** A graph whose definition was changed. */
  const changed = (lines: readonly string[], change: (definition: any) => void) => {
    const definition = smallDefinition(lines);
    change(definition);
    return indexDefinition(definition).root;
  };
  const reached = (...of: Parameters<typeof changed>) => [...reachable(changed(...of))].map(({ name }) => name).sort();

  test('a way that names a port that is not there closes no cycle', () => {
    const round = ['In>A', 'A>B', 'B>A'];
    expect(cycleClosers(changed(round, () => {}))).toHaveLength(1);
    for (const port of ['sourceOutput', 'targetInput']) {
      for (const at of [1, 2]) {
        expect(
          cycleClosers(changed(round, ({ connections }) => { connections[at].configuration.data[port] = 'nothing'; })),
        ).toEqual([]);
      }
    }
  });

  test('nor does one in a cycle beside one that is sound', () => {
    const lines = ['In>A', 'A>B', 'B>C', 'C>A', 'C>B'];
    expect(cycleClosers(
      changed(lines, ({ connections }) => { connections[3].configuration.data.targetInput = 'nothing'; }),
    ).map(({ name }) => name)).toEqual(['C>B']);
  });

  test('of several ways between two nodes each is named, in the order of the names', () => {
    const graph = changed(['In>A', 'A>B', 'B>A'], ({ connections }) => {
      connections.push({ ...connections[2], name: 'again' }, { ...connections[2], name: 'X' });
    });
    expect(cycleClosers(graph).map(({ name }) => name)).toEqual(['B>A', 'X', 'again']);
  });

  test('an unsound way in is no way in', () => {
    const lines = ['In>A', 'A>B', 'B>A', 'In>B'];
    expect(cycleClosers(
      changed(lines, ({ connections }) => { connections[3].configuration.data.targetInput = 'nothing'; }),
    ).map(({ name }) => name)).toEqual(['B>A']);
  });

  test('an unsound way back, beside a sound one from behind it', () => {
    const lines = ['In>B', 'B>A', 'A>B', 'A>C', 'C>A'];
    expect(cycleClosers(
      changed(lines, ({ connections }) => { connections[4].configuration.data.targetInput = 'nothing'; }),
    ).map(({ name }) => name)).toEqual(['A>B']);
  });

  test('a branch to a node that is not known leads on to nothing', () => {
    const graph = changed(['In>Route', 'Route?yes>A', 'A>Route', 'Route?no>X'], (definition) => {
      definition.nodes = definition.nodes.filter(({ name }: any) => name !== 'X');
    });
    expect(cycleClosers(graph).map(({ name }) => name)).toEqual(['A>Route']);
  });

  test('an end that is not known is none', () => {
    const lines = ['In>A', 'A>B', 'B>Out', 'X>Y'];
    const without = (...names: string[]) => (definition: any) => {
      definition.nodes = definition.nodes.filter(({ name }: any) => !names.includes(name));
    };
    expect(reached(lines, without('B'))).toEqual(['A', 'In', 'Out']);
    expect(reached(lines, without('X'))).toEqual(['A', 'B', 'In', 'Out', 'Y']);
    expect(inOrder(changed(lines, without('B'))).map(({ name }) => name).sort()).toEqual(['A', 'In', 'Out', 'X', 'Y']);
    expect(cycleClosers(changed(lines, without('B', 'X')))).toEqual([]);
  });

  test('a node of unknown type may be a start, unless something leads to it', () => {
    const odd =
      (name: string) => ({ nodes }: any) => { nodes.find((node: any) => node.name === name).type = 'Teleport'; };
    expect(reached(['In>A', 'X>Y'], odd('X'))).toEqual(['A', 'In', 'X', 'Y']);
    expect(reached(['In>A', 'X>Y'], odd('Y'))).toEqual(['A', 'In']);
    expect(reached(['In>A', 'X>Y'], () => {})).toEqual(['A', 'In']);
  });

  test('a loop starts with its LoopInput and ends with its LoopController', () => {
    const body = {
      nodes: [{ name: 'S', type: 'LoopInput' }, { name: 'O', type: 'Output' }, { name: 'C', type: 'LoopController' }],
      connections: [],
    };
    const { graphs } = indexDefinition({
      nodes: [{ name: 'L', type: 'Loop', configuration: { loop: { definition: body } } }, ...body.nodes],
      connections: [],
    });
    expect(graphs[1].nodes.map((node) => [isStart(node), isEnd(node)]))
      .toEqual([[true, false], [false, false], [false, true]]);
    expect(graphs[0].nodes.map((node) => [isStart(node), isEnd(node)]))
      .toEqual([[false, false], [true, false], [false, true], [false, false]]);
  });
});

test('the order puts each node after those that feed it, and leaves out cycles', () => {
  const { root } = smallGraph('B>C', 'A>B', 'In>A', 'A>C', 'C>X', 'X>Y', 'Y>X');
  expect(inOrder(root).map(({ name }) => name)).toEqual(['In', 'A', 'B', 'C']);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['from the Input node on', ['In>A', 'A>B', 'C>D'], ['A', 'B', 'In']],
  ['through conditions', ['In>Route', 'Route?yes>A'], ['A', 'In', 'Route']],
  ['round and round', ['In>A', 'A>B', 'B>A'], ['A', 'B', 'In']],
  ['nothing without a start', ['A>B'], []],
])('reached is what comes %s', (_, lines, expected) => {
  expect([...reachable(smallGraph(...lines).root)].map(({ name }) => name).sort()).toEqual(expected);
});

test('a long chain, and a wide fan, are no trouble', () => {
  const chain = Array.from({ length: 20_000 }, (_, at) => `N${at}>N${at + 1}`);
  expect(cycleClosers(smallGraph(...chain, 'N20000>N0').root)).toHaveLength(1);
  expect(inOrder(smallGraph(...chain).root)).toHaveLength(20_001);
});
