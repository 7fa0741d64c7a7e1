import type { InlinePrompt } from '../../../src/core/model/definition';
import { notInline } from '../../../src/core/prompt/inline';

const PLAIN: InlinePrompt =
  { templateType: 'TEXT', templateConfiguration: { text: { text: 'Hi' } }, modelId: 'amazon.nova-lite-v1:0' };
const tokens =
  (maxTokens: number | object) => ({ ...PLAIN, inferenceConfiguration: { text: { maxTokens } } } as InlinePrompt);

test.each<[string, InlinePrompt, string | undefined]>([
  ['plain', PLAIN, undefined],
  ['with inference', { ...PLAIN, inferenceConfiguration: { text: { temperature: 0.5, maxTokens: 4096 } } }, undefined],
  ['of type CHAT', { ...PLAIN, templateType: 'CHAT' }, 'a chat template'],
  ['with messages', { ...PLAIN, templateConfiguration: { chat: { messages: [] } } }, 'a chat template'],
  ['with a cache point', {
    ...PLAIN, templateConfiguration: { text: { text: 'Hi', cachePoint: { type: 'default' } } },
  }, 'a cache point'],
  ['with fields of the model', { ...PLAIN, additionalModelRequestFields: {} }, 'additional model request fields'],
  ['with 4097 tokens', tokens(4097), 'more than 4096 tokens'],
  ['with tokens known at deployment', tokens({ Ref: 'Limit' }), undefined],
  ['with a token for tokens', tokens(-1.8881545897087626e+289), undefined],
  ['without template', { templateType: 'TEXT', modelId: 'x' } as unknown as InlinePrompt, undefined],
])('%s', (_, prompt, why) => {
  expect(notInline(prompt)).toBe(why);
});
