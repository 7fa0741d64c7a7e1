import type { Kind } from './kind';

export const LOOP_INPUT: Kind<'LoopInput'> = {
  key: 'loopInput',
  structure: { members: {} },
  inputs: [],
  outputs: [],
  freeOutputs: true,
  inLoop: true,
  quota: 'none',
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [],
  drawing: { shape: ['(', ')'], category: 'flow', form: 'work' },
  run: { how: 'control', isAlone: false },
  assumptions: 'none',
};
