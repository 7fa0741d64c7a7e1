import { GetFlowCommand, ListTagsForResourceCommand } from '@aws-sdk/client-bedrock-agent';
import { type Check, NotTried, verdict } from '../kit/check';
import { OwnStack } from '../kit/own-stack';

export const tagsOnly: Check = {
  number: 11,
  name: 'tags-only',
  assumes: 'a deployment that changes nothing but tags moves updatedAt of the flow',
  matters: 'src/versions/flow-hash.ts: this is why versions follow the content of a flow; if it is not so, updatedAt '
    + 'could tell it too',
  makes: 'a stack, deployed twice',
  deploys: true,
  minutes: 5,
  dollars: 0,
  run: async (world, undo) => {
    const { bedrock } = world.clients;
    const stack = await OwnStack.make(world, undo, 'tags-only', { kind: 'draft', colour: 'blue' });
    const [flowIdentifier, resourceArn] = [await stack.output('FlowId'), await stack.output('FlowArn')];
    const updatedAt = async () => (await bedrock.send(new GetFlowCommand({ flowIdentifier }))).updatedAt!.toISOString();
    const before = await updatedAt();
    const { isOk, message } = await stack.deploy({ kind: 'draft', colour: 'green' });
    if (!isOk) { throw new NotTried(`the second deployment failed: ${message}`); }
    const { tags } = await bedrock.send(new ListTagsForResourceCommand({ resourceArn }));
    if (tags?.colour !== 'green') { throw new NotTried(`the tag is '${tags?.colour}', not 'green'`); }
    const after = await updatedAt();
    return verdict(before === after ? [`updatedAt stays ${before}`] : [], `updatedAt moves from ${before} to ${after}`);
  },
};
