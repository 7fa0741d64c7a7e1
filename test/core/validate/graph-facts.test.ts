import { reordered, smallGraph } from './small-graph';
import { cycleClosers, inOrder, reachable } from '../../../src/core/validate/graph-facts';

describe('cycles', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a chain', ['In>A', 'A>B', 'B>Out'], []],
    ['a diamond', ['In>A', 'A>B', 'A>C', 'B>D', 'C>D'], []],
    ['a way back', ['In>A', 'A>B', 'B>A'], ['B>A']],
    ['a way back to where the flow comes in, whatever the names', ['In>Z', 'Z>M', 'M>A', 'A>Z'], ['A>Z']],
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
