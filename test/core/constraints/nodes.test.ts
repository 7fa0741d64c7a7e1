/** The table of node kinds: complete, and of one mind with the other tables. */
import {
  NEEDS, NODE_KINDS, NODE_NEEDS, KNOWLEDGE_BASE_OUTPUTS, OWN_CODES, QUOTAS, SERVICE_CODES,
} from '../../../src/core/constraints';
import { STRUCTS } from '../../../src/core/model/shape';

const TYPES = [
  'Agent', 'Collector', 'Condition', 'InlineCode', 'Input', 'Iterator', 'KnowledgeBase', 'LambdaFunction', 'Lex',
  'Loop', 'LoopController', 'LoopInput', 'Output',
  'Prompt', 'Retrieval', 'Storage',
];

test('there are the 16 types of the service, in every table', () => {
  expect(Object.keys(NODE_KINDS).sort()).toEqual(TYPES);
  expect(Object.keys(NODE_NEEDS).sort()).toEqual(TYPES);
  const { type } = STRUCTS.Node.members;
  expect(type.kind === 'enum' && [...type.values].sort()).toEqual(TYPES);
  expect(Object.keys(QUOTAS).filter((name) => !['nodes', 'connections'].includes(name))
    .every((name) => TYPES.includes(name))).toBe(true);
});

test('the keys of the configuration are those of the shape table, and are the types with a small letter', () => {
  expect(Object.values(NODE_KINDS).map(({ key }) => key).sort())
    .toEqual(Object.keys(STRUCTS.NodeConfiguration.members).sort());
  for (const [type, { key }] of Object.entries(NODE_KINDS)) { expect(key).toBe(type[0].toLowerCase() + type.slice(1)); }
});

test('configurations that may be left out are the empty ones', () => {
  for (const { key, configurationOptional } of Object.values(NODE_KINDS)) {
    const member = (STRUCTS.NodeConfiguration.members as { [key: string]: { kind: string; struct?: string } })[key];
    expect([key, member.struct === 'Empty']).toEqual([key, configurationOptional === true]);
  }
});

// API model, IncompatibleLoopNodeType
test('four types can\'t stand in a loop', () => {
  expect(TYPES.filter((type) => !NODE_KINDS[type as keyof typeof NODE_KINDS].inLoop))
    .toEqual(['Collector', 'Condition', 'Input', 'Iterator']);
});

// User Guide, flows-nodes, the two summary tables
test('ports', () => {
  const ports = (of: readonly { name: string; type: string; optional?: boolean }[], free?: boolean) => [
    ...of.map(({ name, type, optional }) => `${name}${optional ? '?' : ''}: ${type}`), ...free ? ['…'] : [],
  ].join(', ');
  const table = Object.fromEntries(Object.entries(NODE_KINDS)
    .map(([type, { inputs, outputs, freeInputs, freeOutputs }]) => [
      type, `${ports(inputs, freeInputs)} -> ${ports(outputs, freeOutputs)}`,
    ]));
  expect(table).toEqual({
    Input: ' -> document: Any',
    Output: 'document: Any -> ',
    KnowledgeBase: 'retrievalQuery: String -> retrievalResults?: Array, outputText?: String',
    Condition: '… -> ',
    Lex: 'inputText: String, requestAttributes?: Object, sessionAttributes?: Object -> predictedIntent: String',
    Prompt: '… -> modelCompletion: String',
    LambdaFunction: '… -> functionResponse: Any',
    Storage: 'content: Any, objectKey: String -> s3Uri: String',
    Agent: 'agentInputText: String, promptAttributes?: Object, sessionAttributes?: Object -> agentResponse: String',
    Retrieval: 'objectKey: String -> s3Content: Any',
    Iterator: 'array: Array -> arrayItem: Any, arraySize: Number',
    Collector: 'arrayItem: Any, arraySize: Number -> collectedArray: Array',
    InlineCode: '… -> response: Any',
    Loop: 'loopInput?: Any, … -> loopOutput?: Any, iterationCount?: Number, …',
    LoopInput: ' -> …',
    LoopController: '… -> ',
  });
  expect(NODE_KINDS.KnowledgeBase.outputs.map(({ name }) => name)).toEqual(Object.values(KNOWLEDGE_BASE_OUTPUTS));
});

test('every need is of some node, and every action has a source', () => {
  expect([...new Set(Object.values(NODE_NEEDS).flat())].sort()).toEqual(Object.keys(NEEDS).sort());
  for (const { actions, source } of Object.values(NEEDS)) {
    expect(source).not.toBe('');
    for (const action of actions) { expect(action).toMatch(/^(bedrock|lambda|lex|s3|kms|sagemaker):[A-Z]\w+$/); }
    expect([...actions].sort()).toEqual(actions);
  }
});

test('codes: the 33 of the service and ours, none twice', () => {
  expect(SERVICE_CODES).toHaveLength(33);
  expect(new Set([...OWN_CODES, ...SERVICE_CODES]).size).toBe(OWN_CODES.length + 33);
  for (const codes of [OWN_CODES, SERVICE_CODES]) { expect([...codes].sort()).toEqual(codes); }
  for (const code of [...OWN_CODES, ...SERVICE_CODES]) { expect(code).toMatch(/^[A-Z][a-zA-Z]+$/); }
});
