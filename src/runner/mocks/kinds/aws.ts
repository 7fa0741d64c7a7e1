import { checkTrue } from './checks';
import type { MockKindOf } from './mock-kind';
import { MOCK_OPTIONS } from './options';
import { notInSynchronousRuns } from './synchronous';
import { EFFECT_TYPES } from '../../../core/kinds';

export const AWS: MockKindOf<'aws'> = {
  doc: {
    example: { aws: true },
    answers: 'the real service, with your credentials and at your cost; install the client of the AWS SDK that it '
      + 'names',
  },
  options: { region: MOCK_OPTIONS.region },
  types: EFFECT_TYPES.filter((type) => type !== 'InlineCode'),
  check: checkTrue,
  schema: { const: true, description: 'The real service answers, with your credentials and at your cost.' },
  handler: ({ region }, { tools }) => notInSynchronousRuns('aws', tools, () => tools.aws(region).handler()),
};
