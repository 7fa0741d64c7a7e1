import { type Check, verdict } from '../kit/check';
import { OwnFlow } from '../kit/own-flow';
import { IN_USE, refusal } from '../kit/refusal';

export const deleteRefusals: Check = {
  number: 1,
  name: 'delete-refusals',
  assumes: 'a version that an alias leads to, and a flow that has versions or aliases, are not deleted; a version is, '
    + 'once its alias is gone',
  matters: 'handlers/revisions: what is pruned goes aliases first; if nothing is refused, its own rules are all that '
    + 'protects versions in use',
  makes: 'a flow with two versions and an alias',
  minutes: 1,
  dollars: 0,
  run: async (world, undo) => {
    const flow = await OwnFlow.make(world, undo, 'delete-refusals');
    const version = await flow.publish();
    await flow.changeDraft();
    await flow.publish();
    const alias = await flow.point('in-use', version);

    const faults: string[] = [];
    const refused: string[] = [];
    const expectRefusal = async (what: string, attempt: () => Promise<void>) => {
      const name = await refusal(attempt, IN_USE);
      if (name === undefined) { faults.push(`${what} is deleted`); } else { refused.push(`${what}: ${name}`); }
      return name !== undefined;
    };
    const versionStays = await expectRefusal('a version that an alias leads to', () => flow.deleteVersion(version));
    const flowStays = await expectRefusal('a flow with versions and aliases', () => flow.delete());
    if (flowStays) {
      await flow.deleteAlias(alias);
      const freed = versionStays ? await refusal(() => flow.deleteVersion(version), IN_USE) : undefined;
      if (freed !== undefined) { faults.push(`a version whose alias is gone is not deleted: ${freed}`); }
      await expectRefusal('a flow with a version', () => flow.delete());
    }
    return verdict(faults, `refused are ${refused.join(', ')}`);
  },
};
