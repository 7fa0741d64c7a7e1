import type { Definition } from '../../../src/core/model/definition';
import { sceneOf } from '../../../src/core/picture';

const data = (source: string, target: string, sourceOutput = 'o', targetInput = 'i') => (
  { name: `${source}${target}`, type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } }
);
const node = (name: string, type: string, more: object = {}) => ({
  name,
  type,
  inputs: [{ name: 'i', type: 'String', expression: '$.data' }],
  outputs: [{ name: 'o', type: 'String' }],
  ...more,
});
const scene = (definition: object) => sceneOf(definition as Definition);
const loop = (name: string, nodes: object[], connections: object[] = []) => node(name, 'Loop',
  { configuration: { loop: { definition: { nodes, connections } } } });

test('a loop is a box around its nodes, an iterator one around what runs for each item', () => {
  const iterator = node('Each', 'Iterator',
    { outputs: [{ name: 'arrayItem', type: 'String' }, { name: 'arraySize', type: 'Number' }] });
  const { nodes, boxes } = scene({
    nodes: [node('In', 'Input'), iterator, node('Look', 'Prompt'), node('All', 'Collector'), loop('Again',
      [node('Inner', 'Prompt'), iterator, node('Deep', 'Prompt')], [data('Each', 'Deep', 'arrayItem')])],
    connections: [data('In', 'Each'), data('Each', 'Look', 'arrayItem'), data('Look', 'All', 'o',
      'arrayItem'), data('Each', 'All', 'arraySize', 'arraySize'), data('All', 'Again')],
  });
  const boxOf = (name: string, at = 0) => {
    const box = boxes.find(({ id }) => id === nodes.filter((one) => one.name === name)[at].box);
    return box && `${box.kind} of ${nodes.find(({ id }) => id === box.owner)!.path}`;
  };
  expect(['In', 'Each', 'Look', 'All', 'Again'].map((name) => boxOf(name)))
    .toEqual([undefined, undefined, 'iteration of nodes[1]', undefined, undefined]);
  expect([boxOf('Inner'), boxOf('Each', 1)]).toEqual(['loop of nodes[4]', 'loop of nodes[4]']);
  expect(boxOf('Deep')).toBe('iteration of nodes[4].configuration.loop.definition.nodes[1]');
  expect(boxes.map(({ kind, box }) => [kind, box]))
    .toEqual(expect.arrayContaining([['iteration', boxes.find(({ kind }) => kind === 'loop')!.id]]));
});

test('a connection means the node of its own level, and what it names in vain is shown as missing', () => {
  const { nodes, edges } = scene({
    nodes: [node('A', 'Prompt'), node('B', 'Prompt'), loop('L', [node('A', 'Prompt'), node('B', 'Prompt')],
      [data('A', 'B')])],
    connections: [data('A', 'B'), data('A', 'Nowhere'), data('Nowhere', 'B')],
  });
  const pathOf = (id: string) => nodes.find((one) => one.id === id)!.path ?? 'missing';
  expect(edges.map(({ source, target }) => `${pathOf(source)} ${pathOf(target)}`)).toEqual([
    'nodes[0] nodes[1]', 'nodes[0] missing', 'missing nodes[1]',
    'nodes[2].configuration.loop.definition.nodes[0] nodes[2].configuration.loop.definition.nodes[1]',
  ]);
  expect(nodes.filter(({ path }) => path === undefined)).toHaveLength(1);
});

test('ids are never made of names', () => {
  expect(scene({ nodes: [node('"><script>', 'Prompt'), node('__proto__', 'x')] }).nodes.map(({ id }) => id))
    .toEqual(['n1', 'n2']);
});
