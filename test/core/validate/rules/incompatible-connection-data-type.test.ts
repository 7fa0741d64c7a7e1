import { data, input, output, said, work } from './said';

/** What is said of a connection from an output to an input. */
const joined = (from: string, to: string, expression = '$.data', change: (flow: any) => void = () => {}) => {
  const flow = {
    nodes: [work('Aa', { outputs: [output('functionResponse', from)] }), work('Bb',
      { inputs: [input('in', { type: to, expression })] }), work('Cc')],
    connections: [data('Aa', 'functionResponse', 'Bb', 'in', 'one')],
  };
  change(flow);
  return said('IncompatibleConnectionDataType', flow).map((line) => line.replace('connections[0]: ', ''));
};

test.each<[string, string, string, string]>([
  ['Object', 'String', '$.data', 'input \'in\' takes a String, but gets an Object from \'Aa.functionResponse\'; '
    + 'select a part of it, for example $.data.name, or declare the input as Object'],
  ['Array', 'String', '$.data', 'input \'in\' takes a String, but gets an Array from \'Aa.functionResponse\'; '
    + 'select a part of it, for example $.data[0], or declare the input as Array'],
  ['Array', 'String', '$.data.a', '(warning) input \'in\' selects a member of \'Aa.functionResponse\', which is an '
    + 'Array; '
    + 'select an item first, for example $.data[0].title'],
  ['Object', 'Array', '$.data[0:1]', '(warning) input \'in\' selects items of \'Aa.functionResponse\', which is an '
    + 'Object; select by name, for example $.data.items[0]'],
])('from %s to %s by %s', (from, to, expression, line) => expect(joined(from, to, expression)).toEqual([line]));

test.each([[
  'Array', 'Array', '$.data.*',
], ['Object', 'Array', '$.data[*]'], ['Array', 'Array', '$.data[0, 1]'], ['Object', 'String', '$.data.a']])(
  'from %s to %s by %s is fine', (...of) => expect(joined(...of)).toEqual([]));

test('where another fault is to blame, nothing is said', () => {
  expect(joined('Object', 'String')).toHaveLength(1);
  expect(joined('Object', 'String',
    '$.data', ({ connections }) => connections.push(data('Cc', 'functionResponse', 'Bb', 'in')))).toEqual([]);
  expect(joined('Object', 'String', '$.data', ({ nodes }) => nodes.push(work('Aa')))).toEqual([]);
  expect(joined('Object', 'String', '$.data', ({ nodes }) => nodes.push(work('Bb')))).toEqual([]);
});
