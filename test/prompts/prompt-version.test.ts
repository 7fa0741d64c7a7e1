/** The version of a managed prompt has a logical id that follows the content, and nothing else. */
import { aws_lambda as lambda, CfnParameter, type Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  ChatMessage, type ChatPromptOptions, type Flow, FlowModel, FlowPrompt, OutputNode, PromptNode,
} from '../../src';
import { fixedStack, MODEL, nodeOf, templateOf, testFlow } from '../support';

interface Change {
  readonly chat?: Partial<ChatPromptOptions>;
  readonly model?: FlowModel;
  before?(stack: Stack): void;
  after?(flow: Flow): void;
}

const TOOL =
  { name: 'look', inputSchema: { type: 'object', properties: { from: { type: 'string' }, to: { type: 'string' } } } };
const CHAT: ChatPromptOptions = {
  messages: [ChatMessage.user('Hi {{name}}')],
  system: 'Be kind',
  inference: { temperature: 0.5, maxTokens: 100 },
  tools: [TOOL],
  additionalModelRequestFields: { top_k: 5, thinking: { type: 'enabled' } },
};

/** The logical id of the version, and where the flow refers to it. */
function versionId({ chat, model, before, after }: Change = {}): string {
  const stack = fixedStack();
  before?.(stack);
  const flow = testFlow(stack);
  const ask = new PromptNode(flow, 'Ask',
    { model: model ?? MODEL, prompt: FlowPrompt.chat({ ...CHAT, ...chat }), inputs: { name: flow.input } });
  new OutputNode(flow, 'Answer', { document: ask.modelCompletion });
  after?.(flow);
  const { Resources } = templateOf(flow);
  const [id, ...others] = Object.keys(Resources).filter((key) => Resources[key].Type === 'AWS::Bedrock::PromptVersion');
  expect(others).toEqual([]);
  expect(JSON.stringify(Resources)).toContain(JSON.stringify({ 'Fn::GetAtt': [id, 'Arn'] }));
  return id;
}

const PLAIN = versionId();

test('it is the plain logical id and 16 hex digits', () => {
  expect(PLAIN).toMatch(/^FAskPromptVersion[0-9A-F]{8}[0-9a-f]{16}$/);
});

test('the same program gives the same id', () => {
  expect(versionId()).toBe(PLAIN);
});

test.each<[string, Change]>([
  ['other constructs and tokens come before', {
    before: (stack) => {
      for (let at = 0; at < 5; at++) {
        new CfnParameter(stack, `P${at}`, { default: `${new CfnParameter(stack, `Q${at}`).valueAsString}` });
      }
      lambda.Function.fromFunctionArn(stack, 'Fn', 'arn:aws:lambda:us-east-1:111122223333:function:fn');
    },
  }],
  ['another flow has the same prompt', {
    after: (flow) => {
      new PromptNode(testFlow(flow.node.scope as Construct, {}, 'G'), 'Other',
        { model: MODEL, prompt: FlowPrompt.inline('Hi') });
    },
  }],
  ['keys are permuted', {
    chat: {
      inference: { maxTokens: 100, temperature: 0.5 },
      tools: [{
        inputSchema: { properties: { to: { type: 'string' }, from: { type: 'string' } }, type: 'object' }, name: 'look',
      }],
      additionalModelRequestFields: { thinking: { type: 'enabled' }, top_k: 5 },
    },
  }],
  ['the app is tagged', { after: (flow) => Tags.of(flow).add('team', 'blue') }],
])('it stays when %s', (_, change) => {
  expect(versionId(change)).toBe(PLAIN);
});

test.each<[string, Change]>([
  ['the text', { chat: { messages: [ChatMessage.user('Hello {{name}}')] } }],
  ['the role of a message', { chat: { messages: [ChatMessage.assistant('Hi {{name}}')] } }],
  ['the system prompt', { chat: { system: 'Be nasty' } }],
  ['a cache point', { chat: { cacheSystem: true } }],
  ['the model', { model: FlowModel.fromModelId('amazon.nova-pro-v1:0') }],
  ['the inference', { chat: { inference: { temperature: 0.6, maxTokens: 100 } } }],
  ['a tool', { chat: { tools: [{ ...TOOL, description: 'Looks' }] } }],
  ['a field of the model', { chat: { additionalModelRequestFields: { top_k: 6, thinking: { type: 'enabled' } } } }],
])('it changes with %s', (_, change) => {
  const changed = versionId(change);
  expect(changed).not.toBe(PLAIN);
  expect(changed.slice(0, -16)).toBe(PLAIN.slice(0, -16));
  expect(versionId(change)).toBe(changed);
});

test('it is the same again after a revert', () => {
  expect(versionId({ chat: { system: 'Be nasty' } })).not.toBe(PLAIN);
  expect(versionId({ chat: { system: 'Be kind' } })).toBe(PLAIN);
});

test('a text that only the deployment knows counts by what it refers to', () => {
  const id = (parameter: string, others: number) => {
    const stack = fixedStack();
    for (let at = 0; at < others; at++) { new CfnParameter(stack, `Other${at}`).valueAsString.toString(); }
    const flow = testFlow(stack);
    new PromptNode(flow, 'Ask', {
      model: MODEL,
      prompt: FlowPrompt.inline(`Hi ${new CfnParameter(stack, parameter).valueAsString}`, { cachePoint: true }),
    });
    expect(nodeOf(flow, 'Ask').Type).toBe('Prompt');
    return Object.keys(templateOf(flow).Resources).find((key) => key.startsWith('FAskPromptVersion'));
  };
  expect(id('Name', 7)).toBe(id('Name', 0));
  expect(id('Name', 0)).not.toBe(id('Title', 0));
});
