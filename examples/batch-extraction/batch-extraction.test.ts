import { BatchExtractionStack } from './stack';
import { bedrockArn, definitionOf, expectDiagram, nodeOf, statementsOf, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(BatchExtractionStack);

test('each question is looked up and answered, and the answers are collected', () => {
  expect(wiringOf(definitionOf(template))).toEqual([
    'EachQuestion_Collect.collectedArray -> Facts.document',
    'EachQuestion_Each.arrayItem -> Extract.question',
    'EachQuestion_Each.arrayItem -> Search.retrievalQuery',
    'EachQuestion_Each.arraySize -> EachQuestion_Collect.arraySize',
    'Extract.modelCompletion -> EachQuestion_Collect.arrayItem',
    'FlowInputNode.document -> EachQuestion_Each.array',
    'Search.retrievalResults -> Extract.passages',
  ]);
});

test('the passages go into the prompt as an Array, and the answers come out as one', () => {
  expect(nodeOf(template, 'Extract').Inputs).toContainEqual({ Name: 'passages', Type: 'Array', Expression: '$.data' });
  expect(nodeOf(template, 'Facts').Inputs).toEqual([{ Name: 'document', Type: 'Array', Expression: '$.data' }]);
});

test('the role may search and invoke the model', () => {
  expect(statementsOf(template)).toEqual([
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: bedrockArn('foundation-model/amazon.nova-lite-v1:0') },
    { Effect: 'Allow', Action: 'bedrock:Retrieve', Resource: bedrockArn('knowledge-base/KB12345678') },
  ]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
