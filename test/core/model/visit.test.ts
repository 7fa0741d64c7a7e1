import * as fc from 'fast-check';
import type { Definition } from '../../../src/core/model/definition';
import { everyNode } from '../../../src/core/model/visit';
import { anyJson } from '../template/arbitrary';

const loop =
  (name: string, nodes: unknown) => ({ name, type: 'Loop', configuration: { loop: { definition: { nodes } } } });
const walked = (definition: unknown) => [...everyNode(definition as Definition)].map((found) =>
  `${found.path} ${found.node.name} ${found.loop?.name ?? '-'}`);

test('nodes of loops come right after their loop, and say which it is', () => {
  expect(walked({
    nodes: [{ name: 'A' }, loop('L', [{ name: 'B' }, loop('M', [{ name: 'C' }]), { name: 'D' }]), { name: 'E' }],
  })).toEqual([
    'nodes[0] A -',
    'nodes[1] L -',
    'nodes[1].configuration.loop.definition.nodes[0] B L',
    'nodes[1].configuration.loop.definition.nodes[1] M L',
    'nodes[1].configuration.loop.definition.nodes[1].configuration.loop.definition.nodes[0] C M',
    'nodes[1].configuration.loop.definition.nodes[2] D L',
    'nodes[2] E -',
  ]);
});

test.each<[string, unknown]>([
  ['null', null], ['a text', 'x'], ['no nodes', {}], ['nodes by name', { nodes: { A: {} } }],
  ['an intrinsic', { nodes: { Ref: 'X' } }], ['nodes that are none', { nodes: [null, 1, 'x', []] }],
])('%s has no nodes', (_, definition) => {
  expect(walked(definition)).toEqual([]);
});

test('indexes count what is passed over', () => {
  expect(walked({ nodes: [null, { name: 'A' }, loop('L', null), { name: 'B', configuration: { loop: 5 } }] }))
    .toEqual(['nodes[1] A -', 'nodes[2] L -', 'nodes[3] B -']);
});

test('ten thousand loops in one another are no trouble', () => {
  let nodes: unknown[] = [];
  for (let at = 0; at < 10_000; at++) { nodes = [loop('L', nodes)]; }
  let count = 0;
  for (const _ of everyNode({ nodes } as Definition)) { count++; }
  expect(count).toBe(10_000);
});

test('property: any JSON can be walked', () => {
  fc.assert(fc.property(anyJson(8), (json) => {
    for (const { node } of everyNode(json as Definition)) { expect(typeof node).toBe('object'); }
  }));
});
