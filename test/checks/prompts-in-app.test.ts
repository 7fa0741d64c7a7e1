/** Rules on prompts see what managed prompts of the app or the template say. */
import { join } from 'path';
import { type App, Aspects, aws_bedrock as bedrock, Stack } from 'aws-cdk-lib';
import {
  ChatMessage, ConditionNode, type Flow, FlowChecks, type FlowModel, FlowPrompt, OutputNode, PromptNode,
} from '../../src';
import { folder, validate } from '../cli/support';
import { MODEL, newStack, objectFlow, synthErrors, templateOf, warningsOf } from '../small-flows';

const TEXT = 'Answer refund or other: {{text}}';
const SLIP = 'condition \'isRefund\' tests \'refnd\', which is not in the prompt of \'Classify\'; did you mean '
  + '\'refund\'?';

/** A flow with a condition that tests a slip of what its prompt asks for. */
function routed(prompt: FlowPrompt, stack: Stack, model?: FlowModel): Flow {
  const flow = objectFlow('F', stack);
  const classify = new PromptNode(flow, 'Classify', { model, prompt, inputs: { text: flow.input.stringAt('text') } });
  const route = new ConditionNode(flow, 'Route', { inputs: { category: classify.modelCompletion } });
  new OutputNode(flow, 'Yes', { document: flow.input, runWhen: route.when('isRefund', 'category == "refnd"') });
  new OutputNode(flow, 'No', { document: flow.input, runWhen: route.otherwise() });
  return flow;
}

function promptIn(stack: Stack, text: string): bedrock.CfnPrompt {
  return new bedrock.CfnPrompt(stack, 'Prompt', {
    name: 'classify',
    defaultVariant: 'one',
    variants: [{
      name: 'one',
      templateType: 'TEXT',
      modelId: 'amazon.nova-lite-v1:0',
      templateConfiguration: { text: { text, inputVariables: [{ name: 'text' }] } },
    }],
  });
}

/** The warnings on texts of prompts, without place and code. */
function said(stack: Stack): string[] {
  expect(synthErrors(stack)).toEqual([]);
  return warningsOf(stack).map(({ message }) => message)
    .filter((line) => /\[(UnaskedAnswer|ForeignTemplate|SecretInPrompt|UnlimitedTokens)\]/.test(line));
}

test('of a chat prompt, for which the node makes a managed one', () => {
  const stack = newStack();
  routed(FlowPrompt.chat({ messages: [ChatMessage.user(TEXT)] }), stack, MODEL);
  expect(said(stack)).toEqual([expect.stringContaining(`[S/F/Route] ${SLIP}`)]);
});

test.each<[string, (prompt: bedrock.CfnPrompt) => FlowPrompt]>([
  ['the version that follows it', (prompt) => FlowPrompt.fromPublished(prompt)],
  ['its draft', (prompt) => FlowPrompt.fromPrompt(prompt)],
  ['a version', (prompt) => FlowPrompt.fromPromptVersion(
    new bedrock.CfnPromptVersion(prompt, 'V', { promptArn: prompt.attrArn }), { variables: ['text'] })],
])('of a prompt of the app, by %s', (_, of) => {
  const stack = newStack();
  routed(of(promptIn(stack, TEXT)), stack);
  expect(said(stack)).toEqual([expect.stringContaining(SLIP)]);
});

test('of a prompt in another stack', () => {
  const stack = newStack();
  routed(FlowPrompt.fromPublished(promptIn(new Stack(stack.node.root as App, 'Other'), TEXT)), stack);
  expect(said(stack)).toEqual([expect.stringContaining(SLIP)]);
});

test('of a prompt that is changed last', () => {
  const stack = newStack();
  const prompt = promptIn(stack, TEXT);
  routed(FlowPrompt.fromPublished(prompt), stack);
  prompt.addPropertyOverride('Variants.0.TemplateConfiguration.Text.Text', 'Say refnd: Bearer a1b2c3d4e5f6a1b2c3d4.');
  expect(said(stack)).toEqual([expect.stringContaining('the prompt seems to contain a bearer token')]);
});

test('of plain resources, by FlowChecks and by the command', async () => {
  const made = newStack();
  routed(FlowPrompt.fromPublished(promptIn(made, TEXT)), made);
  const template = templateOf(made);
  const [own] = Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Bedrock::Flow');

  const stack = newStack();
  const prompt = promptIn(stack, TEXT);
  const version = new bedrock.CfnPromptVersion(stack, 'PromptVersion', { promptArn: prompt.attrArn });
  const text = JSON.stringify(own.Properties.Definition).replace(/\{"Fn::GetAtt":\[[^\]]*\]\}/,
    JSON.stringify(version.attrArn));
  const executionRoleArn = 'arn:aws:iam::111122223333:role/r';
  const flow = new bedrock.CfnFlow(stack, 'Plain', { name: 'plain', executionRoleArn });
  flow.addPropertyOverride('Definition', JSON.parse(text));
  Aspects.of(stack).add(new FlowChecks());
  expect(said(stack)).toEqual([expect.stringContaining('tests \'refnd\'')]);

  const root = folder({ 'app.template.json': JSON.stringify(template) });
  const { out } = await validate([join(root, 'app.template.json')]);
  expect(out).toContain(SLIP);
});

test('the command never prints the secret, nor the line that has it', async () => {
  const secret = 'AKIA2345ABCDEFGHIJKL';
  const stack = newStack();
  routed(FlowPrompt.inline(`Use ${secret}. ${TEXT}`), stack, MODEL);
  const root = folder({ 'app.template.json': JSON.stringify(templateOf(stack), undefined, 1) });
  for (const form of [[], ['--json'], ['--sarif']]) {
    const { out, err } = await validate([...form, join(root, 'app.template.json')]);
    expect(out).toContain('an AWS access key');
    expect(out + err).not.toContain(secret);
  }
});
