/** Constructs that are not of aws-cdk-lib, such as those of @aws-cdk/aws-bedrock-alpha: taken where they say enough. */
import { aws_bedrock as bedrock, aws_kms as kms } from 'aws-cdk-lib';
import { AgentNode, type Flow, FlowGuardrail, FlowModel, FlowPrompt, LexNode, PromptNode } from '../../src';
import { fixedStack, MODEL, nodeOf, templateOf, testFlow } from '../support';

/* eslint-disable @typescript-eslint/no-explicit-any */
const PROMPT_ARN = 'arn:aws:bedrock:us-east-1:111122223333:prompt/ABCDEFGHIJ';
const GUARDRAIL_ARN = 'arn:aws:bedrock:us-east-1:111122223333:guardrail/abcdefghij';
const ALIAS_ARN = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/ABCDEFGHIJ/KLMNOPQRST';

function promptOf(flow: Flow, prompt: FlowPrompt, inputs = {}): any {
  new PromptNode(flow, 'Ask', { prompt, model: MODEL, inputs });
  return nodeOf(flow, 'Ask').Configuration.Prompt;
}

test('a prompt with its ARN and key', () => {
  const flow = testFlow(fixedStack());
  const kmsKey = new kms.Key(flow, 'Key');
  const l2: any = { promptArn: PROMPT_ARN, promptId: 'ABCDEFGHIJ', promptVersion: 'DRAFT', kmsKey };
  expect(promptOf(flow, FlowPrompt.fromPrompt(l2)).SourceConfiguration.Resource.PromptArn).toBe(PROMPT_ARN);
  expect(JSON.stringify(templateOf(flow))).toContain('kms:GenerateDataKey');
});

test('a guardrail, and a version of one', () => {
  const flow = testFlow(fixedStack());
  const l2: any = { guardrailArn: GUARDRAIL_ARN, guardrailId: 'abcdefghij' };
  expect(FlowGuardrail.fromGuardrail(l2, '1').guardrailIdentifier).toBe(GUARDRAIL_ARN);
  const version = FlowGuardrail.fromVersion({ guardrail: l2, guardrailVersion: '3' } as any);
  expect([version.guardrailIdentifier, version.guardrailVersion]).toEqual(['abcdefghij', '3']);
  new PromptNode(flow, 'Ask', { prompt: FlowPrompt.inline('a'), model: MODEL, guardrail: version });
  expect(nodeOf(flow, 'Ask').Configuration.Prompt.GuardrailConfiguration)
    .toEqual({ GuardrailIdentifier: 'abcdefghij', GuardrailVersion: '3' });
});

test('inference profiles and models', () => {
  const profile: any = { inferenceProfileId: 'us.amazon.nova-lite-v1:0', type: 'SYSTEM_DEFINED' };
  expect(FlowModel.fromModel(profile).modelId).toBe('us.amazon.nova-lite-v1:0');
  const inferenceProfileArn = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl';
  expect(FlowModel.fromModel({ inferenceProfileId: 'abcdefghijkl', inferenceProfileArn, type: 'APPLICATION' } as any)
    .modelId).toBe(inferenceProfileArn);
});

test('an alias of an agent', () => {
  const flow = testFlow(fixedStack());
  new AgentNode(flow, 'Agent',
    { agentAlias: { aliasArn: ALIAS_ARN } as any, agentInputText: flow.input.stringAt('a') });
  expect(nodeOf(flow, 'Agent').Configuration.Agent.AgentAliasArn).toBe(ALIAS_ARN);
});

test.each<[string, () => unknown, string]>([
  ['a prompt', () => FlowPrompt.fromPrompt({ name: 'p' } as any),
    '[FlowPrompt.fromPrompt] what is given is not a prompt, it has neither \'promptRef.promptArn\' nor \'promptArn\'; '
    + 'pass a CfnPrompt, or use FlowPrompt.fromPromptArn() [IllegalValue]'],
  ['a version', () => FlowPrompt.fromPromptVersion('1' as any), 'is not a version of a prompt'],
  ['a guardrail', () => FlowGuardrail.fromGuardrail(undefined as any, '1'), 'is not a guardrail'],
  ['a version of a guardrail', () => FlowGuardrail.fromVersion({} as any), 'is not a version of a guardrail'],
  ['a model', () => FlowModel.fromModel({} as any), 'is not a model'],
  ['an alias', () => new AgentNode(testFlow(), 'A', { agentAlias: {} as any } as any), 'is not an alias of an agent'],
  ['a bot', () => new LexNode(testFlow(), 'A', { botAlias: {}, localeId: 'en_US' } as any),
    'is not an alias of a bot'],
])('%s that says nothing gets one line', (_, make, message) => {
  expect(make).toThrow(message);
});

describe('the draft of a prompt of the app says its variables', () => {
  const prompt = (flow: Flow) => new bedrock.CfnPrompt(flow, 'P', {
    name: 'p',
    defaultVariant: 'a',
    variants: [{
      name: 'a',
      templateType: 'TEXT',
      modelId: 'amazon.nova-lite-v1:0',
      templateConfiguration: { text: { text: 'Say {{this}}' } },
    }],
  });

  test.each<[string, (made: bedrock.CfnPrompt) => FlowPrompt]>([
    ['by reference', (made) => FlowPrompt.fromPrompt(made)],
    ['by ARN', (made) => FlowPrompt.fromPromptArn(made.attrArn)],
  ])('%s', (_, read) => {
    const flow = testFlow();
    expect(read(prompt(flow)).variables).toEqual(['this']);
    expect(() => promptOf(flow, read(flow.node.findChild('P') as bedrock.CfnPrompt), { that: flow.input }))
      .toThrow('input \'that\' is not used: the prompt has no {{that}}');
  });

  test('unless they are given', () => {
    const flow = testFlow();
    expect(FlowPrompt.fromPrompt(prompt(flow), { variables: ['that'] }).variables).toEqual(['that']);
  });
});
