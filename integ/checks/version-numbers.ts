import { type Check, verdict } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';

export const versionNumbers: Check = {
  number: 2,
  name: 'version-numbers',
  assumes: 'the number of a deleted version is never given again',
  matters: 'src/versions/pinned-alias.ts: pinned aliases are named by the number, and metrics and routers know '
    + 'versions by it',
  makes: 'a flow with up to three versions',
  minutes: 1,
  dollars: 0,
  run: async (world, undo) => {
    const flow = await OwnFlow.make(world, undo, 'version-numbers');
    const given = [await flow.publish()];
    await flow.changeDraft();
    given.push(await flow.publish());
    await flow.deleteVersion(given[1]);
    await flow.changeDraft();
    const third = await flow.publish();
    const faults = given.includes(third)
      ? [`after ${given.join(', ')} and the deletion of ${given[1]} comes ${third}`] : [];
    return verdict(faults, `after ${given.join(', ')} and the deletion of ${given[1]} comes ${third}`);
  },
};
