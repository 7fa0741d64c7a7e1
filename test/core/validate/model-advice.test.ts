/** What is said of a use of a model, each warning on both sides of its border. */
import { modelAdvice, type ModelUse } from '../../../src/core/validate/model-advice';

const HAIKU = 'anthropic.claude-haiku-4-5-20251001-v1:0';
const BY = ', according to the model table of 2026-11-28';

function said(modelId: string, region?: string, inference: Omit<ModelUse, 'modelId' | 'region'> = {}): string[] {
  return modelAdvice({ modelId, region, ...inference }).map(({ code, message, remedy }) => {
    expect(message.endsWith(BY)).toBe(true);
    return `${code}: ${message.slice(0, -BY.length)}; ${remedy}`;
  });
}

describe('an id alone', () => {
  test.each([
    ['eu-central-1', `'eu.${HAIKU}' or 'global.${HAIKU}'`],
    ['us-west-2', `'us.${HAIKU}' or 'global.${HAIKU}'`],
    ['ap-northeast-1', `'jp.${HAIKU}' or 'global.${HAIKU}'`],
    ['ap-southeast-2', `'au.${HAIKU}' or 'global.${HAIKU}'`],
    ['sa-east-1', `'global.${HAIKU}'`],
  ])('of a model that %s has only through a profile names that', (region, ids) => {
    expect(said(HAIKU, region)).toEqual([
      `UnavailableModel: '${HAIKU}' can be called in ${region} only through an inference profile ("on-demand `
        + `throughput isn't supported"); use ${ids}`,
    ]);
  });

  test('is fine where the Region has the model, and where the Region is not known', () => {
    expect(said('amazon.nova-lite-v1:0', 'us-east-1')).toEqual([]);
    expect(said('amazon.nova-lite-v1:0')).toEqual([]);
    expect(said(HAIKU)).toEqual([]);
  });

  test('says nothing of Regions that the table does not speak of', () => {
    for (const region of [
      'us-gov-west-1', 'me-central-1', 'eusc-de-east-1', 'us-iso-east-1', 'cn-north-1', 'eu-west-9', 'nowhere', '',
    ]) { expect(said(HAIKU, region)).toEqual([]); }
  });

  test('says nothing where sources disagree', () => {
    expect(said('anthropic.claude-opus-4-8', 'us-east-1')).toEqual([]);
    expect(said('anthropic.claude-opus-4-8', 'us-east-2')).toHaveLength(1);
  });

  test('of a model that the Region does not have names some that do', () => {
    expect(said('mistral.mistral-small-2402-v1:0', 'us-east-1')).toEqual([]);
    expect(said('mistral.mistral-small-2402-v1:0', 'us-west-2')).toEqual([
      'UnavailableModel: \'mistral.mistral-small-2402-v1:0\' is not offered in us-west-2; choose another model for '
        + 'us-west-2 (this one is in us-east-1)',
    ]);
  });

  test('in an ARN: the Region of the ARN counts', () => {
    const arn = (region: string) => `arn:aws:bedrock:${region}::foundation-model/${HAIKU}`;
    expect(said(arn('eu-central-1'))).toHaveLength(1);
    expect(said(arn('eu-central-1'), 'us-gov-west-1')).toHaveLength(1);
    expect(said(arn(''), 'eu-central-1')).toHaveLength(1);
    expect(said(arn('us-gov-west-1'), 'eu-central-1')).toEqual([]);
    expect(said('arn:${Token[AWS.Partition.3]}:bedrock:${Token[AWS.Region.4]}::foundation-model/'
      + HAIKU, 'eu-central-1')).toHaveLength(1);
  });
});

