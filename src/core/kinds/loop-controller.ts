import type { Kind } from './kind';
import { NUMBER } from '../constraints/limits';
import { LOOP_POLARITY } from '../constraints/nodes';
import { at, conditionWords } from '../diagram/values';
import { must, struct, whole } from '../model/member';

export const LOOP_CONTROLLER: Kind<'LoopController'> = {
  key: 'loopController',
  structure: {
    members: { continueCondition: must(struct('ConditionEntry')), maxIterations: whole(NUMBER.maxIterations) },
  },
  inputs: [],
  freeInputs: true,
  outputs: [],
  inLoop: true,
  quota: 'none',
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [],
  drawing: {
    shape: ['{', '}'],
    details: ({ configuration }) => {
      const condition = at(configuration, 'loopController', 'continueCondition');
      const verb = LOOP_POLARITY === 'continueWhileTrue' ? 'goes on while' : 'ends when';
      return [condition === undefined ? undefined : `${verb} ${conditionWords(condition)}`];
    },
    category: 'flow',
    form: 'choice',
  },
  run: { how: 'control', isAlone: false },
  assumptions: ({ options }) => [
    ...options.loopPolarity === undefined ? [{
      rule: 'LoopPolarity',
      message: 'the loop continues while its condition is true; the documentation contradicts itself, so set '
        + 'loopPolarity to choose',
    }] : [],
    { rule: 'LoopPorts', message: 'the ports of the loop are matched by name' },
  ],
};
