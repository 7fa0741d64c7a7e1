/** The table of node kinds: complete, and of one mind with the other tables. */
import { KNOWLEDGE_BASE_OUTPUTS, NEEDS, OWN_CODES, SERVICE_CODES } from '../../../src/core/constraints';
import { permissionsOf, KINDS, mayLackConfiguration, NODE_TYPES, type NodeKind } from '../../../src/core/kinds';
import { memberOf, structOf } from '../../../src/core/model/shape';

const TYPES = [
  'Agent', 'Collector', 'Condition', 'InlineCode', 'Input', 'Iterator', 'KnowledgeBase', 'LambdaFunction', 'Lex',
  'Loop', 'LoopController', 'LoopInput', 'Output',
  'Prompt', 'Retrieval', 'Storage',
];

test('there are the 16 types of the service, with their quotas', () => {
  expect([...NODE_TYPES].sort()).toEqual(TYPES);
  expect(memberOf('Node', 'type')).toMatchObject({ values: NODE_TYPES });
  const quotas = NODE_TYPES.flatMap((type) => {
    const { quota } = KINDS[type];
    return quota === 'none' ? [] : [[type, quota.max]];
  });
  expect(Object.fromEntries(quotas)).toEqual({
    Input: 1,
    Output: 20,
    Condition: 5,
    Iterator: 1,
    Collector: 1,
    Prompt: 20,
    KnowledgeBase: 20,
    Agent: 20,
    LambdaFunction: 20,
    Lex: 5,
    Retrieval: 10,
    Storage: 10,
    InlineCode: 5,
  });
});

test('the keys of the configuration are those of the shape table, and are the types with a small letter', () => {
  expect(NODE_TYPES.map((type) => KINDS[type].key)).toEqual(Object.keys(structOf('NodeConfiguration').members));
  for (const type of NODE_TYPES) { expect(KINDS[type].key).toBe(type[0].toLowerCase() + type.slice(1)); }
});

// API model: shapes without members
test('configurations that may be left out are the empty ones', () => {
  expect(NODE_TYPES.filter((type) => mayLackConfiguration(KINDS[type])).sort())
    .toEqual(['Collector', 'Input', 'Iterator', 'LoopInput', 'Output']);
});

// API model, IncompatibleLoopNodeType
test('four types can\'t be inside a loop', () => {
  expect(NODE_TYPES.filter((type) => !KINDS[type].inLoop).sort())
    .toEqual(['Collector', 'Condition', 'Input', 'Iterator']);
});

// User Guide, flows-nodes, the two summary tables
test('ports', () => {
  const ports = (of: readonly { name: string; type: string; optional?: boolean }[], free?: boolean) => [
    ...of.map(({ name, type, optional }) => `${name}${optional ? '?' : ''}: ${type}`), ...free ? ['…'] : [],
  ].join(', ');
  const table = Object.fromEntries(NODE_TYPES.map((type) => {
    const { inputs, outputs, freeInputs, freeOutputs }: NodeKind = KINDS[type];
    return [type, `${ports(inputs, freeInputs)} -> ${ports(outputs, freeOutputs)}`];
  }));
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
  expect(KINDS.KnowledgeBase.outputs.map(({ name }) => name)).toEqual(Object.values(KNOWLEDGE_BASE_OUTPUTS));
});

test('every need is of some node, and every action has a source', () => {
  expect([...new Set(NODE_TYPES.flatMap(permissionsOf))].sort()).toEqual(Object.keys(NEEDS).sort());
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
