import { reordered, smallDefinition, smallGraph } from './small-graph';
import { QUOTAS } from '../../../src/core/constraints';
import { impossibleJoins } from '../../../src/core/validate/exclusivity';
import { indexDefinition } from '../../../src/core/validate/index-definition';

const fork = ['In>Route', 'Route?yes>A', 'Route?default>B'];

test.each<[string, readonly string[], readonly string[]]>([
  ['branches that end apart', [...fork, 'A>OutA', 'B>OutB'], []],
  ['branches that meet', [...fork, 'A>Join', 'B>Join'], ['Join: Route.default Route.yes']],
  ['branches that meet later', [...fork, 'A>C', 'B>D', 'C>Join', 'D>Join'], ['Join: Route.default Route.yes']],
  ['what comes after is not said again', [...fork, 'A>Join', 'B>Join', 'Join>C', 'C>Out'], ['Join: Route.default '
    + 'Route.yes']],
  ['a branch and what always runs', [...fork, 'In>C', 'A>Join', 'C>Join'], []],
  ['two nodes of one branch', ['In>Route', 'Route?yes>A', 'Route?yes>B', 'A>Join', 'B>Join'], []],
  ['one node in two branches', ['In>Route', 'Route?yes>A', 'Route?default>A'], ['A: Route.default Route.yes']],
  ['a branch that reads another', [...fork, 'A>B'], ['B: Route.default Route.yes']],
  ['a condition in a branch', [...fork, 'A>RouteB', 'RouteB?yes>C', 'RouteB?default>D', 'C>OutC', 'D>OutD'], []],
  ['a nested branch meets the other one', [...fork, 'A>RouteB', 'RouteB?yes>C', 'C>Join', 'B>Join'], [
    'Join: Route.default Route.yes',
  ]],
  ['a nested branch meets its own', [...fork, 'A>RouteB', 'RouteB?yes>C', 'C>Join', 'A>Join'], []],
  ['branches of two conditions', ['In>Route', 'In>RouteB', 'Route?yes>A', 'RouteB?yes>B', 'A>Join', 'B>Join'], []],
  ['one condition, asked twice', ['In>Route', 'Route?yes>A', 'A>B', 'Route?yes>B'], []],
  ['two joins', [...fork, 'A>JoinA', 'B>JoinA', 'A>JoinB', 'B>JoinB'], [
    'JoinA: Route.default Route.yes', 'JoinB: Route.default Route.yes',
  ]],
])('%s', (_, lines, expected) => {
  for (const order of reordered(lines)) {
    const found = impossibleJoins(smallGraph(...order).root).map(({ node, conditionNode, first, second }) => (
      `${node.name}: ${[first, second].map(({ condition }) => `${conditionNode.name}.${condition}`).sort().join(' ')}`
    ));
    expect(found.sort()).toEqual(expected);
  }
});

/** The nodes only: what they are joined to is a whole graph, and no message can show it. */
const joins = (...of: Parameters<typeof impossibleJoins>) => impossibleJoins(...of).map(({ node }) => node.name);

test('of two nodes of one name it is not known which is meant', () => {
  const lines = [...fork, 'A>Join', 'B>Join'];
  expect(joins(smallGraph(...lines).root)).toEqual(['Join']);
  for (const name of ['A', 'Join', 'Route']) {
    const definition = smallDefinition(lines);
    definition.nodes.push({ ...definition.nodes.find((node) => node.name === name) });
    expect(joins(indexDefinition(definition).root)).toEqual([]);
  }
});

test('a connection from nowhere brings nothing', () => {
  const definition = smallDefinition(['X>Join', ...fork, 'A>Join', 'B>Join']);
  definition.nodes.splice(0, 1);
  expect(joins(indexDefinition(definition).root)).toEqual(['Join']);
});

test('what a node needs is what all its connections need, and only the first clash of a node is said', () => {
  const forks = (name: string) => [`In>Route${name}`, `Route${name}?yes>A${name}`, `Route${name}?default>B${name}`];
  const found = (
    ...lines: string[]
  ) => impossibleJoins(smallGraph(...lines).root).map(({ node, conditionNode, first, second }) => (
    [
      node.name, conditionNode.name, first.condition, first.way.name, second.condition, second.way.name,
    ].join(' ')));
  // C needs both forks, so that it clashes with either branch of each
  const both = [...forks('P'), ...forks('Q'), 'AP>C', 'AQ>C'];
  expect(found(...both, 'C>D', 'BQ>D')).toEqual(['D RouteQ default BQ>D yes C>D']);
  expect(found(...both, 'C>D', 'BP>D')).toEqual(['D RouteP default BP>D yes C>D']);
  expect(found(...both, 'C>D', 'BP>D', 'BQ>D')).toHaveLength(1);
  expect(found(...both, 'C>D', 'BP>D', 'D>E', 'AP>E', 'BP>F', 'E>F')).toEqual([
    'D RouteP default BP>D yes C>D', 'F RouteP default BP>F yes E>F',
  ]);
});

test('far more Condition nodes than the quota allows are not looked into', () => {
  const many = (count: number) => Array.from({ length: count }, (_, at) =>
    [`In>Route${at}`, `Route${at}?yes>C${at}`, `Route${at}?default>C${at}`]).flat();
  expect(joins(smallGraph(...many(QUOTAS.nodes.max)).root)).toHaveLength(QUOTAS.nodes.max);
  expect(joins(smallGraph(...many(QUOTAS.nodes.max + 1)).root)).toEqual([]);
});

test('the connection that is named does not depend on the order', () => {
  const names = [...reordered([...fork, 'A>Join', 'B>Join'])].map((lines) =>
    impossibleJoins(smallGraph(...lines).root)[0].second.way.name);
  expect(new Set(names)).toEqual(new Set(['B>Join']));
});
