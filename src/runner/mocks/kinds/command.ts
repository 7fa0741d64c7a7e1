import { checkList, mustBe } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { programWords, timeoutOf } from './programs';
import { command, commandSync } from '../../handlers/command';

export const COMMAND: MockKindOf<'command'> = {
  doc: { example: { command: ['java', '-jar', 'handler.jar'] }, answers: 'a program: JSON in, JSON out' },
  options: { timeoutSeconds: MOCK_OPTIONS.timeoutSeconds },
  check: (value, place) => checkList(value, place, (word, path) => {
    const isProgram = path === `${place.path}[0]`;
    if (typeof word !== 'string' || isProgram && word === '') { mustBe({ ...place, path }, 'a string', word); }
  }),
  schema: {
    type: 'array',
    minItems: 1,
    items: [{ type: 'string', minLength: 1 }],
    additionalItems: { type: 'string' },
    description:
      'A program and its arguments: it reads JSON from its standard input and writes JSON to its standard output.',
  },
  handler: (mock, { folder, tools }) => {
    const options = { command: mock.command, folder, timeoutMs: timeoutOf(mock) };
    return tools.isSync ? commandSync(options) : command(options);
  },
  program: ({ command: words }) => programWords('program', words.join(' ')),
};
