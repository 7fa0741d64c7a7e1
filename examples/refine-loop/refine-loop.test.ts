import { RefineLoopStack } from './stack';
import { bedrockArn, definitionOf, expectDiagram, nodeOf, statementsOf, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(RefineLoopStack);

const { Definition: inside } = nodeOf(template, 'Refine').Configuration.Loop;

test('the draft goes into the loop, and what leaves it is the text', () => {
  expect(wiringOf(definitionOf(template))).toEqual([
    'Draft.modelCompletion -> Refine.loopInput',
    'FlowInputNode.document -> Draft.brief',
    'Refine.loopOutput -> Text.document',
  ]);
});

test('inside, a text is improved, then judged; nothing is connected backwards', () => {
  expect(wiringOf(inside)).toEqual([
    'Refine_Improve.modelCompletion -> Refine_Judge.text',
    'Refine_Improve.modelCompletion -> Refine_LoopController.loopInput',
    'Refine_Improve.modelCompletion -> Refine_LoopController.loopOutput',
    'Refine_Judge.modelCompletion -> Refine_LoopController.it',
    'Refine_LoopInput.loopInput -> Refine_Improve.text',
  ]);
});

test('the loop goes on while there is work, four rounds at most', () => {
  const controller = inside.Nodes.find(({ Type }: { Type: string }) => Type === 'LoopController');
  expect(controller.Configuration.LoopController).toEqual({
    ContinueCondition: {
      Name: 'needsWork', Expression: 'it != "done" and it != "Done" and it != "Done." and it != "DONE"',
    },
    MaxIterations: 4,
  });
  expect(controller.Inputs.map(({ Name, Category }: { Name: string; Category: string }) => `${Name}: ${Category}`))
    .toEqual([
      'it: LoopCondition', 'loopInput: ReturnValueToLoopStart', 'loopOutput: ExitLoop',
    ]);
});

test('the role may invoke both models', () => {
  expect(statementsOf(template)).toEqual([{
    Effect: 'Allow',
    Action: 'bedrock:InvokeModel',
    Resource:
      [bedrockArn('foundation-model/amazon.nova-lite-v1:0'), bedrockArn('foundation-model/amazon.nova-pro-v1:0')],
  }]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
