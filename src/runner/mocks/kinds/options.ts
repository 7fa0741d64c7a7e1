/** What mocks may have beside the key of their kind. */
import { isNonEmptyText } from './checks';
import type { Schema } from './mock-kind';
import { isRecord } from '../../../core/model/opaque';
import { eitherOf } from '../../../core/words/lists';
import type { Repeat } from '../../handlers/fixed';
import type { MockOption } from '../mock';

export interface MockOptionKind {
  /** What it must be; `undefined` where it is. */
  readonly wanted: (value: unknown) => string | undefined;
  readonly schema: Schema;
}

const LATENCY = { minimum: 0, maximum: 86_400_000 };
const TIMEOUT = { minimum: 0.1, maximum: 3600 };
const REPEATS: readonly Repeat[] = ['error', 'last', 'cycle'];
const TOKENS = ['inputTokens', 'outputTokens'];

export const MOCK_OPTIONS: { readonly [O in MockOption]: MockOptionKind } = {
  latencyMs: {
    wanted: number(LATENCY),
    schema: {
      type: 'number',
      ...LATENCY,
      description: 'How long the answer takes, in milliseconds of the time of the run.',
    },
  },
  timeoutSeconds: {
    wanted: number(TIMEOUT),
    schema: { type: 'number', ...TIMEOUT, description: 'After how long the program is ended, and its node fails.' },
  },
  repeat: {
    wanted: (value) => REPEATS.some((known) => known === value)
      ? undefined : eitherOf(REPEATS),
    schema: { enum: REPEATS, description: 'What happens after the last answer. Default: error.' },
  },
  usage: {
    wanted: (value) => isUsage(value)
      ? undefined : 'an object with inputTokens and outputTokens, whole numbers from 0',
    schema: {
      type: 'object',
      required: TOKENS,
      additionalProperties: false,
      properties: Object.fromEntries(TOKENS.map((name) => [name, { type: 'integer', minimum: 0 }])),
      description: 'The tokens that the trace of a prompt shows.',
    },
  },
  stopReason: {
    wanted: (value) => isNonEmptyText(value) ? undefined : 'a text such as "max_tokens"',
    schema: {
      type: 'string',
      minLength: 1,
      description: 'Why the model stopped, such as max_tokens. Default: end_turn.',
    },
  },
  region: {
    wanted: (value) => isNonEmptyText(value) ? undefined : 'a string',
    schema: {
      type: 'string',
      minLength: 1,
      description: 'The Region, where it is not that of the environment.',
    },
  },
};

function number({ minimum, maximum }: typeof LATENCY): MockOptionKind['wanted'] {
  return (value) => typeof value === 'number' && value >= minimum && value <= maximum
    ? undefined : `a number from ${minimum} to ${maximum}`;
}

function isUsage(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).every((key) => TOKENS.includes(key))
    && TOKENS.every((name) => Number.isSafeInteger(value[name]) && Number(value[name]) >= 0);
}
