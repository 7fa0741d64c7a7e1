import { data, input, loop, node, output, REF, route, said, when, work } from './said';

const START = node('In', 'Input', { outputs: [output('document')] });
const unreachable = (definition: unknown) => said('UnreachableNode', definition);
const BARE = work('Bare', { inputs: [] });
const LINE = 'nodes[1]: \'Bare\' has no connection from an earlier node, so it never runs; connect one of its inputs, '
  + 'or remove it';

test('a node that needs nothing and that nothing leads to', () => {
  expect(unreachable({ nodes: [START, BARE], connections: [] })).toEqual([LINE]);
  expect(unreachable({ nodes: [START, work('Aa', { inputs: [input('in')] })], connections: [] })).toEqual([]);
});

test('what comes after one is not said again, nor is a node said that there are two of, or of no known type', () => {
  const lost = { ...route([['yes', 'in == "x"'], ['default']], []), name: 'Lost' };
  expect(unreachable({ nodes: [START, BARE, lost], connections: [when('Lost', 'yes', 'Bare')] }))
    .toEqual([LINE.replace('[1]', '[2]').replace('Bare', 'Lost')]);
  expect(unreachable({ nodes: [START, BARE, BARE], connections: [] })).toEqual([]);
  expect(unreachable({ nodes: [START, node('Odd', 'Teleport')], connections: [] })).toEqual([]);
});

test('where something can not be read, it may be what leads there', () => {
  expect(unreachable({ nodes: [START, BARE], connections: REF })).toEqual([]);
  expect(unreachable({ nodes: [START, BARE, REF], connections: [] })).toEqual([]);
  expect(unreachable({ nodes: [START, BARE], connections: [data('In', 'document', 'Nobody', 'in')] })).toEqual([]);
});

test('a node in a loop that a connection from outside names, and no other', () => {
  const inner = { nodes: [node('Begin', 'LoopInput', { outputs: [output('document')] }), BARE], connections: [] };
  const flow = (target: string) => ({
    nodes: [START, work('Aa'), loop('Again', inner, { inputs: [input('in')] })],
    connections: [data('In', 'document', target, 'in')],
  });
  expect(unreachable(flow('Bare'))).toEqual([]);
  expect(unreachable(flow('Aa')))
    .toEqual([expect.stringContaining('loop.definition.nodes[1]: \'Bare\' has no connection from an earlier node')]);
  const twice = {
    nodes: [START, BARE, loop('Again', inner, { inputs: [input('in')] })],
    connections: [data('In', 'document', 'Bare', 'in')],
  };
  expect(unreachable(twice))
    .toEqual([expect.stringContaining('loop.definition.nodes[1]: \'Bare\' has no connection from an earlier node')]);
});
