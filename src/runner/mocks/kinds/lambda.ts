import { checkText } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { programWords, timeoutOf } from './programs';
import { lambdaModule, lambdaModuleSync } from '../../handlers/lambda-module';

export const LAMBDA: MockKindOf<'lambda'> = {
  doc: {
    example: { lambda: './handler.py#handler' },
    answers: 'the code of the function, in Python or JavaScript, with the event of the service',
  },
  options: { timeoutSeconds: MOCK_OPTIONS.timeoutSeconds },
  types: ['LambdaFunction'],
  check: checkText('the path of the module and its export, such as "./handler.js#handler"'),
  schema: {
    type: 'string',
    minLength: 1,
    description: 'The code of a Lambda function: the file, relative to this one, and its function, such as '
      + './handler.js#handler or ./handler.py#handler.',
  },
  handler: (mock, { folder, tools }) => {
    const options = { lambda: mock.lambda, folder, python: tools.python, timeoutMs: timeoutOf(mock) };
    return tools.isSync ? lambdaModuleSync(options) : lambdaModule(options, () => tools.nodeWorkers);
  },
  program: ({ lambda }) => programWords('handler', lambda),
};
