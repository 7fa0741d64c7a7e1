import { CfnParameter, Stack } from 'aws-cdk-lib';
import { FlowModel } from '../../src';
import { ASIA, EU, fm, HERE, needs, profile, routed, US } from '../model-support';
import { agnosticStack, fixedStack, MODEL_ARN, MODEL_ID, testApp, thrown } from '../support';

const AIP = `${HERE}application-inference-profile/abcdef123456`;
const foreignProfile = 'arn:aws:bedrock:eu-west-1:444455556666:inference-profile/eu.amazon.nova-lite-v1:0';

describe('fromModelId()', () => {
  test.each<[string, string[]]>([
    // foundation models: ids with context length, with dots in the name, without version
    ['amazon.nova-lite-v1:0', [`InvokeModel on ${MODEL_ARN}`]],
    ['anthropic.claude-v2:1:18k', [`InvokeModel on ${fm('us-east-1', 'anthropic.claude-v2:1:18k')}`]],
    ['meta.llama3-1-8b-instruct-v1:0:128k', ['InvokeModel '
      + `on ${fm('us-east-1', 'meta.llama3-1-8b-instruct-v1:0:128k')}`]],
    ['openai.gpt-5.6-terra', [`InvokeModel on ${fm('us-east-1', 'openai.gpt-5.6-terra')}`]],
    ['zai.glm-4.6', [`InvokeModel on ${fm('us-east-1', 'zai.glm-4.6')}`]],
    ['deepseek.v3.2', [`InvokeModel on ${fm('us-east-1', 'deepseek.v3.2')}`]],
    ['anthropic.claude-opus-4-7', [`InvokeModel on ${fm('us-east-1', 'anthropic.claude-opus-4-7')}`]],
    ['ai21.jamba-1-5-large-v1:0', [`InvokeModel on ${fm('us-east-1', 'ai21.jamba-1-5-large-v1:0')}`]],
    [fm('us-west-2', 'amazon.titan-text-express-v1'), ['InvokeModel '
      + `on ${fm('us-west-2', 'amazon.titan-text-express-v1')}`]],
    // geographic profiles; the Region of the stack is one more
    ['us.amazon.nova-lite-v1:0', routed('us.amazon.nova-lite-v1:0', MODEL_ID, ...US)],
    ['us.anthropic.claude-sonnet-4-20250514-v1:0', routed('us.anthropic.claude-sonnet-4-20250514-v1:0',
      'anthropic.claude-sonnet-4-20250514-v1:0', ...US)],
    ['us.deepseek.r1-v1:0', routed('us.deepseek.r1-v1:0', 'deepseek.r1-v1:0', ...US)],
    ['eu.amazon.nova-lite-v1:0', routed('eu.amazon.nova-lite-v1:0', MODEL_ID, ...EU)],
    ['apac.amazon.nova-lite-v1:0', routed('apac.amazon.nova-lite-v1:0', MODEL_ID, ...ASIA)],
    ['jp.anthropic.claude-haiku-4-5', routed('jp.anthropic.claude-haiku-4-5', 'anthropic.claude-haiku-4-5',
      'ap-northeast-1', 'ap-northeast-3', 'us-east-1')],
    ['au.anthropic.claude-haiku-4-5', routed('au.anthropic.claude-haiku-4-5', 'anthropic.claude-haiku-4-5',
      'ap-southeast-2', 'ap-southeast-4', 'us-east-1')],
    ['ca.amazon.nova-lite-v1:0', routed('ca.amazon.nova-lite-v1:0', MODEL_ID, 'ca-central-1', 'ca-west-1',
      'us-east-1')],
    ['in.openai.gpt-5.6-terra', routed('in.openai.gpt-5.6-terra', 'openai.gpt-5.6-terra', 'ap-south-1', 'ap-south-2',
      'us-east-1')],
    // everywhere: the model without Region, and in the Region of the stack
    ['global.amazon.nova-2-lite-v1:0', routed('global.amazon.nova-2-lite-v1:0', 'amazon.nova-2-lite-v1:0', '',
      'us-east-1')],
    // a prefix that is not in the list: anywhere, but only through the profile
    ['sa.amazon.nova-lite-v1:0', routed('sa.amazon.nova-lite-v1:0', MODEL_ID, '*')],
    [profile('us.amazon.nova-lite-v1:0'), routed('us.amazon.nova-lite-v1:0', MODEL_ID, ...US)],
    [AIP, [`GetInferenceProfile,InvokeModel on ${AIP}`, `InvokeModel on ${fm('*', '*')} if bedrock:InferenceProfileArn `
      + `= ${AIP}`]],
    [`${HERE}provisioned-model/abcdef123456`, ['GetProvisionedModelThroughput,InvokeModel '
      + `on ${HERE}provisioned-model/abcdef123456`]],
    [`${HERE}imported-model/abcdef123456`, [`GetImportedModel,InvokeModel on ${HERE}imported-model/abcdef123456`]],
    [`${HERE}custom-model-deployment/abcdef123456`, ['GetCustomModelDeployment,InvokeModel '
      + `on ${HERE}custom-model-deployment/abcdef123456`]],
    [`${HERE}custom-model/amazon.nova-lite-v1:0/abcdef123456`, ['GetCustomModel,InvokeModel '
      + `on ${HERE}custom-model/amazon.nova-lite-v1:0/abcdef123456`]],
    ['arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-endpoint', [
      `InvokeModel on ${HERE}marketplace/model-endpoint/all-access`,
      'sagemaker:InvokeEndpoint on arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-endpoint if aws:CalledViaLast '
        + '= bedrock.amazonaws.com',
    ]],
  ])('%s', (modelId, expected) => {
    const model = FlowModel.fromModelId(modelId);
    expect(model.modelId).toBe(modelId);
    expect(needs(model)).toEqual(expected);
  });

  test('a profile of another Region and account', () => {
    expect(needs(FlowModel.fromModelId(foreignProfile))[1]).toContain('if bedrock:InferenceProfileArn '
      + `= ${foreignProfile}`);
  });

  test.each([
    ...['my-provisioned-model', '', `${HERE}agent/ABC`].map((id): [string, string] => [id,
      'is neither a model id, such as amazon.nova-lite-v1:0 or us.amazon.nova-lite-v1:0, nor a model ARN; copy it '
      + 'from the model catalog']),
    [`${HERE}prompt-router/abcdef123456`, 'is a prompt router, whose id does not name its models; use '
      + 'FlowModel.promptRouter(arn, modelIds)'],
    [`${HERE}default-prompt-router/amazon.nova:1`, 'is a prompt router, whose id does not name its models; use '
      + 'FlowModel.promptRouter(arn, modelIds)'],
  ])('refuses %p', (modelId, message) => {
    expect(thrown(() => FlowModel.fromModelId(modelId))).toBe(`[FlowModel] '${modelId}' ${message} [IllegalValue]`);
  });

  test('refuses an ARN without Region, as CloudFormation does', () => {
    expect(thrown(() => FlowModel.fromModelId('arn:aws:bedrock:::foundation-model/amazon.nova-2-lite-v1:0')))
      .toContain('[IllegalValue]');
  });

  test('refuses a token that does not show its kind', () => {
    const token = new CfnParameter(fixedStack(), 'Model').valueAsString;
    expect(thrown(() => FlowModel.fromModelId(token))).toBe('[FlowModel] the model id is known only at deployment, so '
      + 'its kind is unknown; use FlowModel.inferenceProfile(), FlowModel.foundationModel() or another factory for its '
      + 'kind, or FlowModel.knownAtDeployment() with the models that it can be [IllegalValue]');
  });
});

