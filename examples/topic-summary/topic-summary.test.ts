import { TopicSummaryStack } from './stack';
import { bedrockArn, definitionOf, expectDiagram, nodeOf, statementsOf, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(TopicSummaryStack);

test('topic and audience go into the prompt, and its completion is the answer', () => {
  expect(wiringOf(definitionOf(template))).toEqual([
    'FlowInputNode.document -> Summarise.audience',
    'FlowInputNode.document -> Summarise.topic',
    'Summarise.modelCompletion -> Answer.document',
  ]);
  expect(nodeOf(template, 'Summarise').Inputs).toEqual([
    { Name: 'audience', Type: 'String', Expression: '$.data.audience' },
    { Name: 'topic', Type: 'String', Expression: '$.data.topic' },
  ]);
});

test('the role may invoke the one model, and nothing else', () => {
  expect(statementsOf(template)).toEqual([
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: bedrockArn('foundation-model/amazon.nova-lite-v1:0') },
  ]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
