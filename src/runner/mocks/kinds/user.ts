import { checkTrue } from './checks';
import type { MockKindOf } from './mock-kind';
import { notInSynchronousRuns } from './synchronous';
import { askUser } from '../../handlers/ask-user';

export const USER: MockKindOf<'user'> = {
  doc: { example: { user: true }, answers: 'you, at the terminal' },
  options: {},
  check: checkTrue,
  schema: { const: true, description: 'A person at the terminal answers.' },
  handler: (_, { tools }) => notInSynchronousRuns('user', tools, () => askUser(tools.user)),
  isShared: true,
};
