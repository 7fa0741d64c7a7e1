/** What no connection leads to or comes from, less what connections that lead astray must have meant. */
import { indexDefinition } from '../../../src/core/validate/index-definition';
import { looseEnds } from '../../../src/core/validate/loose-ends';

const REF = { Ref: 'X' };

/** `In` leads to Work and Route, these to `Out`: each has two ports of each kind. */
function definition(): any {
  const ports = (...names: string[]) => names.map((name) => ({ name, type: 'String', expression: '$.data' }));
  const lambdaFunction = { lambdaArn: 'arn' };
  return {
    nodes: [
      { name: 'In', type: 'Input', configuration: { input: {} }, outputs: ports('document') },
      {
        name: 'Work',
        type: 'LambdaFunction',
        configuration: { lambdaFunction },
        inputs: ports('order', 'message'),
        outputs: ports('first', 'second'),
      },
      {
        name: 'Route',
        type: 'Condition',
        configuration: { condition: { conditions: [{ name: 'isRefund' }, { name: 'default' }] } },
        inputs: ports('category'),
      },
      { name: 'Out', type: 'Output', configuration: { output: {} }, inputs: ports('document') },
    ],
    connections: [
      data('In', 'document', 'Work', 'order'), data('In', 'document', 'Work', 'message'),
      data('In', 'document', 'Route', 'category'),
      data('Work', 'first', 'Out', 'document'), data('Work', 'second', 'Out', 'document'), when('isRefund', 'Out'),
      when('default', 'Out'),
    ],
  };
}

function data(source: string, sourceOutput: unknown, target: string, targetInput: unknown): any {
  return { name: 'c', type: 'Data', source, target, configuration: { data: { sourceOutput, targetInput } } };
}

function when(condition: unknown, target: string, source = 'Route'): any {
  return { name: 'c', type: 'Conditional', source, target, configuration: { conditional: { condition } } };
}

function loose(change: (flow: any) => void): string {
  const flow = definition();
  change(flow);
  const { inputs, outputs, conditions } = looseEnds(indexDefinition(flow));
  return [inputs, outputs, conditions].map((all) => all.map(({ node, name }) => `${node.name}.${name}`).join(' '))
    .join(' | ');
}

