import type { Kind } from './kind';
import { QUOTA } from '../constraints/limits';
import { at, known } from '../diagram/values';

export const INPUT: Kind<'Input'> = {
  key: 'input',
  structure: { members: {} },
  inputs: [],
  outputs: [{ name: 'document', type: 'Any' }],
  inLoop: false,
  quota: { max: 1, source: QUOTA },
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [],
  drawing: {
    shape: ['([', '])'],
    details: ({ outputs }) => [Array.isArray(outputs) ? known(at(outputs[0], 'type')) : undefined],
    category: 'flow',
    form: 'end',
  },
  run: { how: 'control', isAlone: false },
  assumptions: 'none',
};
