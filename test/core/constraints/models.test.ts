/** What a model identifier says of itself. */
import { parseModelId, PROFILE_REGIONS, GUARDRAIL_PROFILE_REGIONS } from '../../../src/core/constraints';

const arn = (resource: string, account = '111122223333') => `arn:aws:bedrock:us-east-1:${account}:${resource}`;

test.each<[string, object]>([
  ['amazon.nova-lite-v1:0', { kind: 'foundation-model', isArn: false, id: 'amazon.nova-lite-v1:0' }],
  ['anthropic.claude-3-sonnet-20240229-v1:0:200k', { kind: 'foundation-model', isArn: false }],
  ['ai21.jamba-1-5-mini-v1:0', { kind: 'foundation-model' }],
  ['us.amazon.nova-lite-v1:0', {
    kind: 'inference-profile', isArn: false, geography: 'us', modelId: 'amazon.nova-lite-v1:0',
  }],
  ['us-gov.anthropic.claude-v2', { kind: 'inference-profile', geography: 'us-gov', modelId: 'anthropic.claude-v2' }],
  ['apac.amazon.nova-lite-v1:0', { kind: 'inference-profile', geography: 'apac' }],
  ['global.anthropic.claude-sonnet-4-20250514-v1:0', {
    kind: 'inference-profile', geography: 'global', modelId: 'anthropic.claude-sonnet-4-20250514-v1:0',
  }],
  [arn('foundation-model/amazon.nova-lite-v1:0', ''), {
    kind: 'foundation-model', isArn: true, id: 'amazon.nova-lite-v1:0',
  }],
  [arn('inference-profile/eu.amazon.nova-lite-v1:0'), {
    kind: 'inference-profile', isArn: true, geography: 'eu', modelId: 'amazon.nova-lite-v1:0',
  }],
  [arn('application-inference-profile/abcdefghijkl'), {
    kind: 'application-inference-profile', isArn: true, id: 'abcdefghijkl',
  }],
  [arn('provisioned-model/abc'), { kind: 'provisioned-model' }],
  [arn('imported-model/abc'), { kind: 'imported-model' }],
  [arn('custom-model/amazon.titan:0/abc'), { kind: 'custom-model' }],
  [arn('custom-model-deployment/abc'), { kind: 'custom-model-deployment' }],
  [arn('prompt-router/abc'), { kind: 'prompt-router' }],
  [arn('default-prompt-router/anthropic.claude:1'), { kind: 'default-prompt-router' }],
  ['arn:aws:sagemaker:us-east-1:111122223333:endpoint/my-endpoint', { kind: 'endpoint', isArn: true }],
  ['arn:${Token[AWS.Partition.1]}:bedrock:${Token[AWS.Region.2]}::foundation-model/amazon.nova-lite-v1:0', {
    kind: 'foundation-model', isArn: true,
  }],
  ['', { kind: 'unknown' }],
  ['claude', { kind: 'unknown' }],
  ['gpt 4', { kind: 'unknown' }],
  ['${Token[TOKEN.1]}', { kind: 'unknown' }],
  ['arn:aws:s3:::bucket', { kind: 'unknown' }],
  [arn('guardrail/abc'), { kind: 'unknown' }],
])('%s', (identifier, expected) => {
  expect(parseModelId(identifier)).toMatchObject(expected);
});

test('an inference profile whose id names neither geography nor model is one all the same', () => {
  expect(parseModelId(arn('inference-profile/abcdefghijkl')))
    .toEqual({ kind: 'inference-profile', isArn: true, id: 'abcdefghijkl' });
});

test('Regions are sorted, unique and look like Regions', () => {
  for (const regions of [...Object.values(PROFILE_REGIONS), ...Object.values(GUARDRAIL_PROFILE_REGIONS)]) {
    expect([...new Set(regions)].sort()).toEqual(regions);
    for (const region of regions) { expect(region).toMatch(/^[a-z]{2}(-gov)?-[a-z]+-\d$/); }
  }
});