test.each<[string, (flow: any) => void, string]>([
  ['nothing', () => {}, ' |  | '],
  ['an input', (flow) => { flow.connections.splice(0, 1); }, 'Work.order |  | '],
  ['inputs', (flow) => { flow.connections.splice(0, 3); }, 'Work.order Work.message Route.category | In.document | '],
  ['an output', (flow) => { flow.connections.splice(3, 1); }, ' | Work.first | '],
  ['a condition', (flow) => { flow.connections.splice(5, 1); }, ' |  | Route.isRefund'],
  // astray, at the node
  ['a misspelt input', (flow) => { flow.connections[0].configuration.data.targetInput = 'ordr'; }, ' |  | '],
  ['another input', (flow) => {
    flow.connections[0].configuration.data.targetInput = 'nothing';
    flow.connections.splice(1, 1);
  }, 'Work.order Work.message |  | '],
  ['a misspelt input, beside one that nothing leads to', (flow) => {
    flow.connections[0].configuration.data.targetInput = 'ordr';
    flow.connections.splice(1, 1);
  },
  'Work.message |  | '],
  ['two inputs of other names', (flow) => {
    for (const at of [0, 1]) { flow.connections[at].configuration.data.targetInput = `x${at}`; }
  }, ' |  | '],
  ['a misspelt output', (flow) => { flow.connections[3].configuration.data.sourceOutput = 'frist'; }, ' |  | '],
  ['a misspelt condition', (flow) => {
    flow.connections[5].configuration.conditional.condition = 'isRefnud';
  }, ' |  | '],
  ['a misspelt condition, beside another', (flow) => {
    flow.connections[5].configuration.conditional.condition = 'isRefnud';
    flow.connections.splice(6, 1);
  },
  ' |  | Route.default'],
  // astray, at no node
  ['a misspelt target', (flow) => { flow.connections[0].target = 'Wrok'; }, ' |  | '],
  ['a misspelt target and another port', (flow) => {
    flow.connections[0].target = 'Wrok';
    flow.connections[0].configuration.data.targetInput = 'x';
  }, 'Work.order |  | '],
  ['a misspelt source', (flow) => { flow.connections[3].source = 'Wrok'; }, ' |  | '],
  ['one of two ports of one name', (
    flow,
  ) => { flow.nodes[2].inputs[0].name = 'order'; flow.connections.splice(2, 1); flow.connections[0].target = 'Wrok'; },
  'Work.order Route.order |  | '],
  ['two ports of one name', (flow) => {
    flow.nodes[2].inputs[0].name = 'order';
    flow.connections[2] = data('In', 'document', 'Rout', 'order');
    flow.connections[0].target = 'Wrok';
  }, ' |  | '],
  // of the wrong type
  ['a data connection that calls itself conditional', (flow) => {
    flow.connections[0].type = 'Conditional';
  }, ' |  | '],
  [
    'the same without ports',
    (flow) => { flow.connections[0].type = 'Conditional'; flow.connections[0].configuration.data = {}; }, ' |  | ',
  ],
  ['the same with other ports', (flow) => {
    flow.connections[0].type = 'Conditional';
    flow.connections[0].configuration.data = { sourceOutput: 'document', targetInput: 'x' };
    flow.connections.splice(1, 1);
  }, 'Work.order Work.message |  | '],
  [
    'the same beside another input',
    (flow) => { flow.connections[0].type = 'Conditional'; flow.connections.splice(1, 1); }, 'Work.message |  | ',
  ],
  [
    'the same beside another output',
    (flow) => { flow.connections[3].type = 'Conditional'; flow.connections.splice(4, 1); }, ' | Work.second | ',
  ],
  [
    'an input of a node that a condition leads to',
    (flow) => { flow.connections.push(when('default', 'Work')); flow.connections.splice(0, 1); }, 'Work.order |  | ',
  ],
  ['a condition of a node that data comes from', (flow) => {
    flow.connections.push(data('Route', 'x', 'Out', 'document'));
    flow.connections.splice(5, 1);
  },
  ' |  | Route.isRefund'],
  ['a port at a node, and one of its name at none', (flow) => {
    flow.nodes[2].inputs[0].name = 'order';
    flow.connections.splice(0, 3, data('In', 'document', 'Work', 'ordr'), data('In', 'document', 'Rout', 'order'));
  }, 'Work.message |  | '],
  // not known
  ['a target known at deployment', (flow) => { flow.connections[0].target = REF; }, ' |  | '],
  ['a misspelt list of connections', (flow) => { flow.conections = []; delete flow.connections; }, ' |  | '],
  ['no start', (flow) => { flow.nodes.splice(0, 1); flow.connections.splice(0, 3); }, ' |  | '],
  ['no end', (flow) => { flow.nodes.splice(3, 1); flow.connections.splice(3, 4); }, ' |  | '],
  ['an input twice', (flow) => { flow.nodes[1].inputs.push(flow.nodes[1].inputs[0]); }, ' |  | '],
  ['an output twice', (flow) => { flow.nodes[1].outputs.push(flow.nodes[1].outputs[0]); }, ' |  | '],
  ['a condition twice', (flow) => {
    const { conditions } = flow.nodes[2].configuration.condition;
    conditions.push(conditions[0]);
  }, ' |  | '],
  ['a node twice', (flow) => { flow.nodes.push(flow.nodes[1]); }, ' |  | '],
  ['a node without name', (flow) => { delete flow.nodes[1].name; }, ' |  | '],
  [
    'a node of doubtful kind',
    (flow) => { flow.nodes[1].configuration = { agent: {} }; flow.connections.splice(0, 1); }, ' |  | ',
  ],
])('%s', (_, change, expected) => {
  expect(loose(change)).toBe(expected);
});

test('it is worked out once for each definition', () => {
  const index = indexDefinition(definition());
  expect(looseEnds(index)).toBe(looseEnds(index));
  expect(looseEnds(index)).not.toBe(looseEnds(indexDefinition(definition())));
});
