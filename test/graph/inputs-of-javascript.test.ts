/** What plain JavaScript can give where a value of a node is meant. */
import { App, Stack } from 'aws-cdk-lib';
import { Flow, FlowModel, FlowPrompt, type FlowValue, PromptNode } from '../../src';

test.each<[unknown, string]>(
  [['text', "the string 'text'"], [5, 'the number 5'], [{}, 'an object'], [null, 'null']],
)('%p is not a value', (given, words) => {
  const flow = new Flow(new Stack(new App(), 'S'), 'F');
  const make = () => new PromptNode(flow, 'Ask', {
    prompt: FlowPrompt.inline('{{topic}}'),
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    inputs: { topic: given as FlowValue },
  });
  expect(make).toThrow(`'inputs' has no value of a node for 'topic', got ${words}; give a value such as flow.input `
    + '[IllegalValue]');
});
