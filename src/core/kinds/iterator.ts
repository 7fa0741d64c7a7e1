import type { Kind } from './kind';
import { QUOTA } from '../constraints/limits';

export const ITERATOR: Kind<'Iterator'> = {
  key: 'iterator',
  structure: { members: {} },
  inputs: [{ name: 'array', type: 'Array' }],
  outputs: [{ name: 'arrayItem', type: 'Any' }, { name: 'arraySize', type: 'Number' }],
  inLoop: false,
  quota: { max: 1, source: QUOTA },
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [{
    name: 'IteratorNode',
    does: 'runs the following nodes once for each item',
    takes: '`array`',
    gives: '`arrayItem`, `arraySize`',
  }],
  drawing: { shape: ['[/', '\\]'], category: 'flow', form: 'work' },
  run: { how: 'control', isAlone: false },
  assumptions: () => [{
    rule: 'IteratorEvents',
    message: 'an output trace for each item, with executionChain in the traces of the nodes that run for it',
  }],
};
