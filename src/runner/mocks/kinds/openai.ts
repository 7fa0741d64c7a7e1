import { isNonEmptyText, mustBe } from './checks';
import type { CheckedPlace, MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { timeoutOf } from './programs';
import { notInSynchronousRuns } from './synchronous';
import { isRecord } from '../../../core/model/opaque';
import { below } from '../../../core/template/problem';
import { listed } from '../../../core/words/lists';
import { quoted } from '../../../core/words/quote';
import { didYouMean } from '../../../core/words/suggest';
import { openai } from '../../handlers/openai';

const MEMBERS = ['baseUrl', 'model', 'apiKeyEnv'];
/** A model on a laptop takes its time. */
const DEFAULT_SECONDS = 300;

export const OPENAI: MockKindOf<'openai'> = {
  doc: {
    example: { openai: { baseUrl: 'http://localhost:11434/v1', model: 'llama3.2' } },
    answers: 'another model, behind an endpoint that speaks the chat completions of OpenAI, such as Ollama or vLLM; '
      + '`apiKeyEnv` names the environment variable with its key',
  },
  options: { timeoutSeconds: MOCK_OPTIONS.timeoutSeconds },
  types: ['Prompt'],
  check: checkEndpoint,
  schema: {
    type: 'object',
    required: ['baseUrl', 'model'],
    additionalProperties: false,
    properties: {
      baseUrl: {
        type: 'string', pattern: '^https?://', description: 'Where the endpoint is, up to /chat/completions.',
      },
      model: { type: 'string', minLength: 1, description: 'The model, as the endpoint calls it.' },
      apiKeyEnv: {
        type: 'string', minLength: 1, description: 'The environment variable that holds the key. Default: no key.',
      },
    },
    description: 'A model behind an endpoint that speaks the chat completions of OpenAI, in place of the one in '
      + 'Bedrock.',
  },
  handler: (mock, { tools }) => notInSynchronousRuns('openai', tools,
    () => openai({ ...mock.openai, timeoutMs: timeoutOf(mock, DEFAULT_SECONDS) })),
};

function checkEndpoint(value: unknown, place: CheckedPlace): void {
  if (!isRecord(value)) { return mustBe(place, 'an object with "baseUrl" and "model"', value); }
  for (const key of Object.keys(value)) {
    if (MEMBERS.includes(key)) { continue; }
    place.mistakes.add(place.path, `has ${quoted(key)}, which an endpoint does not have`,
      didYouMean(key, MEMBERS, `use ${listed(MEMBERS)}`));
  }
  const { baseUrl, model, apiKeyEnv } = value;
  if (!isNonEmptyText(baseUrl) || !/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) {
    mustBe({ ...place, path: below(place.path, 'baseUrl') }, 'a URL such as http://localhost:11434/v1', baseUrl);
  }
  if (!isNonEmptyText(model)) { mustBe({ ...place, path: below(place.path, 'model') }, 'a string', model); }
  if (apiKeyEnv !== undefined && !isNonEmptyText(apiKeyEnv)) {
    mustBe({ ...place, path: below(place.path, 'apiKeyEnv') }, 'the name of an environment variable', apiKeyEnv);
  }
}
