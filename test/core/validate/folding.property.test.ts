/**
 * One fault, one finding: what follows from it is not said again. And the order of things in a definition does not
 * matter.
 */
import { reordered } from './small-graph';
import { corpusCodes, filesOf, flows } from '../../../scripts/rules';
import { validate } from '../../../src/core/validate/validate';

const said = (json: unknown) => validate(json)
  .map(({ severity, code }) => severity === 'error' ? code : `(${code})`).sort();
const input = (name: string, type = 'String', expression = '$.data') => ({ name, type, expression });
const data = (source: string, sourceOutput: string, target: string, targetInput: string) => (
  {
    name: `${source}_${sourceOutput}_${target}_${targetInput}`,
    type: 'Data',
    source,
    target,
    configuration: { data: { sourceOutput, targetInput } },
  }
);
const when = (condition: string, target: string) => (
  {
    name: `${condition}_${target}`,
    type: 'Conditional',
    source: 'Route',
    target,
    configuration: { conditional: { condition } },
  }
);

/** Two branches, each with a prompt; one of them asks a function too. */
function definition(): any {
  const prompt = (name: string, text: string, ...inputs: unknown[]) => ({
    name,
    type: 'Prompt',
    configuration: {
      prompt: {
        sourceConfiguration: {
          inline: { templateType: 'TEXT', templateConfiguration: { text: { text } }, modelId: 'amazon.nova-lite-v1:0' },
        },
      },
    },
    inputs,
    outputs: [{ name: 'modelCompletion', type: 'String' }],
  });
  const output =
    (name: string) => ({ name, type: 'Output', configuration: { output: {} }, inputs: [input('document')] });
  return {
    nodes: [
      { name: 'Start', type: 'Input', configuration: { input: {} }, outputs: [{ name: 'document', type: 'String' }] },
      {
        name: 'Route',
        type: 'Condition',
        configuration: {
          condition: { conditions: [{ name: 'isRefund', expression: 'category == "refund"' }, { name: 'default' }] },
        },
        inputs: [input('category')],
      },
      {
        name: 'Lookup',
        type: 'LambdaFunction',
        configuration: { lambdaFunction: { lambdaArn: 'arn:aws:lambda:us-east-1:123456789012:function:Lookup' } },
        inputs: [input('order'), input('language')],
        outputs: [{ name: 'functionResponse', type: 'String' }],
      },
      prompt('Refund', 'Refund {{order}}: {{message}}', input('order'), input('message')),
      prompt('Other', 'Answer: {{message}}', input('message')),
      output('RefundOut'),
      output('OtherOut'),
    ],
    connections: [
      data('Start', 'document', 'Route', 'category'), when('isRefund', 'Lookup'), when('default', 'Other'),
      data('Start', 'document', 'Lookup', 'order'), data('Start', 'document', 'Lookup', 'language'),
      data('Lookup', 'functionResponse', 'Refund', 'order'), data('Start', 'document', 'Refund', 'message'),
      data('Refund', 'modelCompletion', 'RefundOut', 'document'),
      data('Start', 'document', 'Other', 'message'), data('Other', 'modelCompletion', 'OtherOut', 'document'),
    ],
  };
}

const node = (flow: any, name: string) => flow.nodes.find((one: any) => one.name === name);
const connection = (flow: any, name: string) => flow.connections.find((one: any) => one.name.startsWith(name));
const without = (flow: any, name: string) => { flow.nodes = flow.nodes.filter((one: any) => one.name !== name); };
const text =
  (flow: any) => node(flow, 'Refund').configuration.prompt.sourceConfiguration.inline.templateConfiguration.text;

test('it has no fault before it is broken', () => {
  expect(said(definition())).toEqual([]);
});

