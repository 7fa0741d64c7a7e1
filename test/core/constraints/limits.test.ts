/** Patterns and numbers of the service: each with its source, anchored, and with examples on both sides. */
import { NUMBER, type NumberLimit, QUOTAS, TEXT, type TextLimit } from '../../../src/core/constraints';
import { stopwatch } from '../../stopwatch';

const texts = Object.entries<TextLimit>(TEXT);
const numbers = [...Object.entries<NumberLimit>(NUMBER), ...Object.entries<NumberLimit>(QUOTAS)];

test.each([...texts, ...numbers])('%s has a source', (_, { source }) => {
  expect(source.length).toBeGreaterThan(2);
});

test.each(
  texts.filter(([, { pattern }]) => pattern),
)('the pattern of %s is anchored, stateless, and has words', (_, { pattern, words }) => {
  expect(pattern!.source).toMatch(/^\^.*\$$/s);
  expect(pattern!.flags).toBe('');
  // "it must …"
  expect(words).toMatch(/^(be|have|start) /);
  // one character before or after spoils any example
  expect(pattern!.test('\n')).toBe(/^\^\[a-zA-Z0-9\\s/.test(pattern!.source));
});

test.each([...texts, ...numbers])('the bounds of %s make sense', (_, limit) => {
  const { min = 0, max = Infinity } = limit;
  expect(min).toBeLessThanOrEqual(max);
  expect('pattern' in limit || 'min' in limit || 'max' in limit).toBe(true);
});

const ACCOUNT = '111122223333';
const bedrock = (resource: string, region = 'us-east-1') => `arn:aws:bedrock:${region}:${ACCOUNT}:${resource}`;
const letters = (count: number) => 'n'.repeat(count);

const EXAMPLES: { readonly [name in keyof typeof TEXT]?: {
  readonly good: readonly string[]; readonly bad: readonly string[];
} } = {
  nodeName: {
    good: ['In', 'FlowInputNode', 'Prompt_1', 'a1', letters(51), `a${'_b'.repeat(50)}`],
    bad: ['', 'a', 'a_', '_a', 'a__b', 'My-Node', '1a', 'a b', 'größe', letters(52), `a${'_b'.repeat(51)}`, 'In\n'],
  },
  connectionName: {
    good: ['c1', letters(101), `a${'_b'.repeat(100)}`], bad: ['c', letters(102), `a${'_b'.repeat(101)}`, 'a__b', 'a-b'],
  },
  flowName: {
    good: ['a', 'a-', 'a_', 'my-flow_1', '1', letters(100)],
    bad: ['', 'a--b', 'a_-b', '-a', letters(101), 'my flow', 'a-\n'],
  },
  promptName: { good: ['a', 'a-', letters(100)], bad: ['a--b', letters(101)] },
  promptVariable: { good: ['x', '1x', 'a-b', 'a_', 'a-'], bad: ['', '-a', 'a--b', 'a b'] },
  modelId: {
    good: [
      'amazon.nova-lite-v1:0', 'anthropic.claude-3-sonnet-20240229-v1:0:200k', 'us.amazon.nova-pro-v1:0',
      'global.anthropic.claude-sonnet-4-20250514-v1:0',
      'au.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0',
      bedrock('inference-profile/us.amazon.nova-pro-v1:0'), bedrock('application-inference-profile/abcdefghijkl'),
      bedrock('provisioned-model/abcdefghijkl'),
      bedrock('imported-model/abcdefghijkl'), bedrock('custom-model-deployment/abcdefghijkl'),
      bedrock('custom-model/amazon.titan-text-lite-v1:0:4k/abcdefghijkl'),
      bedrock('default-prompt-router/anthropic.claude:1'),
      `arn:aws:sagemaker:us-east-1:${ACCOUNT}:endpoint/my-endpoint`,
      'arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/a.b',
    ],
    bad: [
      'gpt 4', '$$MODEL', '${Model}', `arn:aws:sagemaker:us-east-1:${ACCOUNT}:endpoint/my_endpoint`,
      'arn:aws:s3:::bucket', 'model\n',
    ],
  },
  promptArn: {
    good: [bedrock('prompt/PROMPTAAAA'), bedrock('prompt/PROMPTAAAA:1'), bedrock('prompt/PROMPTAAAA:12345')],
    bad: ['', 'PROMPTAAAA', bedrock('prompt/PROMPTAAAA:DRAFT'), bedrock('prompt/PROMPTAAAA:123456'), bedrock(
      'prompt/PROMPTAAA',
    )],
  },
  guardrailIdentifier: {
    good: ['gr1abc', bedrock('guardrail/gr1abc')], bad: ['', 'GR1', 'my-guardrail', bedrock('guardrail/GR1')],
  },
  aliasName: { good: ['a', 'a-', 'live_1', letters(100)], bad: ['', 'a--b', '-a', letters(101), 'my alias'] },
  flowVersion: { good: ['1', '10', '99999', '00001'], bad: ['', '0', 'DRAFT', '-1', '1.0', '1234567890'] },
  guardrailVersion: { good: ['1', '12345678', 'DRAFT'], bad: ['', 'draft', 'v1', '123456789', 'latest'] },
  knowledgeBaseId: { good: ['KBAAAAAAAA', 'a'], bad: ['', 'kb-1', bedrock('knowledge-base/KBAAAAAAAA')] },
  rerankingModelArn: {
    good: ['arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0'],
    bad: ['amazon.rerank-v1:0', bedrock('foundation-model/amazon.rerank-v1:0')],
  },
  agentAliasArn: {
    good: [bedrock('agent-alias/AGENTAAAAA/ALIASAAAAA'), bedrock('agent-alias/AGENTAAAAA/TSTALIASID')],
    bad: ['', bedrock('agent-alias/AGENTAAAAA'), bedrock('agent/AGENTAAAAA'), bedrock('agent-alias/AGENTAAAAA/ALIAS')],
  },
  lambdaArn: {
    good: [
      `arn:aws:lambda:us-east-1:${ACCOUNT}:function:fn`, `arn:aws:lambda:us-east-1:${ACCOUNT}:function:fn:$LATEST`,
      `arn:aws:lambda:us-east-1:${ACCOUNT}:function:my-fn_1:live`,
      `arn:aws-us-gov:lambda:us-gov-west-1:${ACCOUNT}:function:fn`,
      `arn:aws-eusc:lambda:eusc-de-east-1:${ACCOUNT}:function:fn`,
      `arn:aws-iso:lambda:us-iso-east-1:${ACCOUNT}:function:fn:1`,
    ],
    bad: [
      '', 'fn', `arn:aws:lambda:us-east-1:${ACCOUNT}:layer:fn`, 'arn:aws:lambda:us-east-1:1:function:fn',
      `arn:aws:lambda:us-east-1:${ACCOUNT}:function:fn:`,
    ],
  },
  botAliasArn: {
    good: [
      `arn:aws:lex:us-east-1:${ACCOUNT}:bot-alias/BOT/ALIAS`,
      `arn:aws-cn:lex:cn-north-1:${ACCOUNT}:bot-alias/BOT/ALIAS`,
    ],
    bad: ['', 'BOT', `arn:aws:lex:us-east-1:${ACCOUNT}:bot/BOT`],
  },
  bucketName: {
    good: ['abc', 'my.bucket-1', letters(63)], bad: ['', 'ab', 'My-Bucket', '-abc', 'abc.', 'my_bucket', letters(64)],
  },
  roleArn: {
    good: [
      `arn:aws:iam::${ACCOUNT}:role/r`, `arn:aws:iam::${ACCOUNT}:role/service-role/r`,
      `arn:aws-us-gov:iam::${ACCOUNT}:role/a/b`,
    ],
    bad: ['', `arn:aws:iam::${ACCOUNT}:user/r`, 'r'],
  },
  toolName: { good: ['a', 'get_weather1'], bad: ['', '1a', 'get-weather', 'get weather'] },
  substitutionKey: { good: ['Model1'], bad: ['', 'my_model', 'my-model'] },
  tagKey: { good: ['team', 'aws:x/y=z+1@a.b_c d-e', ''], bad: ['R&D', 'a#'] },
  tagValue: { good: ['', 'a b'], bad: ['R&D'] },
};

test('every pattern has examples', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual(texts.filter(([, { pattern }]) => pattern).map(([name]) => name).sort());
});

