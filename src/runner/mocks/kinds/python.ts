import { checkTrue } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { timeoutOf } from './programs';
import { inlineCode, inlineCodeSync } from '../../handlers/inline-code';

const PYTHON_SECONDS = 30;

export const PYTHON: MockKindOf<'python'> = {
  doc: { example: { python: true }, answers: 'inline code, in the Python 3 of the machine; no sandbox' },
  options: { timeoutSeconds: MOCK_OPTIONS.timeoutSeconds },
  types: ['InlineCode'],
  check: checkTrue,
  schema: {
    const: true,
    description: 'Runs the inline code of the node with the Python 3 of the machine. No sandbox: the code can do what '
      + 'you can do.',
  },
  handler: (mock, { tools }) => {
    const timeoutMs = timeoutOf(mock, PYTHON_SECONDS);
    // the worker starts with the first code, not with the mock
    return tools.isSync
      ? inlineCodeSync(tools.python, timeoutMs)
      : (effect, context) => inlineCode(tools.worker, timeoutMs)(effect, context);
  },
  program: () => 'the inline code of the flow',
};