describe('an inference profile', () => {
  test('of another geography, of a model that is known', () => {
    expect(said('us.amazon.nova-lite-v1:0', 'us-east-1')).toEqual([]);
    expect(said('us.amazon.nova-lite-v1:0', 'eu-central-1')).toEqual([
      'UnavailableModel: the inference profile \'us.amazon.nova-lite-v1:0\' can\'t be called from eu-central-1; use '
        + '\'eu.amazon.nova-lite-v1:0\'',
    ]);
    expect(said(`eu.${HAIKU}`, 'us-east-1')).toEqual([
      `UnavailableModel: the inference profile 'eu.${HAIKU}' can't be called from us-east-1; use 'us.${HAIKU}' or `
        + `'global.${HAIKU}'`,
    ]);
  });

  test('of another geography, of a model that is not', () => {
    expect(said('us.acme.next-v1:0', 'us-east-1')).toEqual([]);
    expect(said('us.acme.next-v1:0', 'eu-central-1')).toEqual([
      'UnavailableModel: the inference profile \'us.acme.next-v1:0\' can\'t be called from eu-central-1; use a profile '
        + 'that starts with \'eu.\' or \'global.\', if the model has one',
    ]);
    expect(said('global.acme.next-v1:0', 'us-gov-west-1')).toEqual([
      'UnavailableModel: the inference profile \'global.acme.next-v1:0\' can\'t be called from us-gov-west-1; use a '
        + 'profile that starts with \'us-gov.\', if the model has one',
    ]);
    expect(said('global.acme.next-v1:0', 'eusc-de-east-1')).toEqual([
      'UnavailableModel: the inference profile \'global.acme.next-v1:0\' can\'t be called from eusc-de-east-1; use a '
        + 'model of this Region',
    ]);
  });

  test('in a Region of its geography where this model does not have it', () => {
    expect(said(`us.${HAIKU}`, 'ca-central-1')).toEqual([]);
    expect(said('us.amazon.nova-lite-v1:0', 'ca-central-1')).toEqual([
      'UnavailableModel: the inference profile \'us.amazon.nova-lite-v1:0\' can\'t be called from ca-central-1; use '
        + '\'ca.amazon.nova-lite-v1:0\'',
    ]);
  });

  test('that does not exist, and one that may', () => {
    expect(said('jp.amazon.nova-lite-v1:0', 'ap-northeast-1')).toEqual([
      'UnavailableModel: there is no inference profile \'jp.amazon.nova-lite-v1:0\' ("the provided model identifier is '
        + 'invalid"); '
      + 'use \'amazon.nova-lite-v1:0\' or \'apac.amazon.nova-lite-v1:0\'',
    ]);
    expect(said('global.amazon.nova-lite-v1:0')).toHaveLength(1);
    expect(said('uk.amazon.nova-lite-v1:0', 'eu-west-2')).toHaveLength(1);
    expect(said(`apac.${HAIKU}`, 'ap-northeast-1')).toEqual([]);
    expect(said('jp.anthropic.claude-sonnet-5', 'ap-northeast-1')).toEqual([]);
  });

  test('by its ARN', () => {
    const arn = (region: string, id: string) => `arn:aws:bedrock:${region}:111122223333:inference-profile/${id}`;
    expect(said(arn('eu-central-1', 'us.amazon.nova-lite-v1:0'))).toHaveLength(1);
    expect(said(arn('eu-central-1', 'eu.amazon.nova-lite-v1:0'))).toEqual([]);
  });
});

describe('an id of the other endpoint', () => {
  test('names the one of the runtime endpoint, or its profile', () => {
    expect(said('openai.gpt-oss-120b', 'us-east-1')).toEqual([
      'UnavailableModel: \'openai.gpt-oss-120b\' is an id of the endpoint bedrock-mantle, which flows do not call; use '
        + '\'openai.gpt-oss-120b-1:0\'',
    ]);
    expect(said('openai.gpt-oss-120b-1:0', 'us-east-1')).toEqual([]);
    expect(said('openai.gpt-5.4-2026-03-05', 'us-east-1')[0])
      .toMatch(/; use 'us\.openai\.gpt-5\.4' or 'global\.openai\.gpt-5\.4'$/);
    expect(said('zai.glm-4.6')[0]).toMatch(/; choose a model of the endpoint bedrock-runtime$/);
  });
});

