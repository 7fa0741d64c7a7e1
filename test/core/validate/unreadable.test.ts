/** What is known only at deployment is not a fault, and what seems to be missing beside it may be there. */
import { filesOf } from '../../../scripts/rules';
import { isMisspelt } from '../../../src/core/validate/unreadable';
import { validate } from '../../../src/core/validate/validate';

const CHAIN = filesOf('UnknownConnectionTarget')[0].definition as any;
const ROUTE = filesOf('UnconnectedCondition')[0].definition as any;
const LOOP = filesOf('InvalidLoopBoundary')[0].definition as any;
const SEARCH = filesOf('MissingNodeOutput')[0].definition as any;
const IF = { 'Fn::If': ['IsBig', { Ref: 'A' }, { Ref: 'AWS::NoValue' }] };

function changed(flow: any, change: (copy: any) => void): any {
  const copy = JSON.parse(JSON.stringify(flow));
  change(copy);
  return copy;
}

const node = (flow: any, name: string) => flow.nodes.find((one: any) => one.name === name);

test.each<[string, any]>([
  ['nodes', changed(CHAIN, (flow) => { flow.nodes = IF; })],
  ['connections', changed(CHAIN, (flow) => { flow.connections = IF; })],
  ['one of the nodes', changed(CHAIN, (flow) => { flow.nodes[2] = IF; })],
  ['the Input node', changed(CHAIN, (flow) => { flow.nodes[0] = IF; })],
  ['the Output node', changed(CHAIN, (flow) => { flow.nodes[3] = IF; })],
  ['one of the connections', changed(CHAIN, (flow) => { flow.connections[1] = IF; })],
  ['the name of a node', changed(CHAIN, (flow) => { flow.nodes[2].name = { Ref: 'Name' }; })],
  ['the name of a node, as a token', changed(CHAIN, (flow) => { flow.nodes[2].name = '${Token[Name.1]}'; })],
  ['the name of a node, with a placeholder', changed(CHAIN, (flow) => { flow.nodes[2].name = '${Prefix}Check'; })],
  ['the name of a node, the same everywhere', changed(CHAIN, (flow) => {
    flow.nodes[2].name = '${Token[Name.1]}';
    flow.connections[1].target = '${Token[Name.1]}';
    flow.connections[2].source = '${Token[Name.1]}';
  })],
  ['the type of a node', changed(CHAIN, (flow) => { flow.nodes[2].type = { Ref: 'Type' }; })],
  ['the type of the Input node', changed(CHAIN, (flow) => { flow.nodes[0].type = { Ref: 'Type' }; })],
  ['a source', changed(CHAIN, (flow) => { flow.connections[1].source = { Ref: 'Name' }; })],
  ['a target', changed(CHAIN, (flow) => { flow.connections[1].target = '${Name}'; })],
  ['what a connection joins', changed(CHAIN, (flow) => { flow.connections[1].configuration = IF; })],
  ['what a data connection joins', changed(CHAIN, (flow) => { flow.connections[1].configuration.data = IF; })],
  ['the output of a connection', changed(CHAIN, (flow) => {
    flow.connections[1].configuration.data.sourceOutput = { Ref: 'Port' };
  })],
  ['the input of a connection', changed(CHAIN, (flow) => {
    flow.connections[1].configuration.data.targetInput = '${Port}';
  })],
  ['the type of a connection', changed(CHAIN, (flow) => { flow.connections[1].type = { Ref: 'Type' }; })],
  ['inputs', changed(CHAIN, (flow) => { flow.nodes[2].inputs = IF; })],
  ['one of the inputs', changed(CHAIN, (flow) => { flow.nodes[2].inputs = [IF]; })],
  ['the name of an input', changed(CHAIN, (flow) => { flow.nodes[2].inputs[0].name = { Ref: 'Port' }; })],
  ['outputs', changed(CHAIN, (flow) => { flow.nodes[1].outputs = IF; })],
  ['the type of an input', changed(CHAIN, (flow) => { flow.nodes[2].inputs[0].type = { Ref: 'Type' }; })],
  ['an expression', changed(CHAIN, (flow) => { flow.nodes[2].inputs[0].expression = { Ref: 'Path' }; })],
  ['a configuration', changed(CHAIN, (flow) => { flow.nodes[2].configuration = IF; })],
  ['the configuration of its type', changed(CHAIN, (flow) => { flow.nodes[2].configuration.lambdaFunction = IF; })],
  ['an ARN', changed(CHAIN, (flow) => {
    flow.nodes[2].configuration.lambdaFunction.lambdaArn = { 'Fn::GetAtt': ['Fn', 'Arn'] };
  })],
  ['an ARN, as a text', changed(CHAIN, (flow) => {
    flow.nodes[2].configuration.lambdaFunction.lambdaArn = '${Lookup}';
  })],
  ['a prompt', changed(CHAIN, (flow) => { node(flow, 'Draft').configuration.prompt.sourceConfiguration = IF; })],
  ['a text', changed(CHAIN, (flow) => {
    const { inline } = node(flow, 'Draft').configuration.prompt.sourceConfiguration;
    inline.templateConfiguration.text = { text: { Ref: 'Text' }, inputVariables: [{ name: 'tone' }] };
  })],
  ['a list of variables', changed(CHAIN, (flow) => {
    node(flow,
      'Draft').configuration.prompt.sourceConfiguration.inline.templateConfiguration.text.inputVariables = [IF];
  })],
  ['the conditions', changed(ROUTE, (flow) => { node(flow, 'Route').configuration.condition.conditions = IF; })],
  ['one of the conditions', changed(ROUTE, (flow) => {
    node(flow, 'Route').configuration.condition.conditions[1] = IF;
  })],
  ['the name of a condition', changed(ROUTE, (flow) => {
    node(flow, 'Route').configuration.condition.conditions[0].name = '${Name}';
  })],
  ['a condition', changed(ROUTE, (flow) => {
    node(flow, 'Route').configuration.condition.conditions[0].expression = { Ref: 'Expression' };
  })],
  ['the condition of a connection', changed(ROUTE, (flow) => {
    flow.connections[3].configuration.conditional.condition = '${Name}';
  })],
  ['the inputs that a condition reads', changed(ROUTE, (flow) => { node(flow, 'Route').inputs = [IF]; })],
  ['the definition of a loop', changed(LOOP, (flow) => { node(flow, 'Refine').configuration.loop.definition = IF; })],
  ['the nodes of a loop', changed(LOOP, (flow) => { node(flow, 'Refine').configuration.loop.definition.nodes = IF; })],
  ['the start of a loop', changed(LOOP, (flow) => {
    node(flow, 'Refine').configuration.loop.definition.nodes[0] = IF;
  })],
  ['whether a knowledge base has a model', changed(SEARCH, (flow) => {
    node(flow, 'Search').configuration.knowledgeBase.modelId = IF;
  })],
])('%s', (_, flow) => {
  expect(validate(flow)).toEqual([]);
});

test('what is known beside it is still checked', () => {
  const flow = changed(CHAIN, (copy) => {
    copy.nodes.push(IF);
    copy.nodes[2].inputs[0].expression = 'text';
  });
  expect(validate(flow).map(({ code }) => code)).toEqual(['MalformedNodeInputExpression']);
});

test('a key that is there is not misspelt, whatever else is', () => {
  expect(isMisspelt('Node', { nmae: 'A' }, 'name')).toBe(true);
  expect(isMisspelt('Node', { name: 'A', nmae: 'B' }, 'name')).toBe(false);
  expect(isMisspelt('Node', { nmae: 'A' }, 'type')).toBe(false);
  const many = (count: number) =>
    Object.fromEntries([...Array.from({ length: count - 1 }, (_, at) => [`${at}`, at]), ['nmae', 'A']]);
  expect([20, 21].map((count) => isMisspelt('Node', many(count), 'name'))).toEqual([true, false]);
});
