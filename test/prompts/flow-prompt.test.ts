import { mkdtempSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { aws_bedrock as bedrock, aws_kms as kms, CfnParameter, Stack } from 'aws-cdk-lib';
import {
  ChatMessage, FlowModel, FlowPrompt, PromptNode, type PromptResourceOptions, PromptToolChoice,
} from '../../src';
import { warningsOf as synthWarningsOf } from '../small-flows';
import {
  ACCOUNT, fixedStack, MODEL, MODEL_ARN, MODEL_ID, nodeOf, refusal, resourcesOf, statementsOf, testFlow, thrown,
  warningsOf,
} from '../support';

const DRAFT = `arn:aws:bedrock:us-east-1:${ACCOUNT}:prompt/PROMPT1234`;
const INVOKE = { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN };
const render =
  (Resource: string) => ({ Action: ['bedrock:GetPrompt', 'bedrock:RenderPrompt'], Effect: 'Allow', Resource });
const useKey = (Resource: string) => ({
  Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
  Condition:
    { StringEquals: { 'aws:ResourceAccount': ACCOUNT } },
  Effect: 'Allow',
  Resource,
});

function asked(make: (stack: Stack) => FlowPrompt, stack = fixedStack(), model: FlowModel | undefined = MODEL) {
  const flow = testFlow(stack);
  const prompt = make(stack);
  const inputs = Object.fromEntries((prompt.variables ?? []).map((name) => [name, flow.input]));
  const node = new PromptNode(flow, 'Ask', { model, prompt, inputs });
  return { flow, node, source: () => nodeOf(flow, 'Ask').Configuration.Prompt.SourceConfiguration };
}

/** With those that come at synth. */
const messagesOf = (stack: Stack) => synthWarningsOf(stack).map(({ message }) => message).sort();

const managed =
  (flow: ReturnType<typeof asked>['flow']) => resourcesOf(flow, 'AWS::Bedrock::Prompt').FAskPrompt?.Properties;

describe('a prompt stands in the definition unless CloudFormation can\'t express it there', () => {
  test.each<[string, () => FlowPrompt]>([
    ['a text', () => FlowPrompt.inline('Hi')],
    ['4,096 tokens', () => FlowPrompt.inline('Hi', { inference: { maxTokens: 4096 } })],
    ['no cache point', () => FlowPrompt.inline('Hi', { cachePoint: false })],
  ])('inline: %s', (_, make) => {
    const { flow, source } = asked(make);
    expect(Object.keys(source())).toEqual(['Inline']);
    expect(managed(flow)).toBeUndefined();
  });

  test.each<[string, () => FlowPrompt, object]>([
    ['more tokens', () => FlowPrompt.inline('Hi', { inference: { maxTokens: 4097 } }),
      {
        TemplateType: 'TEXT',
        TemplateConfiguration: { Text: { Text: 'Hi' } },
        InferenceConfiguration: { Text: { MaxTokens: 4097 } },
      }],
    ['fields of the model', () => FlowPrompt.inline('Hi', { additionalModelRequestFields: { top_k: 5 } }),
      {
        TemplateType: 'TEXT',
        TemplateConfiguration: { Text: { Text: 'Hi' } },
        AdditionalModelRequestFields: { top_k: 5 },
      }],
    ['a cache point', () => FlowPrompt.inline('Hi {{name}}', { cachePoint: true }),
      {
        TemplateType: 'TEXT',
        TemplateConfiguration: {
          Text: { Text: 'Hi {{name}}', CachePoint: { Type: 'default' }, InputVariables: [{ Name: 'name' }] },
        },
      }],
    ['a chat', () => FlowPrompt.chat({ messages: [ChatMessage.user('Hi')] }),
      {
        TemplateType: 'CHAT',
        TemplateConfiguration: { Chat: { Messages: [{ Role: 'user', Content: [{ Text: 'Hi' }] }] } },
      }],
  ])('managed: %s', (_, make, variant) => {
    const { flow, source } = asked(make);
    expect(source()).toEqual({ Resource: { PromptArn: '${FAskPromptVersion.Arn}' } });
    expect(managed(flow)).toEqual({
      Name: expect.stringMatching(/^S-F-Ask-[0-9A-F]{8}$/),
      DefaultVariant: 'default',
      Variants: [{ Name: 'default', ModelId: MODEL_ID, ...variant }],
    });
    expect(statementsOf(flow)).toEqual([INVOKE, render('${FAskPromptVersion.Arn}')]);
    expect(resourcesOf(flow, 'AWS::Bedrock::PromptVersion')).toEqual({
      FAskPromptVersion: expect.objectContaining({ Properties: { PromptArn: '${FAskPrompt.Arn}' } }),
    });
  });
});

test('a whole chat, encrypted', () => {
  const { flow } = asked((stack) => FlowPrompt.chat({
    system: 'You know {{topic}}',
    cacheSystem: true,
    messages: [ChatMessage.user('Hi {{name}}', { cachePoint: true }), ChatMessage.assistant('Yes?'), ChatMessage.user(
      '{{question}}',
    )],
    tools: [{
      name: 'look_up', description: 'Looks up', inputSchema: { type: 'object', someKey: 1 }, cachePoint: true,
    }, { name: 'stop', inputSchema: {} }],
    toolChoice: PromptToolChoice.tool('look_up'),
    encryptionKey: new kms.Key(stack, 'Key'),
  }));
  expect(managed(flow).CustomerEncryptionKeyArn).toBe('${Key.Arn}');
  expect(managed(flow).Variants[0].TemplateConfiguration.Chat).toEqual({
    System: [{ Text: 'You know {{topic}}' }, { CachePoint: { Type: 'default' } }],
    Messages: [
      { Role: 'user', Content: [{ Text: 'Hi {{name}}' }, { CachePoint: { Type: 'default' } }] },
      { Role: 'assistant', Content: [{ Text: 'Yes?' }] },
      { Role: 'user', Content: [{ Text: '{{question}}' }] },
    ],
    InputVariables: [{ Name: 'topic' }, { Name: 'name' }, { Name: 'question' }],
    ToolConfiguration: {
      Tools: [
        {
          ToolSpec: { Name: 'look_up', Description: 'Looks up', InputSchema: { Json: { type: 'object', someKey: 1 } } },
        },
        { CachePoint: { Type: 'default' } },
        { ToolSpec: { Name: 'stop', InputSchema: { Json: {} } } },
      ],
      ToolChoice: { Tool: { Name: 'look_up' } },
    },
  });
  expect(statementsOf(flow)).toEqual([INVOKE, render('${FAskPromptVersion.Arn}'), useKey('${Key.Arn}')]);
});

test.each([[PromptToolChoice.auto(), { Auto: {} }], [PromptToolChoice.any(), { Any: {} }]])('which tools the model '
  + 'must use %#', (toolChoice, rendered) => {
  const { flow } = asked(() => FlowPrompt.chat({
    messages: [ChatMessage.user('Hi')], tools: [{ name: 'look', inputSchema: {} }], toolChoice,
  }));
  expect(managed(flow).Variants[0].TemplateConfiguration.Chat.ToolConfiguration.ToolChoice).toEqual(rendered);
});

test('the variables, in the order they appear, each once', () => {
  expect(FlowPrompt.inline('{{beta}} {{alpha}} {{beta}} {single} {{}} {{ no-blanks-inside }}').variables)
    .toEqual(['beta', 'alpha']);
  expect(FlowPrompt.chat({ system: '{{last}}', messages: [ChatMessage.user('{{first}}')] }).variables)
    .toEqual(['last', 'first']);
  expect(FlowPrompt.fromPromptArn(DRAFT).variables).toBeUndefined();
  expect(FlowPrompt.fromPromptArn(DRAFT, { variables: ['topic'] }).variables).toEqual(['topic']);
});

test('a text of a file', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'prompt-')), 'prompt.txt');
  writeFileSync(path, 'Grüß {{name}}\n');
  const { source } = asked(() => FlowPrompt.fromTextFile(path));
  expect(source().Inline.TemplateConfiguration)
    .toEqual({ Text: { Text: 'Grüß {{name}}\n', InputVariables: [{ Name: 'name' }] } });
  expect(thrown(() => FlowPrompt.fromTextFile('missing.txt'))).toBe(
    '[FlowPrompt.fromTextFile] \'missing.txt\' can\'t be read (ENOENT); give the path of a text file [IllegalValue]');
});