describe('inference', () => {
  const DEPRECATED = '("deprecated for this model")';

  test('with the newest Claude: neither', () => {
    for (const id of [
      'anthropic.claude-opus-4-7', 'anthropic.claude-opus-4-8', 'anthropic.claude-opus-5', 'anthropic.claude-haiku-5-5',
      'anthropic.claude-sonnet-5',
    ]) {
      expect(said(`us.${id}`, 'us-east-1', { temperature: 0 })).toEqual([`RefusedInference: '${id}' rejects `
        + `'temperature' ${DEPRECATED}; leave it out`]);
      expect(said(`us.${id}`, 'us-east-1', { topP: 1 })).toEqual([`RefusedInference: '${id}' rejects `
        + `'topP' ${DEPRECATED}; leave it out`]);
      expect(said(`us.${id}`, 'us-east-1', { temperature: 1, topP: 1 })[0]).toContain('rejects \'temperature\' and '
        + '\'topP\'');
      expect(said(`us.${id}`, 'us-east-1')).toEqual([]);
    }
  });

  test('with Claude before them: one of the two', () => {
    for (const id of [
      HAIKU, 'anthropic.claude-opus-4-1-20250805-v1:0', 'anthropic.claude-sonnet-4-5-20250929-v1:0',
      'anthropic.claude-sonnet-4-6', 'anthropic.claude-opus-4-6-v1',
    ]) {
      expect(said(`us.${id}`, undefined, { temperature: 0, topP: 0 })).toEqual([
        `RefusedInference: '${id}' accepts 'temperature' or 'topP', not both ("cannot both be specified for this `
          + 'model"); leave one of them out',
      ]);
      expect(said(`us.${id}`, undefined, { temperature: 0 })).toEqual([]);
      expect(said(`us.${id}`, undefined, { topP: 0 })).toEqual([]);
    }
  });

  test('with Fable: hardly any', () => {
    const fable = (inference: Omit<ModelUse, 'modelId' | 'region'>) => said('us.anthropic.claude-fable-5-1',
      'us-east-1', inference);
    expect([fable({ temperature: 1 }), fable({ topP: 0.99 }), fable({ topP: 1 }), fable({})].flat()).toEqual([]);
    expect(fable({ temperature: 0.99 })[0]).toContain('rejects a \'temperature\' other than 1, and it is 0.99');
    expect(fable({ topP: 0.98 })[0]).toContain('rejects a \'topP\' below 0.99, and it is 0.98');
    expect(fable({ temperature: 1, topP: 1 })[0]).toContain('not both');
  });

  test('of other models, and of unknown ones: anything', () => {
    for (const id of ['amazon.nova-lite-v1:0', 'us.meta.llama3-3-70b-instruct-v1:0', 'us.anthropic.claude-opus-9']) {
      expect(said(id, undefined, { temperature: 1, topP: 1 })).toEqual([]);
    }
  });

  test('is said beside what is wrong with the model', () => {
    expect(said('eu.anthropic.claude-opus-4-8', 'us-east-1', { temperature: 0 }).map((one) => one.split(':')[0]))
      .toEqual(['UnavailableModel', 'RefusedInference']);
  });
});

test('a model past its end', () => {
  expect(said('us.meta.llama3-2-3b-instruct-v1:0', 'us-east-1')).toEqual([
    'RetiredModel: \'meta.llama3-2-3b-instruct-v1:0\' reached its end of life on 2026-07-07; choose a newer model',
  ]);
  expect(said('anthropic.claude-opus-4-20250514-v1:0')).toEqual([
    'RetiredModel: \'anthropic.claude-opus-4-20250514-v1:0\' has been missing from the service\'s list since '
      + '2026-06-01; choose a newer model',
  ]);
  // announced, not come
  expect(said('us.deepseek.r1-v1:0', 'us-east-1')).toEqual([]);
  // gone in some Regions
  expect(said('anthropic.claude-3-haiku-20240307-v1:0', 'us-east-1')[0]).toContain('reached its end of life in '
    + 'us-east-1 on 2026-09-10');
  expect(said('anthropic.claude-3-haiku-20240307-v1:0', 'sa-east-1')).toEqual([]);
  expect(said('anthropic.claude-3-haiku-20240307-v1:0')).toEqual([]);
});

test.each([
  ['amazon.titan-embed-text-v2:0', 'creates embeddings'], ['amazon.nova-canvas-v1:0', 'creates images'],
  ['luma.ray-v2:0', 'creates videos'],
  ['amazon.nova-2-sonic-v1:0', 'speaks and listens'], ['amazon.rerank-v1:0', 'reranks documents'],
  ['twelvelabs.pegasus-1-2-v1:0', 'has an interface of its own'],
])('%s %s', (id, does) => {
  expect(said(id, 'us-east-1')).toEqual([`UnsuitableModel: '${id}' ${does} and can't be called with Converse; choose a `
    + 'text or chat model']);
});

