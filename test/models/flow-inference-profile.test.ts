import { App, CfnParameter, Stack, Tags } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  Flow, FlowAlias, FlowInferenceProfile, FlowModel, FlowPrompt, KnowledgeBaseGenerateNode, OutputNode, PromptNode,
  RefineLoop,
} from '../../src';
import { agnosticStack, fixedStack, nodeOf, statementsOf, thrown } from '../support';

/** As the helpers of tests show it. */
const ARN = '${Drafts.InferenceProfileArn}';
const NOVA = FlowModel.inferenceProfile('us.amazon.nova-lite-v1:0');

function drafting(model = NOVA, stack: Stack = fixedStack(), props: object = {}) {
  const profile = new FlowInferenceProfile(stack, 'Drafts', { model, tags: { step: 'draft' }, ...props });
  const flow = new Flow(stack, 'F', { currentVersionOptions: { retainedVersions: 3 } });
  const draft = new PromptNode(flow, 'Draft',
    { model: profile.model, prompt: FlowPrompt.inline('Write {{topic}}'), inputs: { topic: flow.input } });
  new OutputNode(flow, 'Out', { document: draft.modelCompletion });
  return { stack, flow, profile };
}

function profilesOf(stack: Stack): [string, any][] {
  return Object.entries(Template.fromStack(stack).findResources('AWS::Bedrock::ApplicationInferenceProfile'));
}

test('a profile of a system profile, with tags for the bill', () => {
  const { stack, flow } = drafting();
  Tags.of(stack).add('team', 'web');
  const [[, { Properties }]] = profilesOf(stack);
  expect(Properties).toEqual({
    InferenceProfileName: expect.stringMatching(/^S-Drafts-[0-9A-F]{8}-[0-9a-f]{8}$/),
    ModelSource: { CopyFrom: 'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0' },
    Tags: [{ Key: 'step', Value: 'draft' }, { Key: 'team', Value: 'web' }],
  });
  expect(nodeOf(flow, 'Draft').Configuration.Prompt.SourceConfiguration.Inline.ModelId)
    .toBe(ARN);
});

test('the role may use the model through the profile, and not otherwise', () => {
  const { flow } = drafting();
  const [model, profile] = statementsOf(flow).filter(({ Action }) => JSON.stringify(Action).includes('bedrock'));
  expect(model).toEqual({
    Effect: 'Allow',
    Action: 'bedrock:InvokeModel',
    Resource: ['us-east-1', 'us-east-2', 'us-west-2'].map((region) =>
      `arn:aws:bedrock:${region}::foundation-model/amazon.nova-lite-v1:0`),
    Condition: { StringEquals: { 'bedrock:InferenceProfileArn': ARN } },
  });
  expect(profile)
    .toEqual({ Effect: 'Allow', Action: ['bedrock:GetInferenceProfile', 'bedrock:InvokeModel'], Resource: ARN });
});

test('a foundation model, in a stack that knows no Region', () => {
  const { stack } = drafting(FlowModel.foundationModel('amazon.nova-lite-v1:0'), agnosticStack());
  const [[, { Properties }]] = profilesOf(stack);
  expect(JSON.stringify(Properties.ModelSource.CopyFrom))
    .toContain('"::foundation-model/amazon.nova-lite-v1:0"');
});

test('another model is another profile, and another version of the flow; old ones stay as long as versions do', () => {
  const idsOf = (model: FlowModel) => {
    const { stack, flow } = drafting(model);
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    const [[id, profile]] = profilesOf(stack);
    const [version] = Object.keys(Template.fromStack(stack).findResources('AWS::Bedrock::FlowVersion'));
    return { id, version, name: profile.Properties.InferenceProfileName, profile };
  };
  const [lite, again, pro] = [NOVA, NOVA, FlowModel.inferenceProfile('us.amazon.nova-pro-v1:0')].map(idsOf);
  expect([again.id, again.version, again.name]).toEqual([lite.id, lite.version, lite.name]);
  expect(pro.id).not.toBe(lite.id);
  expect(pro.version).not.toBe(lite.version);
  expect(pro.name).not.toBe(lite.name);
  expect(lite.profile).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
});

