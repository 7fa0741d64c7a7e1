/** The factories for what an identifier does not say: tokens, Regions, models behind profiles and routers. */
import { aws_bedrock as bedrock, CfnParameter } from 'aws-cdk-lib';
import { FlowModel } from '../../src';
import { joined } from '../../src/core/joined';
import { fm, HERE, needs, routed, US } from '../model-support';
import { agnosticStack, fixedStack, MODEL_ARN, MODEL_ID, testApp, thrown } from '../support';

const AIP = `${HERE}application-inference-profile/abcdef123456`;
const ROUTER = `${HERE}prompt-router/abcdef123456`;
const ENDPOINT = 'arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-endpoint';

function parameter(stack = fixedStack()) {
  return { stack, token: new CfnParameter(stack, 'Arn').valueAsString };
}

test('the factory of each kind takes a token where an ARN can be one', () => {
  const { stack, token } = parameter();
  const of = (model: FlowModel) => [model.modelId === token, ...needs(model, stack)];
  expect(of(FlowModel.foundationModel(token))).toEqual([true, 'InvokeModel on '
    + 'arn:aws:bedrock:us-east-1::foundation-model/${Arn}']);
  expect(of(FlowModel.provisionedModel(token))).toEqual([true, 'GetProvisionedModelThroughput,InvokeModel on ${Arn}']);
  expect(of(FlowModel.customModel(token))).toEqual([true, 'GetCustomModel,InvokeModel on ${Arn}']);
  expect(of(FlowModel.customModelDeployment(token))).toEqual([true, 'GetCustomModelDeployment,InvokeModel on ${Arn}']);
  expect(of(FlowModel.importedModel(token))).toEqual([true, 'GetImportedModel,InvokeModel on ${Arn}']);
  expect(of(FlowModel.promptRouter(token, [MODEL_ID])))
    .toEqual([true, 'GetPromptRouter,InvokeModel on ${Arn}', `InvokeModel on ${MODEL_ARN}`]);
  expect(of(FlowModel.applicationInferenceProfile(token))).toEqual([
    true, 'GetInferenceProfile,InvokeModel on ${Arn}', `InvokeModel on ${fm('*', '*')} if bedrock:InferenceProfileArn `
      + '= ${Arn}',
  ]);
});

test('an endpoint that only the deployment knows', () => {
  const { stack, token } = parameter();
  const [, invoke] = needs(FlowModel.sageMakerEndpoint(token), stack);
  expect(invoke).toBe('sagemaker:InvokeEndpoint on ${Arn} if aws:CalledViaLast = bedrock.amazonaws.com');
});

test('foundationModel() and inferenceProfile() are as fromModelId()', () => {
  expect(needs(FlowModel.foundationModel(MODEL_ID))).toEqual([`InvokeModel on ${MODEL_ARN}`]);
  expect(needs(FlowModel.inferenceProfile('us.amazon.nova-lite-v1:0')))
    .toEqual(routed('us.amazon.nova-lite-v1:0', MODEL_ID, ...US));
});

test('the Regions of a profile, where the user knows better', () => {
  expect(needs(FlowModel.inferenceProfile('sa.amazon.nova-lite-v1:0', { regions: ['sa-east-1', 'us-east-1'] })))
    .toEqual(routed('sa.amazon.nova-lite-v1:0', MODEL_ID, 'sa-east-1', 'us-east-1'));
  expect(needs(FlowModel.inferenceProfile('us.amazon.nova-lite-v1:0', { regions: ['us-west-2'] })))
    .toEqual(routed('us.amazon.nova-lite-v1:0', MODEL_ID, 'us-west-2', 'us-east-1'));
});

describe('what an application inference profile was made from', () => {
  const through = (model: string, ...regions: string[]) => 'InvokeModel '
    + `on ${regions.map((region) => fm(region, model)).join(' ')} if bedrock:InferenceProfileArn = ${AIP}`;

  test.each<[string, { modelIds?: string[]; regions?: string[] }, string[]]>([
    ['a foundation model', { modelIds: [MODEL_ID] }, [through(MODEL_ID, 'us-east-1')]],
    ['a geographic profile', { modelIds: ['us.amazon.nova-lite-v1:0'] }, [through(MODEL_ID, ...US)]],
    ['a global profile', { modelIds: ['global.amazon.nova-2-lite-v1:0'] }, [
      through('amazon.nova-2-lite-v1:0', '', 'us-east-1'),
    ]],
    ['two models', { modelIds: [MODEL_ID, 'amazon.nova-pro-v1:0'] }, [
      through(MODEL_ID, 'us-east-1'), through('amazon.nova-pro-v1:0', 'us-east-1'),
    ]],
    ['the ARN of a model', { modelIds: [fm('us-west-2', MODEL_ID)] }, [through(MODEL_ID, 'us-east-1')]],
    ['Regions alone', { regions: ['eu-west-1'] }, [through('*', 'eu-west-1', 'us-east-1')]],
    ['both', { modelIds: [MODEL_ID], regions: ['eu-west-1'] }, [through(MODEL_ID, 'eu-west-1', 'us-east-1')]],
  ])('%s', (_, options, expected) => {
    expect(needs(FlowModel.applicationInferenceProfile(AIP, options)))
      .toEqual([`GetInferenceProfile,InvokeModel on ${AIP}`, ...expected]);
  });
});