const examples = Object.entries(EXAMPLES).flatMap(([name, { good, bad }]) => [
  ...good.map((text) => [name, text, true] as const), ...bad.map((text) => [name, text, false] as const),
]);
test.each(examples)('%s %j: %s', (name, text, fits) => {
  expect((TEXT as { [name: string]: TextLimit })[name].pattern!.test(text)).toBe(fits);
});

test('patterns take no time on hostile texts', () => {
  const elapsed = stopwatch();
  for (const [, { pattern }] of texts) {
    for (const unit of ['a', 'a_', '.', 'a.', ':', '-', '/', 'arn:aws:', 'us-']) {
      pattern?.test(`${unit.repeat(3000)}!`);
    }
  }
  expect(elapsed()).toBeLessThan(5000);
});

test('bounds that the registry schema and the quotas page state', () => {
  expect(Object.fromEntries(Object.entries<NumberLimit>(NUMBER)
    .map(([name, { min, max }]) => [name, [min, max]]))).toEqual({
    inputsPerNode: [undefined, 20],
    inputsPerInlineCode: [undefined, 5],
    outputsPerNode: [undefined, 5],
    conditionsPerNode: [1, 5],
    inputVariables: [undefined, 20],
    temperature: [0, 1],
    topP: [0, 1],
    maxTokens: [0, 4096],
    managedMaxTokens: [0, 512_000],
    stopSequences: [undefined, 4],
    numberOfResults: [1, 100],
    numberOfRerankedResults: [1, 100],
    rerankingFields: [1, 100],
    maxIterations: [1, 1000],
    maxConcurrency: [1, 100],
    retainedVersions: [2, 7],
    versionsPerFlow: [undefined, 10],
    aliasesPerFlow: [undefined, 10],
    tools: [1, undefined],
    tags: [undefined, 200],
    substitutions: [1, 500],
  });
  expect(Object.fromEntries(Object.entries<NumberLimit>(QUOTAS).map(([name, { max }]) => [name, max]))).toEqual({
    nodes: 40,
    connections: 100,
  });
});
