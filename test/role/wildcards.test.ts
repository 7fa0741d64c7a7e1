/**
 * No name from outside gets a role more than one thing: not from a program, not from a definition, and acknowledged or
 * not.
 */
import {
  aws_bedrock as bedrock, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, Lazy, type Stack,
} from 'aws-cdk-lib';
import {
  AgentNode, type Flow, FlowDefinition, FlowGuardrail, FlowModel, FlowPrompt, KnowledgeBaseRetrieveNode, LambdaNode,
  LexNode, PromptNode, RawNode, S3RetrievalNode, S3StorageNode,
} from '../../src';
import { wildcardIn } from '../../src/role/needs';
import { synthErrors } from '../small-flows';
import { ACCOUNT, fixedStack, MODEL, MODEL_ARN, MODEL_ID, testFlow, thrown } from '../support';
import { FORMS, permissionsOf } from './published-forms';
import { joined } from '../../src/core/joined';

const HERE = `arn:aws:bedrock:us-east-1:${ACCOUNT}:`;
const hidden = (text: string) => Lazy.string({ produce: () => text });
const asking = (flow: Flow, props: object) => void new PromptNode(flow, 'Node',
  { model: MODEL, prompt: FlowPrompt.inline('Hi'), ...props });
const withModel = (flow: Flow, model: FlowModel) => asking(flow, { model });