describe('an id that is written wrong', () => {
  const [nova, sonnet] = ['amazon.nova-lite-v1:0', 'anthropic.claude-sonnet-4-5-20250929-v1:0'];
  const account = 'arn:aws:bedrock:us-east-1:111122223333';
  const none = (id: string, use: string) =>
    `UnavailableModel: there is no model '${id}' ("the provided model identifier is invalid"); ${use}`;

  test.each([
    ['amazon.nova-lite-v1', `use '${nova}'`], ['amazon.nova-lite', `use '${nova}'`],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1', `use 'us.${sonnet}'`],
    ['us.anthropic.claude-sonnet-4-5', `use 'us.${sonnet}'`],
    ['eu.anthropic.claude-sonnet-4-5', `use 'us.${sonnet}' or 'global.${sonnet}'`],
    ['anthropic.claude-sonnet-4.5', `use 'us.${sonnet}' or 'global.${sonnet}'`],
    ['claude-3.7-sonnet', 'choose a newer model'],
    ['us.anthropic.claude-opus-4-8-v1:0', 'use \'us.anthropic.claude-opus-4-8\''],
    ['openai.gpt-oss-120b-1', 'use \'openai.gpt-oss-120b-1:0\''],
  ])('but for its end, %s, is none, by the table', (id, use) => {
    expect(said(id, 'us-east-1')).toEqual([none(id, use)]);
  });

  test('names the profile that was written where the table does not speak of the Region', () => {
    expect(said('us-gov.amazon.nova-lite', 'us-gov-west-1'))
      .toEqual([none('us-gov.amazon.nova-lite', `use 'us-gov.${nova}'`)]);
  });

  test.each([
    [`us-east-1.${nova}`, `'us-east-1.${nova}' has a Region in front, and no model id does; use '${nova}'`],
    [`arn:aws:bedrock:us-east-1::foundation-model/us.${nova}`,
      `the ARN names the inference profile 'us.${nova}' as a foundation model; use 'us.${nova}'`],
    [`${account}:inference-profile/${nova}`,
      `the ARN names the foundation model '${nova}' as an inference profile; use '${nova}'`],
    [`${nova}:24k`,
      `'${nova}:24k' is a variant for provisioned throughput and can't be called by its id; use '${nova}'`],
    [`us.${HAIKU}:200k`,
      `'us.${HAIKU}:200k' is a variant for provisioned throughput and can't be called by its id; use 'us.${HAIKU}'`],
    ['gpt-4o', 'there is no model \'gpt-4o\' ("the provided model identifier is invalid"), ids of models begin with '
      + 'the vendor; copy the id from the model catalog'],
    ['claude-sonnet-4-5', 'there is no model \'claude-sonnet-4-5\' ("the provided model identifier is invalid"), ids '
      + `of models begin with the vendor; use 'us.${sonnet}' or 'global.${sonnet}'`],
  ])('%s, whatever models there are', (modelId, line) => {
    expect(modelAdvice({ modelId, region: 'us-east-1', temperature: 0, topP: 0 })
      .map(({ code, message, remedy }) => `${code}: ${message}; ${remedy}`)).toEqual([`UnavailableModel: ${line}`]);
  });
});

test('what no table has, and what is no such id, gives nothing', () => {
  const others = [
    'acme.next-v1:0', 'amazon.nova-lite-v9:0', 'amazon.titan-embed-text-v9:0', 'acme.rerank-v1:0',
    'anthropic.claude-v2:1', 'amazon.titan-text-express-v1',
    '', 'nova', 'a.b', 'abcd1234efgh', 'MODEL_ID_1', '<model-1>', 'my-model',
    '${Token[TOKEN.1]}', 'us.${Token[TOKEN.1]}', 'amazon.nova-${Token[TOKEN.1]}',
    'arn:aws:bedrock:eu-central-1:111122223333:application-inference-profile/abcdefghijkl',
    'arn:aws:bedrock:eu-central-1:111122223333:provisioned-model/abcdefghijkl',
    'arn:aws:bedrock:eu-central-1:111122223333:custom-model/amazon.nova-lite-v1:0/abcdefghijkl',
    'arn:aws:bedrock:eu-central-1:111122223333:imported-model/abcdefghijkl',
    'arn:aws:bedrock:eu-central-1:111122223333:prompt-router/abcdefghijkl',
    'arn:aws:sagemaker:eu-central-1:111122223333:endpoint/e', 'a'.repeat(100_000), `xx.${'a.'.repeat(50_000)}`,
  ];
  for (const id of others) { expect(said(id, 'eu-central-1', { temperature: 0, topP: 0 })).toEqual([]); }
});
