import { aws_bedrock as bedrock, CfnParameter, Stack } from 'aws-cdk-lib';
import { FlowGuardrail, FlowModel, FlowPrompt, PromptNode } from '../../src';
import {
  definitionOf, fixedStack, MODEL, MODEL_ARN, MODEL_ID, nodeOf, refusal, resourcesOf, statementsOf, testFlow,
  warningsOf,
} from '../support';

const OUTPUTS = [{ Name: 'modelCompletion', Type: 'String' }];
const PROMPT_ARN = 'arn:aws:bedrock:us-east-1:111122223333:prompt/PROMPT1234:3';
const INVOKE = { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN };

test('what must be given: a prompt without variables gets the input of the flow, which it ignores', () => {
  const flow = testFlow();
  new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Tell a joke') });
  expect(nodeOf(flow, 'Ask')).toEqual({
    Name: 'Ask',
    Type: 'Prompt',
    Configuration: {
      Prompt: {
        SourceConfiguration: {
          Inline: { TemplateType: 'TEXT', TemplateConfiguration: { Text: { Text: 'Tell a joke' } }, ModelId: MODEL_ID },
        },
      },
    },
    Inputs: [{ Name: 'input', Type: 'Object', Expression: '$.data' }],
    Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([INVOKE]);
});

test('everything that can be given, inline', () => {
  const flow = testFlow();
  new PromptNode(flow, 'Ask', {
    nodeName: 'AskIt',
    model: MODEL,
    prompt: FlowPrompt.inline('{{zulu}} or {{alpha}}? {{zulu}}!',
      { inference: { temperature: 1, topP: 0, maxTokens: 4096, stopSequences: ['A', 'B'] } }),
    inputs: { zulu: flow.input.numberAt('zulu'), alpha: flow.input },
    guardrail: FlowGuardrail.fromId('guardrail1', '7'),
  });
  expect(nodeOf(flow, 'AskIt')).toEqual({
    Name: 'AskIt',
    Type: 'Prompt',
    Configuration: {
      Prompt: {
        SourceConfiguration: {
          Inline: {
            TemplateType: 'TEXT',
            TemplateConfiguration: {
              Text: { Text: '{{zulu}} or {{alpha}}? {{zulu}}!', InputVariables: [{ Name: 'zulu' }, { Name: 'alpha' }] },
            },
            ModelId: MODEL_ID,
            InferenceConfiguration: { Text: { Temperature: 1, TopP: 0, MaxTokens: 4096, StopSequences: ['A', 'B'] } },
          },
        },
        GuardrailConfiguration: { GuardrailIdentifier: 'guardrail1', GuardrailVersion: '7' },
      },
    },
    Inputs: [{ Name: 'alpha', Type: 'Object', Expression: '$.data' }, {
      Name: 'zulu', Type: 'Number', Expression: '$.data.zulu',
    }],
    Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([
    {
      Action: 'bedrock:ApplyGuardrail',
      Effect: 'Allow',
      Resource: 'arn:aws:bedrock:us-east-1:111122223333:guardrail/guardrail1',
    }, INVOKE,
  ]);
  expect(Object.keys(resourcesOf(flow, 'AWS::Bedrock::Prompt'))).toEqual([]);
});

test('a prompt of Prompt management, given as ARN', () => {
  const flow = testFlow();
  const node = new PromptNode(flow, 'Ask',
    { prompt: FlowPrompt.fromPromptArn(PROMPT_ARN), model: MODEL, inputs: { topic: flow.input } });
  expect(nodeOf(flow, 'Ask').Configuration)
    .toEqual({ Prompt: { SourceConfiguration: { Resource: { PromptArn: PROMPT_ARN } } } });
  expect(statementsOf(flow)).toEqual([INVOKE, {
    Action: ['bedrock:GetPrompt', 'bedrock:RenderPrompt'], Effect: 'Allow', Resource: PROMPT_ARN,
  }]);
  expect(warningsOf(node)).toEqual([]);
});

test('a version of the app, and an ARN that only the deployment knows', () => {
  const stack = fixedStack();
  const flow = testFlow(stack);
  const version = new bedrock.CfnPromptVersion(stack, 'Version', { promptArn: PROMPT_ARN.slice(0, -2) });
  new PromptNode(flow, 'Ask', { prompt: FlowPrompt.fromPromptVersion(version), model: MODEL });
  new PromptNode(flow, 'Later',
    { prompt: FlowPrompt.fromPromptArn(new CfnParameter(stack, 'PromptArn').valueAsString), model: MODEL });
  expect(['Ask', 'Later'].map((name) => nodeOf(flow, name).Configuration.Prompt.SourceConfiguration.Resource.PromptArn))
    .toEqual([
      '${Version}', '${PromptArn}',
    ]);
  const [, render, ...others] = statementsOf(flow);
  expect(others).toEqual([]);
  expect(new Set(render.Resource)).toEqual(new Set(['${Version}', '${PromptArn}']));
});

test('a model that is a token', () => {
  const flow = testFlow();
  const arn = new CfnParameter(Stack.of(flow), 'ModelArn').valueAsString;
  new PromptNode(flow, 'Ask', { model: FlowModel.provisionedModel(arn), prompt: FlowPrompt.inline('Hello') });
  expect(nodeOf(flow, 'Ask').Configuration.Prompt.SourceConfiguration.Inline.ModelId).toBe('${ModelArn}');
  expect(statementsOf(flow)).toEqual([
    {
      Action: ['bedrock:GetProvisionedModelThroughput', 'bedrock:InvokeModel'],
      Effect: 'Allow',
      Resource: '${ModelArn}',
    },
  ]);
});

test('a prompt without variables can wait for another node', () => {
  const flow = testFlow();
  const first = new PromptNode(flow, 'First', { model: MODEL, prompt: FlowPrompt.inline('One') });
  new PromptNode(flow, 'Second',
    { model: MODEL, prompt: FlowPrompt.inline('Two'), inputs: { input: first.modelCompletion } });
  expect(definitionOf(flow).Connections.map((one: any) => one.Name)).toContain('First_to_Second_input');
});

test('its output', () => {
  const flow = testFlow();
  const { modelCompletion } = new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hello') });
  expect([`${modelCompletion}`, modelCompletion.dataType]).toEqual(['Ask.modelCompletion', 'String']);
});

test.each<[string, string, string[], string]>([
  ['a variable without input', 'Hi {{name}}', ['topic'],
    'input \'topic\' is not used: the prompt has no {{topic}}; write it in the prompt, or remove the input '
      + '[UnknownNodeInput]'],
  ['a variable and no inputs', 'Hi {{name}}', [], 'prompt uses {{name}}, but the node has no input \'name\'; add '
    + 'name: <value> to '
    + '\'inputs\' [UnfulfilledNodeInput]'],
  ['one input too few', 'Hi {{name}} {{topic}}', ['topic'],
    'prompt uses {{name}}, but the node has no input \'name\'; add name: <value> to \'inputs\' '
      + '[UnfulfilledNodeInput]'],
  ['a misspelt input', 'Hi {{topic}}', ['topc'], 'input \'topc\' is not used: the prompt has no {{topc}}; did you '
    + 'mean \'topic\'? [UnknownNodeInput]'],
])('refuses %s', (_, text, names, message) => {
  const flow = testFlow();
  const inputs = Object.fromEntries(names.map((name) => [name, flow.input]));
  expect(refusal(flow, () => new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline(text), inputs })))
    .toBe(`[S/F/Ask] ${message}`);
});

test('refuses a prompt of its own without model', () => {
  const flow = testFlow();
  expect(refusal(flow, () => new PromptNode(flow, 'Ask', { prompt: FlowPrompt.inline('Hello') }))).toBe(
    '[S/F/Ask] the Prompt node has no model (prompt.sourceConfiguration.inline.modelId); add one with FlowModel '
      + '[MissingNodeConfiguration]');
});