test('a prompt router, with the models it chooses from', () => {
  for (const arn of [ROUTER, `${HERE}default-prompt-router/amazon.nova:1`]) {
    const model = FlowModel.promptRouter(arn, [MODEL_ID, 'us.amazon.nova-pro-v1:0']);
    expect(model.modelId).toBe(arn);
    expect(needs(model)).toEqual([
      `GetPromptRouter,InvokeModel on ${arn}`, `InvokeModel on ${MODEL_ARN}`,
      ...routed('us.amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0', ...US),
    ]);
  }
});

test('an endpoint of another account', () => {
  expect(needs(FlowModel.sageMakerEndpoint(ENDPOINT.replace('111122223333', '444455556666')))[0])
    .toBe('InvokeModel on arn:aws:bedrock:us-east-1:444455556666:marketplace/model-endpoint/all-access');
});

test('models of aws-cdk-lib', () => {
  const stack = fixedStack();
  const foundation = bedrock.FoundationModel.fromFoundationModelId(stack, 'Model',
    new bedrock.FoundationModelIdentifier(MODEL_ID));
  const model = FlowModel.fromModel(foundation);
  expect(needs(model, stack)).toEqual([`InvokeModel on ${MODEL_ARN}`]);
  expect(stack.resolve(model.modelId)).toBe(MODEL_ARN);
  const provisioned = bedrock.ProvisionedModel.fromProvisionedModelArn(stack, 'Provisioned',
    `${HERE}provisioned-model/abcdef123456`);
  expect(needs(FlowModel.fromModel(provisioned), stack)).toEqual(['GetProvisionedModelThroughput,InvokeModel '
    + `on ${HERE}provisioned-model/abcdef123456`]);
});

test('models of aws-cdk-lib in any account and Region, and without literal partitions', () => {
  for (const stack of [agnosticStack(), fixedStack('S', testApp({ '@aws-cdk/core:enablePartitionLiterals': false }))]) {
    const foundation = bedrock.FoundationModel.fromFoundationModelId(stack, 'Model',
      new bedrock.FoundationModelIdentifier(MODEL_ID));
    const [statement, ...others] = needs(FlowModel.fromModel(foundation), stack);
    expect(others).toEqual([]);
    expect(statement)
      .toMatch(
        joined(
          /^InvokeModel on /,
          /arn:\$\{AWS::Partition\}:bedrock:(\$\{AWS::Region\}|us-east-1)::foundation-model\/amazon\.nova-lite-v1:0$/,
        ),
      );
  }
});

test.each<[string, () => FlowModel, string]>([
  ['an id as provisioned model', () => FlowModel.provisionedModel(MODEL_ID), `'${MODEL_ID}' is not the ARN of a `
    + 'provisioned model'],
  ['a model as imported one', () => FlowModel.importedModel(MODEL_ARN), `'${MODEL_ARN}' is not the ARN of an `
    + 'imported model'],
  ['a model as custom one', () => FlowModel.customModel(MODEL_ARN), `'${MODEL_ARN}' is not the ARN of a custom model`],
  [
    'a custom model as deployment', () => FlowModel.customModelDeployment(`${HERE}custom-model/abc`),
    `'${HERE}custom-model/abc' is not the ARN of a custom model deployment`,
  ],
  ['a model as profile', () => FlowModel.inferenceProfile(MODEL_ID), `'${MODEL_ID}' is not a system-defined inference `
    + 'profile, for example us.amazon.nova-lite-v1:0'],
  ['a profile as model', () => FlowModel.foundationModel('us.amazon.nova-lite-v1:0'),
    '\'us.amazon.nova-lite-v1:0\' is not a foundation model, for example amazon.nova-lite-v1:0'],
  ['a model as router', () => FlowModel.promptRouter(MODEL_ID, [MODEL_ID]), `'${MODEL_ID}' is not the ARN of a `
    + 'prompt router'],
  ['a model as application profile', () => FlowModel.applicationInferenceProfile(MODEL_ID), `'${MODEL_ID}' is not the `
    + 'ARN of an application inference profile'],
  ['a model as endpoint', () => FlowModel.sageMakerEndpoint(MODEL_ARN), `'${MODEL_ARN}' is not the ARN of an endpoint`],
])('refuses %s', (_, make, message) => {
  expect(thrown(make)).toBe(`[FlowModel] ${message}; use FlowModel.fromModelId(), which detects the kind `
    + '[IllegalValue]');
});

test('refuses a model that a router can\'t choose', () => {
  expect(thrown(() => FlowModel.promptRouter(ROUTER, ['nonsense']))).toContain('[FlowModel] \'nonsense\' is neither '
    + 'a model id');
});
