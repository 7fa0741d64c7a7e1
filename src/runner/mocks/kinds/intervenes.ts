import { checkText } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { fixed } from '../../handlers/fixed';

export const INTERVENES: MockKindOf<'intervenes'> = {
  doc: { example: { intervenes: 'Sorry.' }, answers: 'a guardrail steps in' },
  options: { latencyMs: MOCK_OPTIONS.latencyMs },
  types: ['KnowledgeBase', 'Prompt'],
  check: checkText('the message of the guardrail'),
  schema: {
    type: 'string',
    minLength: 1,
    description: 'A guardrail steps in: its message is what the prompt or knowledge base gives, and the flow goes on.',
  },
  // each operation has its own way to say so, and the engine looks at both
  handler: ({ intervenes: value, ...more }) =>
    fixed({ value, stopReason: 'guardrail_intervened', guardrailAction: 'INTERVENED', ...more }),
};