test('where no version is kept, a profile that is replaced goes', () => {
  const stack = fixedStack();
  const profile = new FlowInferenceProfile(stack, 'Drafts', { model: NOVA });
  const flow = new Flow(stack, 'F');
  const draft = new PromptNode(flow, 'Draft',
    { model: profile.model, prompt: FlowPrompt.inline('Write {{topic}}'), inputs: { topic: flow.input } });
  new OutputNode(flow, 'Out', { document: draft.modelCompletion });
  const [[, resource]] = profilesOf(stack);
  expect(resource).not.toHaveProperty('DeletionPolicy');
});

test('names of long paths are cut', () => {
  const stack = new Stack(new App(), 'A'.repeat(100), { env: { account: '111122223333', region: 'us-east-1' } });
  drafting(NOVA, stack);
  const [[, { Properties }]] = profilesOf(stack);
  expect(Properties.InferenceProfileName.length).toBeLessThanOrEqual(64);
  expect(Properties.InferenceProfileName).toMatch(/^([0-9a-zA-Z][ _-]?)+$/);
});

test('metrics are those of the profile', () => {
  const { stack, profile } = drafting();
  expect([
    profile.metricInvocations(), profile.metricThrottles(), profile.metricLatency(), profile.metricInputTokens(),
    profile.metricOutputTokens({ statistic: 'Average' }),
  ].map(({ namespace, metricName, statistic }) => [namespace, metricName, statistic])).toEqual([
    ['AWS/Bedrock', 'Invocations', 'Sum'], ['AWS/Bedrock', 'InvocationThrottles', 'Sum'],
    ['AWS/Bedrock', 'InvocationLatency', 'p90'], ['AWS/Bedrock', 'InputTokenCount', 'Sum'],
    ['AWS/Bedrock', 'OutputTokenCount', 'Average'],
  ]);
  expect(stack.resolve(profile.metricLatency().dimensions))
    .toEqual({ ModelId: { 'Fn::Select': [1, expect.anything()] } });
});

test.each([
  'arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abcdefghijkl',
  'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl',
])('%s is none that a profile points at', (arn) => {
  expect(thrown(() => drafting(FlowModel.fromModelId(arn)))).toMatch(/'model' is 'arn:.*', but a profile needs/);
});

test('in a loop, in a knowledge base node, and among models of a parameter, it is kept too', () => {
  const kept = (build: (flow: Flow, model: FlowModel) => void): unknown => {
    const stack = fixedStack();
    const { model } = new FlowInferenceProfile(stack, 'P', { model: NOVA });
    const flow = new Flow(stack, 'F', { currentVersionOptions: { retainedVersions: 3 } });
    new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
    new OutputNode(flow, 'Out', { document: flow.input });
    build(flow, model);
    return profilesOf(stack)[0][1].DeletionPolicy;
  };
  const prompt = FlowPrompt.inline('Write {{text}}');
  expect(kept((flow, model) => {
    new RefineLoop(flow, 'Refine', { text: flow.input, model, instruction: 'Shorten.', criteria: 'Short?' });
  })).toBe('RetainExceptOnCreate');
  expect(kept((flow, model) => {
    new KnowledgeBaseGenerateNode(flow, 'Find', { knowledgeBaseId: 'KB12345678', retrievalQuery: flow.input, model });
  })).toBe('RetainExceptOnCreate');
  expect(kept((flow, mayBe) => {
    const model = FlowModel.knownAtDeployment(new CfnParameter(flow, 'M').valueAsString, [mayBe]);
    new PromptNode(flow, 'Write', { model, prompt, inputs: { text: flow.input } });
  })).toBe('RetainExceptOnCreate');
  expect(kept(() => undefined)).toBeUndefined();
});
