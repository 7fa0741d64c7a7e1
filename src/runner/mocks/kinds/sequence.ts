import { checkJson, checkList } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { fixed, goingOn, inTurn } from '../../handlers/fixed';

export const SEQUENCE: MockKindOf<'sequence'> = {
  doc: {
    example: { sequence: ['a', 'b'], repeat: 'last' },
    answers: 'one value for each call or iteration; then an error, `"last"` or `"cycle"`',
  },
  options: { repeat: MOCK_OPTIONS.repeat, latencyMs: MOCK_OPTIONS.latencyMs },
  check: (value, place) => checkList(value, place, (item, path) => checkJson(item, { ...place, path })),
  schema: {
    type: 'array', minItems: 1, description: 'What the node gives: one value for each call or iteration.',
  },
  handler: ({ sequence, repeat = 'error', ...more }, { tools }) => {
    const handler = inTurn(sequence.map((value) => fixed({ value, ...more })), repeat);
    return tools.goesOn ? goingOn(handler) : handler;
  },
  answersInTurn: true,
};
