import type { Kind } from './kind';
import { NUMBER, QUOTA } from '../constraints/limits';
import { list, must, struct } from '../model/member';

export const CONDITION: Kind<'Condition'> = {
  key: 'condition',
  structure: { members: { conditions: must(list(struct('ConditionEntry'), NUMBER.conditionsPerNode)) } },
  inputs: [],
  freeInputs: true,
  outputs: [],
  inLoop: false,
  quota: { max: 5, source: QUOTA },
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [
    { name: 'ConditionNode', does: 'chooses a branch', takes: '`inputs`', gives: 'branches, no data' },
  ],
  drawing: { shape: ['{', '}'], category: 'flow', form: 'choice' },
  run: { how: 'control', isAlone: true },
  assumptions: 'none',
};
