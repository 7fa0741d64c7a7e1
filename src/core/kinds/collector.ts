import type { Kind } from './kind';
import { QUOTA } from '../constraints/limits';

export const COLLECTOR: Kind<'Collector'> = {
  key: 'collector',
  structure: { members: {} },
  inputs: [{ name: 'arrayItem', type: 'Any' }, { name: 'arraySize', type: 'Number' }],
  outputs: [{ name: 'collectedArray', type: 'Array' }],
  inLoop: false,
  quota: { max: 1, source: QUOTA },
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [{
    name: 'CollectorNode', does: 'collects the results', takes: '`arrayItem`', gives: '`collectedArray`',
  }],
  drawing: { shape: ['[\\', '/]'], category: 'flow', form: 'work' },
  run: { how: 'control', isAlone: false },
  assumptions: () => [{
    rule: 'CollectorEvents', message: 'an input trace for each item that arrives, and one output',
  }],
};