describe('prompts of Prompt management', () => {
  const variants =
    [{ name: 'one', templateType: 'TEXT', modelId: MODEL_ID, templateConfiguration: { text: { text: 'Hi' } } }];
  const draftOf = (remedy: string) => '[S/F/Ask] the prompt is a working draft, whose changes affect the flow and all '
    + `its versions; ${remedy} [DraftReference]`;
  const draft = draftOf('use FlowPrompt.fromPublished()');
  const noModel = '[S/F/Ask] the role gets no permission for the model of the prompt, because the ARN does not name '
    + 'the model; add models: [FlowModel.fromModelId(\'…\')] to the prompt [UnknownModel]';

  test('of a prompt in the app, the models and the key are known; its draft gives a warning', () => {
    const stack = fixedStack();
    const prompt = new bedrock.CfnPrompt(stack, 'P',
      { name: 'p', variants, customerEncryptionKeyArn: new kms.Key(stack, 'Key').keyArn });
    const flow = testFlow(stack);
    const node = new PromptNode(flow, 'Ask', { prompt: FlowPrompt.fromPrompt(prompt) });
    expect(statementsOf(flow)).toEqual([INVOKE, render('${P}'), useKey('${Key.Arn}')]);
    expect(warningsOf(node)).toEqual([draft]);
  });

  test('a variant that names a prompt router gives a warning: its models are not known', () => {
    const stack = fixedStack();
    const router = 'arn:aws:bedrock:us-east-1:111122223333:prompt-router/abcdefghijkl';
    const prompt = new bedrock.CfnPrompt(stack, 'P', { name: 'p', variants: [{ ...variants[0], modelId: router }] });
    new PromptNode(testFlow(stack), 'Ask', { prompt: FlowPrompt.fromPrompt(prompt) });
    expect(messagesOf(stack)).toEqual([
      expect.stringContaining('[UnusedNodeOutput]'), draft,
      expect.stringContaining(`the role gets no permission for the models of the prompt router '${router}'`),
    ]);
  });

  test.each<[string, (stack: Stack) => FlowPrompt, string[]]>([
    ['an ARN with version', () => FlowPrompt.fromPromptArn(`${DRAFT}:12`), [noModel]],
    ['an ARN without version', () => FlowPrompt.fromPromptArn(DRAFT), [noModel, draftOf('name a version of it')]],
    ['an ARN that only the deployment knows', (stack) =>
      FlowPrompt.fromPromptArn(new CfnParameter(stack, 'Arn').valueAsString), [noModel]],
    ['a version of the app', (stack) =>
      FlowPrompt.fromPromptVersion(new bedrock.CfnPromptVersion(stack, 'V', { promptArn: DRAFT })), [noModel]],
  ])('the warnings of %s', (_, make, warnings) => {
    const flow = testFlow();
    expect(warningsOf(new PromptNode(flow, 'Ask', { prompt: make(Stack.of(flow)) }))).toEqual(warnings);
  });

  test('the models and the key, where the user says them', () => {
    const options = (stack: Stack): PromptResourceOptions => ({
      models: [FlowModel.fromModelId('amazon.nova-pro-v1:0')],
      encryptionKey: new kms.Key(stack, 'Key'),
      variables: ['topic'],
    });
    const { flow, node } = asked((stack) => FlowPrompt.fromPromptArn(`${DRAFT}:1`, options(stack)));
    expect(statementsOf(flow)).toEqual([
      { ...INVOKE, Resource: [MODEL_ARN, MODEL_ARN.replace('lite', 'pro')] }, render(`${DRAFT}:1`),
      useKey('${Key.Arn}'),
    ]);
    expect(warningsOf(node)).toEqual([]);
    const flowWithout = testFlow();
    expect(refusal(flowWithout, () => new PromptNode(flowWithout, 'Ask',
      { prompt: FlowPrompt.fromPromptArn(`${DRAFT}:1`, { variables: ['topic'] }) }))).toBe(
      '[S/F/Ask] prompt uses {{topic}}, but the node has no input \'topic\'; add topic: <value> to \'inputs\' '
        + '[UnfulfilledNodeInput]');
  });
});

