import { NUMBER } from '../../src/core/constraints';
import { type Check, differs, holds } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { QUOTA_EXCEEDED, refusal } from '../kit/refusal';

const { max: QUOTA } = NUMBER.aliasesPerFlow;

export const draftAliasQuota: Check = {
  number: 3,
  name: 'draft-alias-quota',
  assumes: `TSTALIASID counts as one of the ${QUOTA} aliases of a flow`,
  matters: 'src/versions/revisions.ts: aliases are counted at synth; if it does not count, one more could be allowed',
  makes: `a flow with up to ${QUOTA + 1} aliases`,
  minutes: 1,
  dollars: 0,
  run: async (world, undo) => {
    const flow = await OwnFlow.make(world, undo, 'draft-alias-quota');
    const version = await flow.publish();
    for (let made = 0; made <= QUOTA; made++) {
      const name = await refusal(() => flow.point(`number-${made + 1}`, version), QUOTA_EXCEEDED);
      if (name !== undefined) {
        const seen = `${made} aliases are made, the next is refused with ${name}`;
        return made === QUOTA - 1 ? holds(seen) : differs(seen);
      }
      await world.wait(600);
    }
    return differs(`${QUOTA + 1} aliases are made, none is refused`);
  },
};
