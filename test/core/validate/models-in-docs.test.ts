/**
 * The models that README, examples and documents show are models that flows are known to take, with nothing against
 * them.
 */
import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { joined } from '../../../src/core/joined';
import { modelAdvice } from '../../../src/core/validate/model-advice';

const ROOT = join(__dirname, '../../..');
/** Models whose card says that flows do not support them. */
const NOT_FOR_FLOWS = /nova-2-lite|gpt-oss-120b|palmyra-x5/;

function files(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|md|json)$/.test(file) && !/node_modules|cdk\.out/.test(file))
    .map((file) => `${folder}/${file}`);
}

const SHOWN = [
  'README.md',
  ...['docs', 'examples', 'integ', 'rosetta', 'src/nodes', 'src/prompts', 'src/models', 'src/flow'].flatMap(files),
]
  // it shows what is wrong
  .filter((file) => file !== 'docs/troubleshooting.md');
const ID = joined(
  /(?:(?:us|eu|apac|global|jp|au|in|ca|us-gov)\.)?/g,
  /(?:amazon|anthropic|meta|mistral|openai|cohere|deepseek|writer|qwen)\.[a-z0-9][a-z0-9.-]*[a-z0-9](?::\d+)?/,
);

const ids = new Set(SHOWN.flatMap((file) => readFileSync(join(ROOT, file), 'utf8').match(ID) ?? [])
  .filter((id) => /\d/.test(id) && !id.includes('rerank')));

test('there are some', () => {
  expect(ids.size).toBeGreaterThan(3);
  expect([...ids]).toContain('us.amazon.nova-lite-v1:0');
});

test.each([...ids].sort())('%s', (modelId) => {
  expect(modelId).not.toMatch(NOT_FOR_FLOWS);
  expect(modelAdvice({ modelId })).toEqual([]);
});
