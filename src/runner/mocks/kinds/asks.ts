import { checkJson } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { fixed } from '../../handlers/fixed';

export const ASKS: MockKindOf<'asks'> = {
  doc: { example: { asks: 'which order?' }, answers: 'of an agent: it asks the user' },
  options: { latencyMs: MOCK_OPTIONS.latencyMs },
  types: ['Agent'],
  check: checkJson,
  schema: { description: 'What the agent asks the user; the flow pauses.' },
  handler: ({ asks: inputRequired, ...more }) => fixed({ inputRequired, ...more }),
};
