/** Rules about one node, or about how many there are of a type. */
import { data, input, loop, node, output, REF, reports, route, said, work } from './said';

test('inline code is looked into where it is code', () => {
  const suspect = (type: string, configuration: unknown) => said('SuspectInlineCode',
    { nodes: [node('Aa', type, { configuration })] });
  expect(suspect('InlineCode', { inlineCode: { code: 'x = 1' } })).toHaveLength(1);
  expect(suspect('InlineCode', { inlineCode: { code: '1' } })).toEqual([]);
  expect(suspect('InlineCode', { inlineCode: { code: REF } })).toEqual([]);
  expect(suspect('InlineCode', undefined)).toEqual([]);
  expect(suspect('Agent', { agent: { code: 'x = 1' } })).toEqual([]);
});

test('a type that there is not', () => {
  const unknown = (of: object) => said('UnknownNodeType', { nodes: [of] });
  expect(unknown(node('Aa', 'Lex'))).toEqual([]);
  expect(unknown(node('Aa', 'Lexx'))).toEqual(['nodes[0].type: \'Lexx\' is not a node type; did you mean \'Lex\'?']);
  expect(unknown(node('Aa', undefined)))
    .toEqual([expect.stringMatching(/^nodes\[0\]\.type: the node has no type; use one of /)]);
  expect(unknown(node('Aa', ''))).toEqual([expect.stringContaining('the node has no type')]);
  for (const type of [5, null, {}, REF]) { expect(unknown(node('Aa', type))).toEqual([]); }
  expect(unknown({ name: 'Aa', tipe: 'Lex' })).toEqual([]);
});

test('a draft is the value that is said', () => {
  const guardrailConfiguration = { guardrailIdentifier: 'g', guardrailVersion: 'DRAFT' };
  expect(reports('DraftReference',
    { nodes: [node('Aa', 'Prompt', { configuration: { prompt: { guardrailConfiguration } } })] })).toEqual([{
    path: 'nodes[0].configuration.prompt.guardrailConfiguration.guardrailVersion',
    node: 'Aa',
    value: 'DRAFT',
    message: 'the guardrail is a working draft, whose changes affect the flow and all its versions',
    remedy: 'name a version',
  }]);
});

test('of inputs that can not be read only that they are not there is left unsaid', () => {
  const faults = (expression: string, inputs: readonly object[]) => said('MalformedConditionExpression',
    { nodes: [route([['yes', expression]], inputs)] });
  expect(faults('other == 1', [input('in')])).toHaveLength(1);
  expect(faults('other == 1', [input('in'), REF])).toEqual([]);
  expect(faults('in == 1', [input('in'), REF]))
    .toEqual([expect.stringContaining('compares the String \'in\' with the Number 1')]);
});

test('configurations of several other types', () => {
  const others = (configuration: object) => said('MismatchedConfiguration',
    { nodes: [node('Aa', 'Agent', { configuration })] });
  expect(others({ prompt: {}, lex: {}, agent: {} })).toEqual([
    'nodes[0].configuration: the node is an Agent, but its configuration has \'lex\' and \'prompt\'; give '
      + 'configuration.agent and nothing else, or change the type',
  ]);
  expect(others({ agent: {}, agnet: {} })).toEqual([]);
});

test('a type that two sources give differently is a warning', () => {
  const mistyped = (type: string, name: string) => said('MismatchedNodeInputType',
    { nodes: [node('Aa', type, { inputs: [input(name, { type: 'Number' })] })] });
  expect(mistyped('Lex', 'inputText')).toEqual([
    'nodes[0].inputs[0].type: (warning) input \'inputText\' of the Lex node is declared as Number, but the '
      + 'service expects '
      + 'String; declare it as String',
  ]);
  expect(mistyped('Agent', 'agentInputText')).toEqual([expect.stringContaining('(warning)')]);
  expect(mistyped('KnowledgeBase', 'retrievalQuery')).toEqual([expect.not.stringContaining('(warning)')]);
});

test('conditions without a default', () => {
  const bare = (...names: string[]) => said('MissingDefaultCondition', { nodes: [route(names.map((name) => [name]))] })
    .map((line) => line.replace(/;.*/, ''));
  expect(bare('yes', 'default')).toEqual([]);
  expect(bare('yes')).toEqual(['nodes[0]: the condition \'yes\' has no default beside it']);
  expect(bare('yes', 'no')).toEqual(['nodes[0]: the conditions \'no\' and \'yes\' have no default beside them']);
  expect(bare()).toEqual([]);
  expect(said('MissingDefaultCondition',
    { nodes: [node('Aa', 'Agent', { configuration: { agent: { conditions: [{ name: 'yes' }] } } })] })).toEqual([]);
});

test('only a Prompt has a prompt that CloudFormation lacks', () => {
  const inline = { templateType: 'CHAT', templateConfiguration: { chat: { messages: [] } } };
  const lacking = (type: string, key: string) => said('NotInCloudFormation',
    { nodes: [node('Aa', type, { configuration: { [key]: { sourceConfiguration: { inline } } } })] });
  expect(lacking('Prompt', 'prompt')).toHaveLength(1);
  expect(lacking('Agent', 'agent')).toEqual([]);
});

test('what belongs into a loop', () => {
  const outside = (type: string) => said('Unspecified',
    { nodes: [node('Aa', type), loop('Again', { nodes: [node('Bb', type)] })] });
  for (const type of ['LoopInput', 'LoopController']) {
    expect(outside(type)).toEqual([`nodes[0]: 'Aa' is a ${type} node, but is not inside a loop; move it into the `
      + 'definition of a Loop node']);
  }
  expect(outside('Agent')).toEqual([]);
});

describe('many names, of which only some are shown, are the same in any order', () => {
  const many = Array.from({ length: 60 }, (_, at) => `n${String(at).padStart(2, '0')}`);
  const [first, last] = ['\'n00\', \'n01\', ', '\'n10\' and 49 more'];

  test('of Input nodes', () => {
    const line =
      (names: readonly string[]) => said('MultipleInputNodes', { nodes: names.map((name) => node(name, 'Input')) })[0];
    expect(line([...many].reverse())).toBe(line(many));
    expect(line(many)).toEqual(expect.stringMatching(new RegExp(`${first}.*${last}`)));
  });

  test('of LoopInput nodes', () => {
    const line = (names: readonly string[]) => said('MultipleLoopInputNodes',
      { nodes: [loop('Again', { nodes: names.map((name) => node(name, 'LoopInput')) })] })[0];
    expect(line([...many].reverse())).toBe(line(many));
    expect(line(many)).toEqual(expect.stringMatching(new RegExp(`${first}.*${last}`)));
  });

  test('of sources', () => {
    const line = (names: readonly string[]) => said('MultipleNodeInputConnections', {
      nodes: [work('Bb'), ...names.map((name) => work(name, { outputs: [output('functionResponse')] }))],
      connections: names.map((name) => data(name, 'functionResponse', 'Bb', 'in')),
    })[0];
    expect(line([...many].reverse())).toBe(line(many));
    expect(line(many)).toEqual(expect.stringMatching(new RegExp(`${first}.*${last}`)));
  });
});
