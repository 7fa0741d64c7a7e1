/** Pins the table to facts counted in the API model and the CloudFormation schema. */
import type { Kind } from '../../../src/core/model/member';
import { memberOf, STRUCT_NAMES, type StructName, structOf } from '../../../src/core/model/shape';

const NAMES = STRUCT_NAMES;
const members = (name: StructName) => Object.entries(structOf(name).members);

// Members per structure, counted in the API model of 2023-06-05.
const COUNTS: { [K in StructName]: number } = {
  Definition: 2,
  Node: 5,
  NodeInput: 4,
  NodeOutput: 2,
  NodeConfiguration: 16,
  Empty: 0,
  ConditionEntry: 2,
  Condition: 1,
  Input: 0,
  Output: 0,
  Iterator: 0,
  Collector: 0,
  LoopInput: 0,
  Storage: 1,
  Retrieval: 1,
  Loop: 1,
  LoopController: 2,
  Lex: 2,
  LambdaFunction: 1,
  Agent: 1,
  InlineCode: 2,
  S3Choice: 1,
  S3Bucket: 1,
  Prompt: 2,
  PromptSource: 2,
  PromptResource: 1,
  InlinePrompt: 5,
  Template: 2,
  TextTemplate: 3,
  ChatTemplate: 4,
  Message: 2,
  ContentBlock: 2,
  SystemBlock: 2,
  CachePoint: 1,
  InputVariable: 1,
  ToolConfiguration: 2,
  Tool: 2,
  ToolSpec: 4,
  ToolInputSchema: 1,
  ToolChoice: 3,
  ToolByName: 1,
  Inference: 1,
  TextInference: 4,
  Guardrail: 2,
  KnowledgeBase: 8,
  KnowledgeBaseTemplate: 1,
  Orchestration: 4,
  Performance: 1,
  Reranking: 2,
  BedrockReranking: 3,
  RerankingModel: 2,
  RerankingMetadata: 2,
  SelectiveMode: 2,
  RerankingField: 1,
  Connection: 5,
  ConnectionConfiguration: 2,
  DataConnection: 2,
  ConditionalConnection: 1,
};

test.each(NAMES)('%s has as many members as in the API', (name) => {
  expect(members(name)).toHaveLength(COUNTS[name]);
});

test('what must be there', () => {
  const required = NAMES.flatMap((name) => members(name).filter(([, member]) => member.required)
    .map(([member]) => `${name}.${member}`));
  expect(required).toHaveLength(47);
  expect(required.filter((member) => /^(Node|NodeInput|NodeOutput|Connection)\./.test(member))).toEqual([
    'Node.name', 'Node.type', 'NodeInput.name', 'NodeInput.type', 'NodeInput.expression', 'NodeOutput.name',
    'NodeOutput.type',
    'Connection.name', 'Connection.type', 'Connection.source', 'Connection.target',
  ]);
});

test('the unions', () => {
  expect(NAMES.filter((name) => structOf(name).union)).toEqual([
    'NodeConfiguration', 'S3Choice', 'PromptSource', 'Template', 'ContentBlock', 'SystemBlock', 'Tool',
    'ToolInputSchema', 'ToolChoice', 'Inference',
    'SelectiveMode', 'ConnectionConfiguration',
  ]);
});

test('what CloudFormation lacks', () => {
  expect(NAMES.flatMap((name) => members(name)
    .filter(([, member]) => member.cfn === false).map(([member]) => `${name}.${member}`))).toEqual([
    'InlinePrompt.additionalModelRequestFields', 'Template.chat', 'TextTemplate.cachePoint', 'ContentBlock.cachePoint',
    'SystemBlock.cachePoint',
    'Tool.cachePoint', 'ToolSpec.strict',
  ]);
  expect(memberOf('InlinePrompt', 'templateType')).toMatchObject({ values: ['TEXT', 'CHAT'], cfnValues: ['TEXT'] });
});

test('the free parts', () => {
  const free = (kind: Kind) => kind.kind === 'map' || kind.kind === 'document';
  expect(NAMES.flatMap((name) => members(name)
    .filter(([, member]) => free(member)).map(([member, { kind }]) => `${name}.${member} ${kind}`))).toEqual([
    'InlinePrompt.additionalModelRequestFields document', 'ToolInputSchema.json document',
    'Orchestration.additionalModelRequestFields map',
    'RerankingModel.additionalModelRequestFields map',
  ]);
});

test('every structure is reached from the definition, and every name begins with a small letter', () => {
  const reached = new Set<StructName>();
  const reach = (kind: Kind<StructName>): void => {
    if (kind.kind === 'list') { reach(kind.item); }
    if (kind.kind !== 'struct' || reached.has(kind.struct)) { return; }
    reached.add(kind.struct);
    members(kind.struct).forEach(([, member]) => reach(member));
  };
  reach({ kind: 'struct', struct: 'Definition' });
  expect([...reached].sort()).toEqual([...NAMES].sort());
  expect(NAMES.flatMap((name) => members(name).map(([member]) => member))
    .filter((member) => !/^[a-z][a-zA-Z0-9]*$/.test(member))).toEqual([]);
});

test('names of Object.prototype are no members', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(memberOf('Node', name)).toBeUndefined();
  }
  expect(memberOf('Node', 'name')).toMatchObject({ kind: 'text', required: true });
});

test('limits are those of the constraints', () => {
  expect(memberOf('InlinePrompt', 'modelId')).toMatchObject({ limit: { max: 2048 } });
  expect(memberOf('TextInference', 'maxTokens')).toMatchObject({ whole: true, limit: { max: 4096 } });
  expect(memberOf('Definition', 'connections'))
    .toMatchObject({ kind: 'list', limit: { max: 100 }, item: { struct: 'Connection' } });
  expect(memberOf('Connection', 'name')).not.toEqual(memberOf('Connection', 'source'));
});
