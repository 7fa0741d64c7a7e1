import type { Kind } from './kind';
import { QUOTA } from '../constraints/limits';

export const OUTPUT: Kind<'Output'> = {
  key: 'output',
  structure: { members: {} },
  inputs: [{ name: 'document', type: 'Any' }],
  outputs: [],
  inLoop: true,
  quota: { max: 20, source: QUOTA },
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [{ name: 'OutputNode', does: 'answers the caller', takes: '`document`', gives: '' }],
  drawing: { shape: ['([', '])'], category: 'flow', form: 'end' },
  run: { how: 'control', isAlone: false },
  assumptions: 'none',
};
