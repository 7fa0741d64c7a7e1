import { resolve } from 'node:path';
import { checkText } from './checks';
import type { MockKindOf } from './mock-kind';
import { replay } from '../../handlers/fixture';

export const REPLAY: MockKindOf<'replay'> = {
  doc: { example: { replay: 'calls.json' }, answers: 'what was recorded with `record`' },
  options: {},
  check: checkText('the path of the recording'),
  schema: { type: 'string', minLength: 1, description: 'A recording, relative to this file, that answers.' },
  handler: (mock, { folder }) => replay(resolve(folder, mock.replay)),
  recording: (mock) => mock.replay,
};
