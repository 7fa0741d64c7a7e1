import type { Kind } from './kind';
import { GUIDE, TEXT } from '../constraints/limits';
import { must, oneOf, text } from '../model/member';

export const INLINE_CODE: Kind<'InlineCode'> = {
  key: 'inlineCode',
  structure: { members: { code: must(text(TEXT.inlineCode)), language: must(oneOf(['Python_3'])) } },
  inputs: [],
  freeInputs: true,
  outputs: [{ name: 'response', type: 'Any' }],
  inLoop: true,
  quota: { max: 5, source: `${GUIDE}, inline code; 25 may run at once in an account` },
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [{
    name: 'InlineCodeNode',
    does: 'runs Python 3 in a sandbox of the service',
    takes: '`inputs`',
    gives: '`response`',
  }],
  drawing: { shape: ['[[', ']]'], category: 'code', form: 'work' },
  run: {
    how: 'effect',
    request: ({ configuration: { code, language } }, inputs) =>
      ({ operation: 'RunCode', language, code, variables: inputs }),
    operations: ['RunCode'],
    example: () => 'the result of the code',
    answersText: () => false,
  },
  assumptions: 'none',
};
