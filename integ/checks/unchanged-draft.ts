import { type Check, differs, verdict } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { NOT_CHANGED, refusal } from '../kit/refusal';

export const unchangedDraft: Check = {
  number: 4,
  name: 'unchanged-draft',
  assumes: 'a version can be made of a draft that has not changed since the last one, and gets a number of its own',
  matters: 'src/versions/flow-version.ts: another concurrency or description makes a new version of the same '
    + 'definition',
  makes: 'a flow with two versions',
  minutes: 1,
  dollars: 0,
  run: async (world, undo) => {
    const flow = await OwnFlow.make(world, undo, 'unchanged-draft');
    const first = await flow.publish();
    let second = '';
    const name = await refusal(async () => { second = await flow.publish(); }, NOT_CHANGED);
    if (name !== undefined) { return differs(`the second version is refused with ${name}`); }
    return verdict(first === second ? [`the second version is ${second} again`] : [], `the versions are ${first} `
      + `and ${second}`);
  },
};
