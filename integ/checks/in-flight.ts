import { InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { type Check, NotTried, verdict } from '../kit/check';
import { FlowVersions } from '../kit/flow-versions';
import { OwnStack } from '../kit/own-stack';
import { requestFor } from '../kit/router-call';
import { sayingOf } from '../kit/saying';
import type { World } from '../kit/world';

/** How long the calls take, and when what they use is deleted. */
const SECONDS = 20;
const DELETED_AFTER = 5;

export const inFlight: Check = {
  number: 12,
  name: 'in-flight',
  assumes: 'a call that is under way ends well, though its alias and its version are deleted meanwhile',
  matters: 'handlers/revisions: old versions are deleted right after a deployment; if calls are cut, that must wait '
    + 'for them',
  makes: 'a stack, with versions and aliases of its flow',
  deploys: true,
  minutes: 6,
  dollars: 0.01,
  run: async (world, undo) => {
    const stack = await OwnStack.make(world, undo, 'in-flight', { kind: 'probe' });
    const flow = new FlowVersions(world, await stack.output('FlowId'));
    undo.add(`versions of flow ${flow.flowId}`, () => flow.deleteAll());
    const faults: string[] = [];
    for (const isVersionToo of [false, true]) {
      const version = await flow.publish();
      const alias = await flow.point(`under-way-${version}`, version);
      const calm = await call(world, flow.flowId, alias, 0);
      if (calm !== undefined) { throw new NotTried(`a call fails though nothing is deleted: ${calm}`); }
      let hasEnded = false;
      const underWay = call(world, flow.flowId, alias, SECONDS).finally(() => { hasEnded = true; });
      await world.wait(DELETED_AFTER * 1000);
      await flow.deleteAlias(alias);
      if (isVersionToo) { await flow.deleteVersion(version); }
      if (hasEnded) {
        throw new NotTried(`a call was over in ${DELETED_AFTER} seconds: ${await underWay ?? 'it went well'}`);
      }
      const failure = await underWay;
      if (failure !== undefined) {
        faults.push(`a call fails when its alias ${isVersionToo ? 'and version are' : 'is'} deleted: ${failure}`);
      }
    }
    return verdict(faults, `calls of ${SECONDS} seconds ended well, though alias and version were deleted `
      + `after ${DELETED_AFTER}`);
  },
};

/** How a call fails; `undefined` if it does not. */
async function call(
  { clients }: World, flowIdentifier: string, flowAliasIdentifier: string, seconds: number,
): Promise<string | undefined> {
  try {
    const { responseStream } = await clients.runtime.send(new InvokeFlowCommand({
      flowIdentifier, flowAliasIdentifier, inputs: requestFor(`wait ${seconds}`).inputs as never,
    }));
    for await (const { flowCompletionEvent } of responseStream ?? []) {
      if (flowCompletionEvent?.completionReason === 'SUCCESS') { return undefined; }
    }
    return 'the stream ends without a completion';
  } catch (error) {
    return sayingOf(error);
  }
}
