import { type Check, differs, holds } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { NAME_TAKEN, refusal } from '../kit/refusal';

export const aliasNames: Check = {
  number: 10,
  name: 'alias-names',
  assumes: 'a flow has no two aliases of one name: the second is refused',
  matters: 'src/versions/pinned-alias.ts: pinned aliases are named by version, since a name by content would be taken '
    + 'after a revert',
  makes: 'a flow with a version and an alias',
  minutes: 1,
  dollars: 0,
  run: async (world, undo) => {
    const flow = await OwnFlow.make(world, undo, 'alias-names');
    const version = await flow.publish();
    await flow.point('twice', version);
    const name = await refusal(() => flow.point('twice', version), NAME_TAKEN);
    return name === undefined
      ? differs('there are two aliases of one name') : holds(`the second is refused with ${name}`);
  },
};
