import { ExportedFlowStack } from './stack';
import { bedrockArn, definitionOf, expectDiagram, nodeOf, statementsOf, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(ExportedFlowStack);

test('the nodes of the file are there under their names, with the translation behind', () => {
  expect(wiringOf(definitionOf(template))).toEqual([
    'FlowInputNode.document -> KnowledgeBaseNode_1.retrievalQuery',
    'FlowInputNode.document -> Prompt_1.question',
    'KnowledgeBaseNode_1.retrievalResults -> Prompt_1.passages',
    'Prompt_1.modelCompletion -> FlowOutputNode.document',
    'Prompt_1.modelCompletion -> Translate.answer',
    'Translate.modelCompletion -> GermanAnswer.document',
  ]);
});

test('connections of the file keep their names', () => {
  const names = definitionOf(template).Connections.map(({ Name }: { Name: string }) => Name);
  expect(names).toContain('FlowInputNodeFlowInputNode0ToKnowledgeBaseNode_1KnowledgeBaseNode0');
});

test('the placeholders are filled, and nothing of the exporting account is left', () => {
  expect(nodeOf(template, 'KnowledgeBaseNode_1').Configuration.KnowledgeBase.KnowledgeBaseId).toBe('KB12345678');
  expect(nodeOf(template, 'Prompt_1').Configuration.Prompt.SourceConfiguration.Inline.ModelId)
    .toBe('amazon.nova-lite-v1:0');
  expect(JSON.stringify(template.toJSON())).not.toMatch(/\$\{(KnowledgeBaseId|ModelId)\}|123456789012/);
});

test('the role follows from the definition', () => {
  expect(statementsOf(template)).toEqual([
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: bedrockArn('foundation-model/amazon.nova-lite-v1:0') },
    { Effect: 'Allow', Action: 'bedrock:Retrieve', Resource: bedrockArn('knowledge-base/KB12345678') },
  ]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
