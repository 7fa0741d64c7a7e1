/** Rules about connections that join the same, or lead back. */
import { data, input, loop, output, said, when, work } from './said';

const NODES = [work('Aa'), work('Bb', { inputs: [input('in'), input('more')] })];
const one = (name: string, to = 'in') => data('Aa', 'functionResponse', 'Bb', to, name);

describe('connections that join the same', () => {
  const doubles = (...connections: readonly object[]) => said('DuplicateConnections', { nodes: NODES, connections })
    .map((line) => line.replace(/ both join.*/, ''));

  test('are named with the first, in order', () => {
    expect(doubles(one('z'), one('a'), one('b')))
      .toEqual(['connections[1]: connections \'a\' and \'z\'', 'connections[2]: connections \'b\' and \'z\'']);
    expect(doubles(one('z'), one('a', 'more'))).toEqual([]);
  });

  test('have ends of the same names, not only of names that look alike when joined', () => {
    const nodes =
      [work('Aa', { outputs: [output('xx'), output('xxy')] }), work('Bb', { inputs: [input('yz'), input('z')] })];
    expect(said('DuplicateConnections',
      { nodes, connections: [data('Aa', 'xx', 'Bb', 'yz', 'a'), data('Aa', 'xxy', 'Bb', 'z', 'b')] })).toEqual([]);
  });

  test('of what leads nowhere nothing is said', () => {
    expect(doubles(one('z', 'x'), one('a', 'x'))).toEqual([]);
  });
});

describe('connections that lead back', () => {
  const round = {
    connections:
      [data('Aa', 'functionResponse', 'Bb', 'in', 'there'), data('Bb', 'functionResponse', 'Aa', 'in', 'back')],
  };
  const cycles = (...nodes: readonly object[]) => said('CyclicConnection', { ...round, nodes });

  test('are a fault, unless it is not known which node is meant', () => {
    expect(cycles(...NODES)).toEqual([expect.stringContaining('connections[1]: \'Bb\' connects back to \'Aa\'')]);
    expect(cycles(...NODES, work('Aa'))).toEqual([]);
    expect(cycles(...NODES, work('Bb'))).toEqual([]);
  });
});

describe('several connections to one input', () => {
  const several = (connections: readonly object[], ...more: readonly object[]) => (
    said('MultipleNodeInputConnections',
      { nodes: [...NODES, work('Cc', { outputs: [output('functionResponse'), output('x')] }), ...more], connections }));

  test('are named with all nodes that they come from', () => {
    const both = [data('Cc', 'functionResponse', 'Bb', 'in'), one('z')];
    const text = 'nodes[1].inputs[0]: input \'in\' has 2 data connections, from \'Aa\' and \'Cc\'; ';
    expect(several(both)).toEqual([expect.stringContaining(text)]);
    expect(several([...both].reverse())).toEqual([expect.stringContaining(text)]);
    expect(several([data('Cc', 'functionResponse', 'Bb', 'in'), data('Cc', 'x', 'Bb', 'in')]))
      .toEqual([expect.stringContaining('has 2 data connections, from \'Cc\'; ')]);
  });

  test('unless they are the same, or go to another input, or which node is meant is not known', () => {
    expect(several([one('a'), one('b')])).toEqual([]);
    expect(several([one('a'), data('Cc', 'functionResponse', 'Bb', 'more')])).toEqual([]);
    expect(several([one('a'), data('Cc', 'functionResponse', 'Bb', 'in')], work('Bb'))).toEqual([]);
  });
});

describe('ends that are not there', () => {
  const lost = (connection: any, nodes: readonly object[] = NODES) => [
    'UnknownConnectionSourceOutput', 'UnknownConnectionTargetInput',
  ].flatMap((code) => (
    said(code as 'UnknownConnectionSourceOutput', { nodes, connections: [connection] })
      .map((line) => line.slice(line.lastIndexOf('; ') + 2))));

  test('say what to do instead', () => {
    expect(lost(one('z'))).toEqual([]);
    expect(lost(one('z', 'mor'))).toEqual(['did you mean \'more\'?']);
    expect(lost(one('z', 'other'))).toEqual(['name one of those']);
    expect(lost(data('Aa', 'other', 'Bb', 'in'))).toEqual(['name one of those']);
    const bare = [work('Aa', { outputs: [] }), work('Bb', { inputs: [] })];
    expect(lost(data('Aa', 'other', 'Bb', 'in'), bare))
      .toEqual(['declare the output, or connect another node', 'declare the input, or connect another node']);
  });
});

