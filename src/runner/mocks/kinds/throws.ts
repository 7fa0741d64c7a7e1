import { mustBe } from './checks';
import type { CheckedPlace, MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { isRecord } from '../../../core/model/opaque';
import type { ExceptionCode } from '../../../core/simulate/types';
import { below } from '../../../core/template/problem';
import { listed } from '../../../core/words/lists';
import { described, quoted } from '../../../core/words/quote';
import { didYouMean } from '../../../core/words/suggest';
import { fixed } from '../../handlers/fixed';

const CODES: readonly ExceptionCode[] = [
  'accessDeniedException', 'badGatewayException', 'conflictException', 'dependencyFailedException',
  'internalServerException',
  'resourceNotFoundException', 'serviceQuotaExceededException', 'throttlingException', 'validationException',
];

const MEMBERS = {
  error: { enum: CODES, description: 'The exception, as InvokeFlow has it in its stream.' },
  message: { type: 'string' },
  resourceName: { type: 'string', description: 'What failed, such as Lambda.' },
  reason: { type: 'string' },
} as const;
const NAMES = Object.keys(MEMBERS);

export const THROWS: MockKindOf<'throws'> = {
  doc: {
    example: { throws: { error: 'throttlingException', message: '…' } }, answers: 'an exception of the service',
  },
  options: { latencyMs: MOCK_OPTIONS.latencyMs },
  check: checkException,
  schema: {
    type: 'object',
    required: ['error', 'message'],
    additionalProperties: false,
    properties: MEMBERS,
    description: 'The node fails, and the flow ends with this exception of the service.',
  },
  handler: ({ throws: { error: code, ...failure }, ...more }) => fixed({ error: { code, ...failure }, ...more }),
};

function checkException(value: unknown, place: CheckedPlace): void {
  const { path, mistakes } = place;
  if (!isRecord(value)) { return mustBe(place, 'an object with "error" and "message"', value); }
  for (const key of Object.keys(value)) {
    if (!NAMES.includes(key)) {
      mistakes.add(path, `has ${quoted(key)}, which an exception does not have`,
        didYouMean(key, NAMES, `use ${listed(NAMES)}`));
    }
  }
  for (const key of NAMES.slice(1)) {
    if (value[key] !== undefined && typeof value[key] !== 'string') {
      mustBe({ path: below(path, key), mistakes }, 'a string', value[key]);
    }
  }
  if (value.message === undefined) { mistakes.add(path, 'has no "message"', 'add the message of the exception'); }
  if (!CODES.some((code) => code === value.error)) {
    mistakes.add(below(path, 'error'), `must be the name of an exception of InvokeFlow, got ${described(value.error)}`,
      didYouMean(String(value.error), CODES, `use one of ${listed(CODES)}`));
  }
}
