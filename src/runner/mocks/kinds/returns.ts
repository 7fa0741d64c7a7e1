import { checkJson } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { fixed } from '../../handlers/fixed';

export const RETURNS: MockKindOf<'returns'> = {
  doc: { example: { returns: 'refund' }, answers: 'the same each time' },
  options: {
    latencyMs: MOCK_OPTIONS.latencyMs, usage: MOCK_OPTIONS.usage, stopReason: MOCK_OPTIONS.stopReason,
  },
  check: checkJson,
  schema: { description: 'What the node gives in every call.' },
  handler: ({ returns: value, ...more }) => fixed({ value, ...more }),
};
