import { reordered, smallGraph } from './small-graph';
import { impossibleJoins } from '../../../src/core/validate/exclusivity';

const fork = ['In>Route', 'Route?yes>A', 'Route?default>B'];

test.each<[string, readonly string[], readonly string[]]>([
  ['branches that end apart', [...fork, 'A>OutA', 'B>OutB'], []],
  ['branches that meet', [...fork, 'A>Join', 'B>Join'], ['Join: Route.default Route.yes']],
  ['branches that meet later', [...fork, 'A>C', 'B>D', 'C>Join', 'D>Join'], ['Join: Route.default Route.yes']],
  ['what comes after is not said again', [...fork, 'A>Join', 'B>Join', 'Join>C', 'C>Out'], ['Join: Route.default Route.yes']],
  ['a branch and what always runs', [...fork, 'In>C', 'A>Join', 'C>Join'], []],
  ['two nodes of one branch', ['In>Route', 'Route?yes>A', 'Route?yes>B', 'A>Join', 'B>Join'], []],
  ['one node in two branches', ['In>Route', 'Route?yes>A', 'Route?default>A'], ['A: Route.default Route.yes']],
  ['a branch that reads another', [...fork, 'A>B'], ['B: Route.default Route.yes']],
  ['a condition in a branch', [...fork, 'A>RouteB', 'RouteB?yes>C', 'RouteB?default>D', 'C>OutC', 'D>OutD'], []],
  ['a nested branch meets the other one', [...fork, 'A>RouteB', 'RouteB?yes>C', 'C>Join', 'B>Join'], ['Join: Route.default Route.yes']],
  ['a nested branch meets its own', [...fork, 'A>RouteB', 'RouteB?yes>C', 'C>Join', 'A>Join'], []],
  ['branches of two conditions', ['In>Route', 'In>RouteB', 'Route?yes>A', 'RouteB?yes>B', 'A>Join', 'B>Join'], []],
  ['one condition, asked twice', ['In>Route', 'Route?yes>A', 'A>B', 'Route?yes>B'], []],
  ['two joins', [...fork, 'A>JoinA', 'B>JoinA', 'A>JoinB', 'B>JoinB'], ['JoinA: Route.default Route.yes', 'JoinB: Route.default Route.yes']],
])('%s', (_, lines, expected) => {
  for (const order of reordered(lines)) {
    const found = impossibleJoins(smallGraph(...order).root).map(({ node, conditionNode, first, second }) => (
      `${node.name}: ${[first, second].map(({ condition }) => `${conditionNode.name}.${condition}`).sort().join(' ')}`
    ));
    expect(found.sort()).toEqual(expected);
  }
});

test('the connection that is named does not depend on the order', () => {
  const names = [...reordered([...fork, 'A>Join', 'B>Join'])].map((lines) => impossibleJoins(smallGraph(...lines).root)[0].second.through.name);
  expect(new Set(names)).toEqual(new Set(['B>Join']));
});