/** A program for each name that a role depends on, with a wildcard in it. */
const PROGRAMS: readonly (readonly [string, (flow: Flow, stack: Stack) => void, string])[] = [
  ['a guardrail', (flow) => asking(flow, { guardrail: FlowGuardrail.fromId(hidden('*'), '1') }), `${HERE}guardrail/*`],
  ['the ARN of a guardrail', (flow) => asking(flow,
    { guardrail: FlowGuardrail.fromGuardrailArn(hidden(`${HERE}guardrail/*`), '1') }), `${HERE}guardrail/*`],
  ['a guardrail profile', (flow) =>
    asking(flow, { guardrail: FlowGuardrail.fromId('guardrail1', '1', { guardrailProfile: '*' }) }), '*'],
  ['the profile of a guardrail of the app', (flow, stack) => {
    const guardrail = new bedrock.CfnGuardrail(stack, 'G',
      { name: 'g', blockedInputMessaging: 'no', blockedOutputsMessaging: 'no' });
    guardrail.crossRegionConfig = { guardrailProfileArn: '*' };
    asking(flow, { guardrail: FlowGuardrail.fromPublished(guardrail) });
  }, '*'],
  ['a function', (flow) =>
    void new LambdaNode(flow, 'Node', { lambdaArn: hidden('*'), inputs: { data: flow.input } }), '*'],
  ['a function of a construct', (flow, stack) => {
    const lambdaFunction = lambda.Function.fromFunctionArn(stack, 'Fn',
      `arn:aws:lambda:us-east-1:${ACCOUNT}:function:*`);
    new LambdaNode(flow, 'Node', { lambdaFunction, inputs: { data: flow.input } });
  }, `arn:aws:lambda:us-east-1:${ACCOUNT}:function:*`],
  ['an agent', (flow) => void new AgentNode(flow, 'Node', {
    agentAliasArn: hidden(`${HERE}agent-alias/A/?`), agentInputText: flow.input.stringAt('text'),
  }), `${HERE}agent-alias/A/?`],
  ['a bot', (flow) => void new LexNode(flow, 'Node',
    { botAliasArn: hidden('*'), localeId: 'en_US', inputText: flow.input.stringAt('text') }), '*'],
  ['a knowledge base', (flow) => void new KnowledgeBaseRetrieveNode(flow, 'Node',
    { knowledgeBaseId: hidden('*'), retrievalQuery: flow.input.stringAt('text') }), '*'],
  ['a bucket that is read', (flow) =>
    void new S3RetrievalNode(flow, 'Node', { bucketName: hidden('*'), objectKey: flow.input.stringAt('key') }), '*'],
  ['a bucket that is written', (flow, stack) => {
    const bucket = s3.Bucket.fromBucketName(stack, 'Bucket', hidden('data-*'));
    new S3StorageNode(flow, 'Node', { bucket, content: flow.input, objectKey: flow.input.stringAt('key') });
  }, 'data-*'],
  ['a policy variable', (flow) => void new S3RetrievalNode(flow, 'Node',
    { bucketName: hidden('${aws:username}'), objectKey: flow.input.stringAt('key') }), '${aws:username}'],
  ['the key of a bucket', (flow, stack) => {
    const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:us-east-1:${ACCOUNT}:key/*`);
    new S3RetrievalNode(flow, 'Node', {
      bucket: s3.Bucket.fromBucketAttributes(stack, 'B', { bucketName: 'my-bucket', encryptionKey }),
      objectKey: flow.input.stringAt('key'),
    });
  }, `arn:aws:kms:us-east-1:${ACCOUNT}:key/*`],
  ['the alias of a key', (flow, stack) => {
    const encryptionKey = kms.Alias.fromAliasName(stack, 'Key', 'alias/*');
    asking(flow, { guardrail: FlowGuardrail.fromId('guardrail1', '1', { encryptionKey }) });
  }, 'alias/*'],
  ['a foundation model', (flow) =>
    withModel(flow, FlowModel.foundationModel(hidden('*'))), 'arn:aws:bedrock:us-east-1::foundation-model/*'],
  ['an inference profile', (flow) =>
    withModel(flow, FlowModel.inferenceProfile(hidden('*'))), `${HERE}inference-profile/*`],
  ['a Region of '
    + 'a profile', (flow) => withModel(flow, FlowModel.inferenceProfile(`us.${MODEL_ID}`, { regions: ['*'] })), '*'],
  ['a model of an application profile', (flow) => (
    withModel(flow,
      FlowModel.applicationInferenceProfile(`${HERE}application-inference-profile/abc`, { modelIds: ['*'] }))), '*'],
  ['a provisioned model', (flow) => withModel(flow, FlowModel.provisionedModel(hidden('*'))), '*'],
  ['a custom model', (flow) => withModel(flow, FlowModel.customModel(hidden('*'))), '*'],
  ['a deployment', (flow) => withModel(flow, FlowModel.customModelDeployment(hidden('*'))), '*'],
  ['an imported model', (flow) => withModel(flow, FlowModel.importedModel(hidden('*'))), '*'],
  ['a prompt router', (flow) => withModel(flow, FlowModel.promptRouter(hidden('*'), [MODEL_ID])), '*'],
  ['an endpoint', (flow) => withModel(
    flow, FlowModel.sageMakerEndpoint(`arn:aws:sagemaker:us-east-1:${ACCOUNT}:endpoint/${hidden('*')}`),
  ), `arn:aws:sagemaker:us-east-1:${ACCOUNT}:endpoint/*`],
  ['a prompt', (flow) =>
    asking(flow, { model: undefined, prompt: FlowPrompt.fromPromptArn(hidden('*'), { models: [MODEL] }) }), '*'],
];

const refused = (flow: Flow) => synthErrors(flow.stack).filter((line) => line.includes('wildcard'));
const wide = (flow: Flow) => permissionsOf(flow).flatMap(({ Resource }) => [Resource].flat())
  .filter((one) => /(^|:|\/)\*$|\?$/.test(one) && one !== 'arn:aws:s3:::my-bucket/*');

describe('a program that names', () => {
  test.each(PROGRAMS)('%s with a wildcard is refused', (_, make, text) => {
    const stack = fixedStack();
    const flow = testFlow(stack);
    make(flow, stack);
    expect(refused(flow)).toEqual([expect.stringMatching(
      joined(
        /^\[S\/F\] node 'Node' names '.+', and a role must not get everything that matches a wildcard or /,
        /a policy variable; name one resource \[IllegalValue\]$/,
      ))]);
    expect(refused(flow)[0]).toContain(`names '${text}'`);
    expect(wide(flow)).toEqual([]);
  });

  test.each(FORMS)('one with a wildcard is refused however it is published: %s', (_form, publish) => {
    const stack = fixedStack();
    const flow = testFlow(stack);
    asking(flow, { guardrail: FlowGuardrail.fromId('guardrail1', '1', { guardrailProfile: '*' }) });
    publish(stack, flow);
    expect(refused(flow)).toHaveLength(1);
    expect(wide(flow)).toEqual([]);
  });

  test('the key of the flow with a wildcard is refused', () => {
    const stack = fixedStack();
    const flow = testFlow(stack,
      { encryptionKey: kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:us-east-1:${ACCOUNT}:key/*`) });
    expect(refused(flow))
      .toEqual([expect.stringContaining(`[S/F] the flow names 'arn:aws:kms:us-east-1:${ACCOUNT}:key/*'`)]);
    expect(wide(flow)).toEqual([]);
  });
});

describe('a definition that names', () => {
  const nodeOf =
    (type: string, configuration: object) => ({ name: 'Node', type, configuration, inputs: [], outputs: [] });
  const inline = (modelId: string) => ({
    prompt: {
      sourceConfiguration: {
        inline: { templateType: 'TEXT', modelId, templateConfiguration: { text: { text: 'Hi' } } },
      },
    },
  });
  const CODES = [
    'IllegalValue', 'MalformedNodeInputExpression', 'MissingNodeInput', 'MissingNodeOutput', 'UnreachableNode',
    'MissingEndingNodes', 'MissingNodeConfiguration',
  ];

  test.each<[string, string, object]>([
    ['a function', 'LambdaFunction', { lambdaFunction: { lambdaArn: '*' } }],
    ['an agent', 'Agent', { agent: { agentAliasArn: '*' } }],
    ['a bot', 'Lex', { lex: { botAliasArn: '*', localeId: 'en_US' } }],
    ['a knowledge base', 'KnowledgeBase', { knowledgeBase: { knowledgeBaseId: '*' } }],
    ['a bucket', 'Retrieval', { retrieval: { serviceConfiguration: { s3: { bucketName: '*' } } } }],
    ['a bucket to write', 'Storage', { storage: { serviceConfiguration: { s3: { bucketName: 'b*' } } } }],
    ['a prompt', 'Prompt', { prompt: { sourceConfiguration: { resource: { promptArn: '*' } } } }],
    ['a model', 'Prompt', inline('arn:aws:bedrock:us-east-1::foundation-model/*')],
    ['a profile', 'Prompt', inline(`${HERE}application-inference-profile/*`)],
    ['a guardrail', 'Prompt', {
      prompt: {
        ...inline(MODEL_ID).prompt,
        guardrailConfiguration: { guardrailIdentifier: '${Guardrail}', guardrailVersion: '1' },
      },
    }],
  ])('%s with a wildcard is refused, though all is acknowledged', (_, type, configuration) => {
    const nodes = [{
      name: 'FlowInputNode', type: 'Input', outputs: [{ name: 'document', type: 'Object' }],
    }, nodeOf(type, configuration)];
    const stack = fixedStack();
    const definition = FlowDefinition.fromJson({ nodes, connections: [] },
      { substitutions: JSON.stringify(nodes).includes('${Guardrail}') ? { Guardrail: hidden('*') } : {} });
    const flow = testFlow(stack, { definition });
    for (const code of CODES) { flow.acknowledge(code, 'tried'); }
    expect(refused(flow)).toEqual([expect.stringMatching(/^\[S\/F\] node 'Node' names '/)]);
    expect(wide(flow)).toEqual([]);
  });
});

test('statements of the user\'s own say what the user wants', () => {
  const stack = fixedStack();
  const flow = testFlow(stack);
  const everything = (action: string) => new iam.PolicyStatement({ actions: [action], resources: ['*'] });
  flow.addToRolePolicy(everything('x:One'));
  new RawNode(flow, 'Raw', { nodeType: 'New', policyStatements: [everything('x:Two')] });
  new s3.Bucket(stack, 'Bucket').grantRead(flow, 'a/*');
  expect(refused(flow)).toEqual([]);
  expect(wide(flow)).toHaveLength(3);
});

test('nor do statements that others attach', () => {
  const model = FlowModel.foundationModel(`amazon.${hidden('*')}`);
  expect(thrown(() => FlowModel.inferenceProfile(`us.${MODEL_ID}`, { regions: ['us-*'] })
    .policyStatements(fixedStack()))).toBe(
    '[FlowModel] \'us-*\' has a wildcard, so a statement would allow all models that match it; name one model '
      + '[IllegalValue]');
  expect(model.policyStatements(fixedStack())).toHaveLength(1);
  expect(FlowModel.fromModelId(MODEL_ARN).policyStatements(fixedStack())).toHaveLength(1);
});

test.each<[unknown, string | undefined]>([
  ['arn:aws:s3:::b', undefined],
  [['a', 'b*'], 'b*'],
  [{ 'Fn::Join': ['', ['a', { Ref: 'B' }, '/?']] }, '/?'],
  [{ 'Fn::Sub': 'arn:${AWS::Partition}:x' }, undefined],
  [{ 'Fn::Sub': ['arn:${A}:*', { A: 'b' }] }, 'arn:${A}:*'],
  ['${aws:PrincipalTag/team}', '${aws:PrincipalTag/team}'],
  [undefined, undefined],
])('wildcardIn(%j)', (value, found) => expect(wildcardIn(value)).toBe(found));
