import { PlainFlow } from './plain-calls';
import { type Check, NotTried, verdict } from '../kit/check';

export const plainRollback: Check = {
  number: 21,
  name: 'plain-rollback',
  assumes: 'an update that fails at its end leaves the version that served, its policy and the alias that leads to it, '
    + 'and calls are answered all the while',
  matters: 'src/versions/flow-version.ts and src/role: a rollback must not need what the update has deleted',
  makes: 'a stack, with one deployment that fails at its end, and some hundred calls',
  deploys: true,
  minutes: 8,
  dollars: 0.02,
  run: async (world, undo) => {
    const plain = await PlainFlow.make(world, undo, 'plain-rollback');
    const see = async () => ({
      versions: (await plain.flow.numbers()).join(' '),
      aliases: [...await plain.flow.routes()].map(([name, version]) => `${name}=${version}`).join(' '),
      policies: [...await plain.policies()].sort().join(' '),
    });
    const before = await see();
    const { deployment, answered, failures } = await plain.deploy({ program: 2, isLate: true });
    if (deployment.isOk) { throw new NotTried('the deployment did not fail'); }
    const after = await see();
    const faults = failures.map((failure) => `a call failed meanwhile: ${failure}`);
    for (const what of ['versions', 'aliases', 'policies'] as const) {
      if (before[what] !== after[what]) {
        faults.push(`the ${what} are ${after[what] || 'none'}, not ${before[what]}`);
      }
    }
    const status = await plain.stack.status();
    if (status !== 'UPDATE_ROLLBACK_COMPLETE') { faults.push(`the stack is ${status}`); }
    const { node, failure } = await plain.call();
    if (node !== 'Answer1') { faults.push(`a call ${failure ? `fails: ${failure}` : `is answered by ${node}`}`); }
    return verdict(faults, `versions ${before.versions} and ${before.aliases} are as they were, and ${answered} calls `
      + 'were answered meanwhile');
  },
};