test.each<[string, (flow: any) => void, readonly string[]]>([
  // names in connections
  ['a misspelt source', (flow) => { connection(flow, 'Lookup').source = 'Lokup'; }, ['UnknownConnectionSource']],
  ['a misspelt target', (flow) => { connection(flow, 'Lookup').target = 'Refnud'; }, ['UnknownConnectionTarget']],
  ['another target', (flow) => { connection(flow, 'Lookup').target = 'Nowhere'; }, ['UnknownConnectionTarget']],
  ['a misspelt output', (flow) => { connection(flow, 'Lookup').configuration.data.sourceOutput = 'response'; }, [
    'UnknownConnectionSourceOutput',
  ]],
  ['a misspelt input', (flow) => {
    connection(flow, 'Start_document_Lookup_order').configuration.data.targetInput = 'ordr';
  }, ['UnknownConnectionTargetInput']],
  ['a misspelt condition', (flow) => {
    connection(flow, 'isRefund').configuration.conditional.condition = 'refund';
  }, ['UnknownConnectionCondition']],
  ['a misspelt target of a condition', (flow) => { connection(flow, 'isRefund').target = 'Lokup'; }, [
    'UnknownConnectionTarget',
  ]],
  ['no source', (flow) => { delete connection(flow, 'Lookup').source; }, ['UnknownConnectionSource']],
  ['no target', (flow) => { delete connection(flow, 'Lookup').target; }, ['UnknownConnectionTarget']],
  ['no configuration', (flow) => { delete connection(flow, 'Lookup').configuration; }, [
    'MissingConnectionConfiguration',
  ]],
  ['no output in it', (flow) => { delete connection(flow, 'Lookup').configuration.data.sourceOutput; }, [
    'MissingConnectionConfiguration',
  ]],
  ['an empty input in it', (flow) => { connection(flow, 'Lookup').configuration.data.targetInput = ''; }, [
    'MissingConnectionConfiguration',
  ]],
  ['no condition in it', (flow) => { connection(flow, 'isRefund').configuration.conditional = {}; }, [
    'MissingConnectionConfiguration',
  ]],
  ['no type of a connection', (flow) => { delete connection(flow, 'Lookup').type; }, ['IllegalValue']],
  ['another type of a connection', (flow) => { connection(flow, 'Lookup').type = 'data'; }, ['IllegalValue']],
  ['the other type of a connection', (flow) => { connection(flow, 'Lookup').type = 'Conditional'; }, [
    'MissingConnectionConfiguration',
  ]],
  // nodes
  ['a node renamed', (flow) => { node(flow, 'Lookup').name = 'Search'; }, ['UnknownConnectionSource']],
  ['the last node renamed', (flow) => { node(flow, 'OtherOut').name = 'End'; }, ['UnknownConnectionTarget']],
  ['the first node renamed', (flow) => { node(flow, 'Start').name = 'First'; }, ['UnknownConnectionSource']],
  ['a condition node renamed', (flow) => { node(flow, 'Route').name = 'Choose'; }, ['UnknownConnectionSource']],
  ['a node without name', (flow) => { delete node(flow, 'Lookup').name; }, ['IllegalName']],
  ['a node with the name of another', (flow) => { node(flow, 'Other').name = 'Refund'; }, [
    'DuplicateName', 'UnknownConnectionSource',
  ]],
  ['a node twice', (flow) => { flow.nodes.push(node(flow, 'Refund')); }, ['DuplicateName']],
  ['no Input node', (flow) => { without(flow, 'Start'); }, ['MissingStartingNodes']],
  ['no Output node', (flow) => { without(flow, 'RefundOut'); without(flow, 'OtherOut'); flow.connections.pop(); }, [
    'MissingEndingNodes',
  ]],
  ['an unknown type', (flow) => { node(flow, 'Lookup').type = 'Lambda'; }, ['UnknownNodeType']],
  ['an unknown type of the first node', (flow) => { node(flow, 'Start').type = 'FlowInput'; }, ['UnknownNodeType']],
  ['an unknown type of the condition node', (flow) => { node(flow, 'Route').type = 'Choice'; }, ['UnknownNodeType']],
  ['a type that is not the configuration\'s', (flow) => { node(flow, 'Route').type = 'Prompt'; }, [
    'MismatchedConfiguration',
  ]],
  ['a type that is not the first node\'s', (flow) => { node(flow, 'Start').type = 'Output'; }, [
    'MismatchedConfiguration',
  ]],
  ['no configuration', (flow) => { delete node(flow, 'Route').configuration; }, ['MissingNodeConfiguration']],
  ['a misspelt configuration', (flow) => { node(flow, 'Route').configuration = { conditions: {} }; }, ['UnknownKey']],
  ['no conditions', (flow) => { node(flow, 'Route').configuration.condition = {}; }, ['MissingNodeConfiguration']],
  ['no default', (flow) => { node(flow, 'Route').configuration.condition.conditions.pop(); }, [
    'MissingDefaultCondition',
  ]],
  [
    'a misspelt list of inputs',
    (flow) => { const one = node(flow, 'Lookup'); one.input = one.inputs; delete one.inputs; }, ['UnknownKey'],
  ],
  ['a misspelt list of nodes', (flow) => { flow.Node = flow.nodes; delete flow.nodes; }, ['UnknownKey']],
  ['a misspelt model', (flow) => {
    const { inline } = node(flow, 'Other').configuration.prompt.sourceConfiguration;
    inline.modelID = inline.modelId;
    delete inline.modelId;
  }, ['UnknownKey']],
  ['inputs that are no list', (flow) => { node(flow, 'Lookup').inputs = { order: 'String' }; }, ['IllegalDefinition']],
  ['connections that are no list', (flow) => { flow.connections = {}; }, ['IllegalDefinition']],
  ['a connection that is none', (flow) => { flow.connections[5] = 'Lookup to Refund'; }, ['IllegalDefinition']],
  // ports
  ['a missing input', (flow) => { node(flow, 'Refund').inputs.shift(); }, ['MissingNodeInput']],
  ['a missing output', (flow) => { node(flow, 'Other').outputs = []; }, ['MissingNodeOutput']],
  ['a missing free input', (flow) => { node(flow, 'Lookup').inputs.shift(); }, ['UnknownConnectionTargetInput']],
  ['a misspelt free input', (flow) => { node(flow, 'Lookup').inputs[0].name = 'ordr'; }, [
    'UnknownConnectionTargetInput',
  ]],
  ['an input twice', (flow) => { node(flow, 'Lookup').inputs.push(input('order')); }, ['DuplicateName']],
  ['a misspelt variable', (flow) => { text(flow).text = 'Refund {{oder}}: {{message}}'; }, ['MissingNodeInput']],
  ['a misspelt variable, with a list', (flow) => {
    text(flow).text = 'Refund {{oder}}: {{message}}';
    text(flow).inputVariables = [{ name: 'order' }, { name: 'message' }];
  }, ['MissingNodeInput']],
  ['a variable that is in the list only', (flow) => {
    text(flow).inputVariables = ['order', 'message', 'tone'].map((name) => ({ name }));
  }, ['(UnknownPromptVariable)']],
  ['a variable that is not in the list', (flow) => { text(flow).inputVariables = [{ name: 'order' }]; }, [
    '(UnknownPromptVariable)',
  ]],
  ['a variable with blanks', (flow) => { text(flow).text = 'Refund {{ order }}: {{message}}'; }, [
    '(UnknownNodeInput)', '(UnknownPromptVariable)',
  ]],
  ['a type of a fixed output', (flow) => { node(flow, 'Other').outputs[0].type = 'Object'; }, [
    'MismatchedNodeOutputType',
  ]],
  ['an unknown type of a node with an optional input', (flow) => {
    flow.nodes.push({
      name: 'Ask', type: 'agent', inputs: [input('agentInputText'), input('promptAttributes', 'Object')], outputs: [],
    });
    flow.connections.push(data('Start', 'document', 'Ask', 'agentInputText'));
  }, ['UnknownNodeType']],
  ['no configuration of a connection to a node with an optional input', (flow) => {
    const arn = 'arn:aws:bedrock:us-east-1:123456789012:agent-alias/AGENT12345/ALIAS12345';
    const inputs = [input('agentInputText'), input('promptAttributes', 'Object')];
    flow.nodes[2] = {
      ...node(flow, 'Lookup'), type: 'Agent', configuration: { agent: { agentAliasArn: arn } }, inputs,
    };
    flow.nodes[2].outputs[0].name = 'agentResponse';
    connection(flow, 'Lookup').configuration.data.sourceOutput = 'agentResponse';
    connection(flow, 'Start_document_Lookup_order').configuration = {};
    flow.connections.splice(4, 1);
  }, ['MissingConnectionConfiguration']],
  ['a condition twice, misspelt once', (flow) => {
    flow.connections.push({ ...when('isRefunds', 'Lookup'), name: 'again' });
  }, ['UnknownConnectionCondition']],
  ['a definition around it', (flow) => {
    flow.definition = { nodes: flow.nodes, connections: flow.connections };
    delete flow.nodes;
    delete flow.connections;
  }, ['UnknownKey']],
  ['the only Output node in a loop', (flow) => {
    for (const name of ['Refund', 'Other', 'RefundOut']) { without(flow, name); }
    flow.nodes.push({
      name: 'Rounds',
      type: 'Loop',
      configuration: { loop: { definition: { nodes: [flow.nodes.pop()], connections: [] } } },
    });
    flow.connections = [...flow.connections.slice(0, 2), ...flow.connections.slice(3, 5), data('Lookup',
      'functionResponse', 'OtherOut', 'document')];
    flow.connections.push({ ...when('default', 'OtherOut') });
  }, ['InvalidLoopBoundary', 'InvalidLoopBoundary', 'MissingLoopControllerNode', 'MissingLoopInputNode']],
  // wiring
  ['a connection twice', (flow) => { flow.connections.push({ ...connection(flow, 'Lookup'), name: 'again' }); }, [
    'DuplicateConnections',
  ]],
  ['a connection twice, name and all', (flow) => { flow.connections.push(connection(flow, 'Lookup')); }, [
    'DuplicateConnections',
  ]],
  ['two of one name', (flow) => { connection(flow, 'Lookup').name = connection(flow, 'Start').name; }, [
    '(DuplicateName)',
  ]],
  ['two connections to an input', (flow) => {
    flow.connections.push(data('Start', 'document', 'RefundOut', 'document'));
  }, ['MultipleNodeInputConnections']],
  ['a way back', (flow) => {
    node(flow, 'Lookup').inputs.push(input('reply'));
    flow.connections.push(data('Refund', 'modelCompletion', 'Lookup', 'reply'));
  }, ['CyclicConnection']],
  ['a missing connection', (flow) => { flow.connections.splice(6, 1); }, ['UnfulfilledNodeInput']],
  ['a node that nothing is joined to', (flow) => {
    flow.nodes.push({ ...node(flow, 'Lookup'), name: 'Alone', inputs: [] });
  }, ['UnreachableNode']],
  // expressions
  ['an input read twice', (flow) => {
    node(flow, 'Route').configuration.condition.conditions[0].expression = 'categori == "a" or categori == "b"';
  }, ['MalformedConditionExpression']],
  ['a long expression', (flow) => {
    node(flow, 'Route').configuration.condition.conditions[0].expression = `category == "${'a'.repeat(60)}"`;
  }, ['ExpressionTooLong']],
  ['a number for an expression', (flow) => { node(flow, 'Lookup').inputs[0].expression = 1; }, ['IllegalValue']],
])('%s', (_, breakIt, expected) => {
  const flow = definition();
  breakIt(flow);
  expect(said(flow)).toEqual([...expected].sort());
});

test('without any node, what the connections name is not said one by one', () => {
  for (const nodes of [undefined, []]) {
    expect(said({ ...definition(), nodes })).toEqual(['MissingEndingNodes', 'MissingStartingNodes']);
  }
});

test.each([null, undefined, 5, 'text', true, [], [{}]])('%j is not a definition, and that is all', (json) => {
  expect(said(json)).toEqual(['IllegalDefinition']);
});

/** What is said, without the places in the lists. */
function saidAnywhere(json: unknown): readonly string[] {
  return validate(json).map(({ severity, code, message }) => `${severity} ${code} ${message}`).sort();
}

const files = [...corpusCodes().flatMap(filesOf), ...flows()]
  .map((file): [string, any] => [file.name, file.definition])
  .filter(([, { nodes, connections }]) => Array.isArray(nodes) && Array.isArray(connections));

test.each(files)('%s: the same in any order', (_, json) => {
  const first = saidAnywhere(json);
  for (const nodes of reordered(json.nodes)) {
    for (const connections of reordered(json.connections)) {
      expect(saidAnywhere({ ...json, nodes, connections })).toEqual(first);
    }
  }
});