test.each<[string, () => FlowPrompt, string]>([
  ['a variable no input can feed', () => FlowPrompt.inline('{{my-name}}'), 'prompt uses {{my-name}}, but the name of '
    + 'an input must start with a letter and have 2 to 51 '
    + 'letters or digits with single \'_\' between; rename the variable [IllegalName]'],
  ['a variable with blanks', () => FlowPrompt.inline('{{ name }}'), 'prompt has \'{{ name }}\'; write it without '
    + 'spaces, \'{{name}}\' [IllegalName]'],
  ['a 21st variable', () => FlowPrompt.inline(Array.from({ length: 21 }, (_, at) => `{{name${at}}}`).join('')),
    'prompt uses 21 variables, but the service allows 20; combine some of them in an earlier node [QuotaExceeded]'],
  ['512,001 tokens', () => FlowPrompt.inline('Hi', { inference: { maxTokens: 512_001 } }), '\'maxTokens\' is 512001, '
    + 'but must be 0 to 512000; choose a value in that range [IllegalValue]'],
])('refuses %s', (_, make, message) => {
  const flow = testFlow();
  expect(refusal(flow, () => new PromptNode(flow, 'Ask', { model: MODEL, prompt: make() })))
    .toBe(`[S/F/Ask] ${message}`);
});

test.each<[string, () => unknown, string]>([
  ['an empty text', () => FlowPrompt.inline(''), '[FlowPrompt.inline] the text is empty; write something, or leave '
    + 'it out [IllegalValue]'],
  ['a long text', () => FlowPrompt.inline('x'.repeat(200_001)), '[FlowPrompt.inline] the text is 200001 characters '
    + 'long, but the service allows 200000; shorten it [IllegalValue]'],
  ['a chat without messages', () => FlowPrompt.chat({ messages: [] }), '[FlowPrompt.chat] \'messages\' is empty; add '
    + 'one with ChatMessage [IllegalValue]'],
  ['an ARN that is none', () => FlowPrompt.fromPromptArn('PROMPT1234'),
    '[FlowPrompt.fromPromptArn] the prompt ARN is \'PROMPT1234\', but must be a prompt ARN, with or without a '
      + 'version number at its end; correct it [IllegalValue]'],
  ['an empty message', () => ChatMessage.user(''), '[ChatMessage] the text is empty; write something, or leave it '
    + 'out [IllegalValue]'],
  ['a tool name', () => PromptToolChoice.tool('my-tool'),
    '[PromptToolChoice] the tool name is \'my-tool\', but must start with a letter and have only letters, digits and '
      + '\'_\'; correct it [IllegalValue]'],
])('refuses %s at once', (_, make, message) => {
  expect(thrown(make)).toBe(message);
});