describe('where the flow is', () => {
  test('in any account and Region, a profile may route to its Regions and to the one of the stack', () => {
    const stack = agnosticStack();
    const arn =
      'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:inference-profile/us.amazon.nova-lite-v1:0';
    const modelIn = (region: string) => `arn:\${AWS::Partition}:bedrock:${region}::foundation-model/${MODEL_ID}`;
    expect(needs(FlowModel.fromModelId('us.amazon.nova-lite-v1:0'), stack)).toEqual([
      `GetInferenceProfile,InvokeModel on ${arn}`,
      `InvokeModel on ${[...US, '${AWS::Region}'].map(modelIn).join(' ')}`
        + ` if bedrock:InferenceProfileArn = ${arn}`,
    ]);
    expect(needs(FlowModel.fromModelId(MODEL_ID), stack)).toEqual([
      `InvokeModel on arn:\${AWS::Partition}:bedrock:\${AWS::Region}::foundation-model/${MODEL_ID}`,
    ]);
  });

  test('in us-gov', () => {
    const stack = new Stack(testApp(), 'S', { env: { account: '111122223333', region: 'us-gov-west-1' } });
    const id = 'us-gov.anthropic.claude-sonnet-4-5-20250929-v1:0';
    const arn = `arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/${id}`;
    const model = 'foundation-model/anthropic.claude-sonnet-4-5-20250929-v1:0';
    expect(needs(FlowModel.fromModelId(id), stack)).toEqual([
      `GetInferenceProfile,InvokeModel on ${arn}`,
      `InvokeModel on arn:aws-us-gov:bedrock:us-gov-east-1::${model} arn:aws-us-gov:bedrock:us-gov-west-1::${model} if `
        + `bedrock:InferenceProfileArn = ${arn}`,
    ]);
  });

  test('the Region of the stack comes last, once', () => {
    const stack = new Stack(testApp(), 'S', { env: { account: '111122223333', region: 'ca-central-1' } });
    const [, through] = needs(FlowModel.fromModelId('us.amazon.nova-lite-v1:0'), stack);
    expect(through).toContain('InvokeModel '
      + `on ${[...US, 'ca-central-1'].map((region) => fm(region, MODEL_ID)).join(' ')} if`);
  });
});
