/** What plain JavaScript can give where a value of a node is meant. */
import { App, Stack } from 'aws-cdk-lib';
import { Flow, FlowModel, FlowPrompt, type FlowValue, PromptNode } from '../../src';

test.each<[unknown, string]>(
  [
    ['text', "'text'"], [5, '5'], [{}, 'an object'], [null, 'null'], [() => 1, 'a function'], [[], 'a list'],
    [new Stack(new App(), 'Other'), 'a Stack'], [{ node: {} }, 'an object'],
  ],
)('%p is not a value', (given, words) => {
  const flow = new Flow(new Stack(new App(), 'S'), 'F');
  const make = () => new PromptNode(flow, 'Ask', {
    prompt: FlowPrompt.inline('{{topic}}'),
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    inputs: { topic: given as FlowValue },
  });
  expect(make).toThrow(`input 'topic' must be a value of a node, but is ${words}; give a value such as flow.input `
    + '[IllegalValue]');
});
