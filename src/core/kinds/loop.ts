import type { Kind } from './kind';
import { at, shown } from '../diagram/values';
import { must, struct } from '../model/member';

/** The guide names loopInput, loopOutput and iterationCount; whether other names are accepted is not confirmed. */
export const LOOP: Kind<'Loop'> = {
  key: 'loop',
  structure: { members: { definition: must(struct('Definition')) } },
  inputs: [{ name: 'loopInput', type: 'Any', optional: true }],
  freeInputs: true,
  outputs: [
    { name: 'loopOutput', type: 'Any', optional: true }, { name: 'iterationCount', type: 'Number', optional: true },
  ],
  freeOutputs: true,
  inLoop: true,
  quota: 'none',
  grants: [],
  grantsInApp: 'none',
  moving: [],
  constructs: [{
    name: 'LoopNode', does: 'repeats the nodes inside it', takes: '`inputs`', gives: '`output(name)`, `iterationCount`',
  }],
  drawing: {
    shape: ['[', ']'],
    details: ({ configuration }) => {
      const inside = at(configuration, 'loop', 'definition', 'nodes');
      const controller = Array.isArray(inside)
        ? inside.find((node) => at(node, 'type') === 'LoopController') : undefined;
      const rounds = at(controller, 'configuration', 'loopController', 'maxIterations');
      return [rounds === undefined ? undefined : `at most ${shown(rounds, '?')} iterations`];
    },
    category: 'flow',
    form: 'work',
  },
  run: { how: 'control', isAlone: true },
  assumptions: ({ isInLoop }) => isInLoop
    ? [] : [{ rule: 'LoopEvents', message: 'which events a loop shows is not documented' }],
};
