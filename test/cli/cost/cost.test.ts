/** What runs cost, by list prices. */
import { join } from 'node:path';
import { dollars } from '../../../cli/prices/cost';
import { priceOf } from '../../../cli/prices/price-of';
import { slim } from '../../../scripts/prices';
import { home, TRIAGE } from '../run/flows';
import { cli } from '../support';

const text = JSON.stringify(TRIAGE);
const at = home({
  'used.json': {
    nodes: {
      Classify: { returns: 'refund', usage: { inputTokens: 1_000_000, outputTokens: 100_000 } },
      Reply: { returns: 'back', usage: { inputTokens: 0, outputTokens: 1_000_000 } },
    },
  },
  'odd.json': text.replace('amazon.nova-lite-v1:0', 'nobody.knows-v1:0'),
  'cases.csv': 'input\nmoney\nmoney\n',
});
const cost = async (flow: string, ...more: string[]) =>
  cli(['cost', join(at, flow), '--mocks', join(at, 'used.json'), ...more]);

test('each prefix has its own price, and ARNs have that of what they name', () => {
  const plain = priceOf('amazon.nova-pro-v1:0');
  expect(plain).toEqual({ input: 0.8, output: 3.2 });
  expect(priceOf('eu.amazon.nova-pro-v1:0')).not.toEqual(plain);
  expect(priceOf('arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0')).toEqual(plain);
  expect(priceOf('arn:aws:bedrock:eu-west-1:111122223333:inference-profile/eu.amazon.nova-pro-v1:0'))
    .toEqual(priceOf('eu.amazon.nova-pro-v1:0'));
  for (const none of ['xx.amazon.nova-pro-v1:0', 'arn:aws:bedrock:eu-west-1:1:application-inference-profile/abc', '']) {
    expect(priceOf(none)).toBeUndefined();
  }
});

test('nodes, their tokens and what they cost', async () => {
  expect(await cost('triage.json', '--inputs', join(at, 'cases.csv'))).toEqual({
    code: 0,
    err: '',
    out: [
      'Classify amazon.nova-lite-v1:0: 2 calls, 2000000 -> 200000 tokens, $0.17',
      'Reply amazon.nova-lite-v1:0: 2 calls, 0 -> 2000000 tokens, $0.48',
      '10 nodes ran, $0.00035 at $0.035 per 1,000 (from a secondary source)',
      '2 runs: about $0.65; 1,000 runs: about $324.18',
      'list prices of 2026-11-20 by LiteLLM (MIT), on demand, without cached tokens and taxes; an estimate, not an '
        + 'offer of AWS', '',
    ].join('\n'),
  });
});

test('a model without a price is said, and is not in the sum', async () => {
  const { out } = await cost('odd.json', '--input', 'money');
  expect(out).toContain('Classify nobody.knows-v1:0: 1 call, 1000000 -> 100000 tokens, no price\n');
  expect(out).toContain('1 run: about $0.24 (no price for nobody.knows-v1:0)');
  const { out: json } = await cost('odd.json', '--input', 'money', '--json');
  expect(JSON.parse(json)).toMatchObject({ runs: 1, transitions: 5, unknown: ['nobody.knows-v1:0'], isGuess: false });
});

test('sums have as many digits as say something', () => {
  expect([0, 0.000_012_345, 0.012_34, 0.5, 1, 123.456].map(dollars))
    .toEqual(['$0', '$0.000012', '$0.012', '$0.50', '$1.00', '$123.46']);
});

test('of the table of LiteLLM, only models of Bedrock that answer with text are kept', () => {
  const row = { litellm_provider: 'bedrock', mode: 'chat', input_cost_per_token: 8e-7, output_cost_per_token: 3.2e-6 };
  expect(slim({
    'b.model-v1:0': row,
    'a.model-v1:0': { ...row, litellm_provider: 'bedrock_converse' },
    'c.other': { ...row, litellm_provider: 'openai' },
    'd.embed': { ...row, mode: 'embedding' },
    'bedrock/us-east-1/a.model': row,
    'e.free': { litellm_provider: 'bedrock', mode: 'chat' },
  })).toEqual(['a.model-v1:0 0.8 3.2', 'b.model-v1:0 0.8 3.2']);
});
