import { checkList } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { inTurn } from '../../handlers/fixed';

export const CALLS: MockKindOf<'calls'> = {
  doc: { example: { calls: [{ asks: 'which order?' }, { returns: 'done' }] }, answers: 'one mock for each call' },
  options: { repeat: MOCK_OPTIONS.repeat },
  check: (value, place) => checkList(value, place, place.parseOne),
  schema: {
    type: 'array',
    minItems: 1,
    items: { $ref: '#/definitions/oneCall' },
    description: 'One mock for each call or iteration.',
  },
  handler: ({ calls, repeat = 'error' }, { handlerOf }) => inTurn(calls.map(handlerOf), repeat),
  answersInTurn: true,
  parts: ({ calls }) => calls,
};
