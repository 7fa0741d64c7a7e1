import { data, input, loop, node, output, reports, said, work } from './said';

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const quotas = (definition: unknown) => said('QuotaExceeded', definition);

test('as many as there may be are fine, one more is not', () => {
  expect(quotas({ nodes: many(40, (at) => node(`n${at}`, 'Teleport')) })).toEqual([]);
  expect(quotas({ nodes: many(41, (at) => node(`n${at}`, 'Teleport')) })).toEqual(['nodes: the flow has 41 '
    + 'nodes, but the service allows 40; split the flow']);
  const parts = (count: number) =>
    ({ inputs: many(count, (at) => input(`i${at}`)), outputs: many(count, (at) => output(`o${at}`)) });
  expect(quotas({ nodes: [work('Aa', { inputs: parts(20).inputs, outputs: parts(5).outputs })] })).toEqual([]);
});

test('of two nodes of one name only one counts of its type', () => {
  const iterator = node('Each', 'Iterator');
  expect(quotas({ nodes: [iterator, iterator] })).toEqual([]);
  expect(quotas({ nodes: [iterator, node('Other', 'Iterator')] })).toEqual(['nodes: the flow has 2 Iterator '
    + 'nodes, but the service allows 1; split the flow']);
});

test('a loop is named, where it has a name', () => {
  const inner = { nodes: [node('Each', 'Iterator'), node('Other', 'Iterator')] };
  const path = 'nodes[0].configuration.loop.definition.nodes';
  expect(quotas({ nodes: [loop('Again', inner)] })).toEqual([`${path}: loop 'Again' has 2 Iterator nodes, but the `
    + 'service allows 1; split the flow']);
  expect(reports('QuotaExceeded', { nodes: [loop('Again', inner)] }).map((report) => report.node)).toEqual(['Again']);
  expect(Object.keys(reports('QuotaExceeded', { nodes: [loop('', inner)] })[0])).not.toContain('node');
  expect(quotas({ nodes: [loop('', inner)] })).toEqual([`${path}: loop '' has 2 Iterator nodes, but the service `
    + 'allows 1; '
    + 'split the flow']);
});

test('connections', () => {
  const connections = many(101, (at) => data('Aa', 'functionResponse', 'Bb', 'in', `c${at}`));
  expect(quotas({ connections: connections.slice(0, 100) })).toEqual([]);
  expect(quotas({ connections })).toEqual(['connections: the flow has 101 connections, but the service allows '
    + '100; split '
    + 'the flow']);
});

test('inline code has fewer inputs than other nodes', () => {
  const inputs = many(6, (at) => input(`i${at}`));
  const of = (type: string, count: number) => quotas({ nodes: [node('Aa', type, { inputs: inputs.slice(0, count) })] });
  expect([of('InlineCode', 5), of('LambdaFunction', 6)]).toEqual([[], []]);
  expect(of('InlineCode', 6)).toEqual(['nodes[0].inputs: the node has 6 inputs, but the service allows 5; remove '
    + 'some, or '
    + 'split the node']);
});