describe('nodes that are not there', () => {
  const START = { name: 'In', type: 'Input', outputs: [output('document')] };
  const END = { name: 'Out', type: 'Output', inputs: [input('document')] };
  const unknown = (...connections: readonly object[]) =>
    (['UnknownConnectionSource', 'UnknownConnectionTarget'] as const).flatMap((code) => (
      said(code, { nodes: [START, ...NODES, END], connections })));
  const to = (target: string, name: string) => data('Aa', 'functionResponse', target, 'in', name);

  test('are said once, with the connection that comes first by name, and how many more', () => {
    expect(unknown(to('Xx', 'c'))).toEqual(['connections[0].target: connection \'c\' goes to \'Xx\', but there is no '
      + 'such node; name one of the nodes']);
    expect(unknown(to('Xx', 'c'), to('Xx', 'a'), to('Xx', 'b'))).toEqual([
      'connections[1].target: connection \'a\' and 2 more go to \'Xx\', but there is no such node; name one of '
        + 'the nodes',
    ]);
    // of one name, the first
    expect(unknown(to('Xx', 'a'), to('Xx', 'a')))
      .toEqual([expect.stringContaining('connections[0].target: connection \'a\' and 1 more')]);
  });

  test('nor is a node that connections come from and lead to said twice', () => {
    expect(unknown(to('Xx', 'a'), data('Xx', 'x', 'Bb', 'in', 'b')))
      .toEqual([expect.stringContaining('connections[1].source: connection \'b\' comes from \'Xx\'')]);
  });

  test('where the node that starts or ends a graph is missing, one unknown name is that node; two are not', () => {
    const without = (...connections: readonly object[]) => said('UnknownConnectionTarget',
      { nodes: [START, ...NODES], connections });
    expect(without(to('Xx', 'a'))).toEqual([]);
    expect(without(to('Xx', 'a'), to('Yy', 'b'))).toHaveLength(2);
  });

  test('are not meant to be a node that can not be such an end', () => {
    expect(unknown(to('Inn', 'c'))[0]).toMatch(/; name one of the nodes$/);
    expect(unknown(to('Outt', 'c'))[0]).toMatch(/; did you mean 'Out'\?$/);
    expect(unknown(data('Outt', 'document', 'Bb', 'in'))[0]).toMatch(/; name one of the nodes$/);
    expect(unknown(data('Inn', 'document', 'Bb', 'in'))[0]).toMatch(/; did you mean 'In'\?$/);
  });

  test('no name at all, unless it can not be read', () => {
    for (const target of [5, { Ref: 'X' }, '${Token[N.1]}']) {
      expect(unknown({ ...to('', 'a'), target })).toEqual([]);
    }
    const nodes = [START, ...NODES, END, loop('Again', { nodes: [work('')] })];
    expect(said('UnknownConnectionTarget', { nodes, connections: [to('', 'a')] })).toHaveLength(1);
    expect(unknown(to('', 'a'))).toEqual(['connections[0]: connection \'a\' has no target; add the name of a node']);
  });
});

test('two connections of one name are two, unless they join the same', () => {
  const twins = (...connections: readonly object[]) => said('DuplicateName', { nodes: NODES, connections })
    .map((line) => line.replace(/:.*/, ''));
  expect(twins(one('z'), one('z', 'more'))).toEqual(['connections[1].name']);
  expect(twins(one('z'), one('z'))).toEqual([]);
  // of connections that lead nowhere it is not known what they join
  expect(twins(one('z', 'x'), one('z', 'x'))).toEqual(['connections[1].name']);
});

test('nodes without names are not of one name', () => {
  expect(said('DuplicateName',
    { nodes: [work(''), work(''), work('Aa'), loop('Again', { nodes: [work('Aa'), work('')] })] })).toEqual([
    expect.stringContaining('nodes[3].configuration.loop.definition.nodes[0].name: (warning) there are two nodes named '
      + '\'Aa\', one of them in a loop'),
  ]);
});

test('a condition that is not there', () => {
  const conditions = [{ name: 'yes', expression: 'in == "x"' }, { name: 'default' }];
  const nodes = [...NODES, {
    name: 'Route', type: 'Condition', inputs: [input('in')], configuration: { condition: { conditions } },
  }];
  const unknown = (condition: string) => said('UnknownConnectionCondition',
    { nodes, connections: [when('Route', condition, 'Aa', 'one')] });
  const text = (condition: string) => `connections[0]: connection 'one' names the condition '${condition}' of 'Route', `
    + 'which has \'default\' and \'yes\'; ';
  expect(unknown('yes')).toEqual([]);
  expect(unknown('yse')).toEqual([`${text('yse')}did you mean 'yes'?`]);
  expect(unknown('another')).toEqual([`${text('another')}name one of those`]);
});

test('branches that meet are named in one order', () => {
  const join = [when('Route', 'yes', 'Aa'), when('Route', 'default', 'Bb'), data('Aa', 'functionResponse', 'Cc',
    'in'), data('Bb', 'functionResponse', 'Cc', 'in')];
  const forked = [...NODES, work('Cc'), {
    name: 'Route',
    type: 'Condition',
    configuration: { condition: { conditions: [{ name: 'yes' }, { name: 'default' }] } },
  }];
  expect(said('UnsatisfiedConnectionConditions', { nodes: forked, connections: join }))
    .toEqual([
      expect.stringContaining('\'Cc\' needs \'Route.default\' (through \'Bb\') and \'Route.yes\' (through \'Aa\')'),
    ]);
  const nodes = [...NODES, {
    name: 'Route',
    type: 'Condition',
    configuration: { condition: { conditions: [{ name: 'yes' }, { name: 'default' }] } },
  }];
  for (const connections of [['yes', 'default'], ['default', 'yes']].map((names) =>
    names.map((condition) => when('Route', condition, 'Aa')))) {
    expect(said('UnsatisfiedConnectionConditions', { nodes, connections }))
      .toEqual([expect.stringContaining('\'Aa\' needs \'Route.default\' and \'Route.yes\'')]);
  }
});
