import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { PlainFlow } from './plain-calls';
import { type Check, NotTried, verdict } from '../kit/check';

export const cleanUp: Check = {
  number: 20,
  name: 'clean-up',
  assumes: 'an update makes the new policy before it changes the flow, moves the alias, and deletes the old version '
    + 'and policy only in its clean-up',
  matters: 'src/versions/flow-version.ts and src/role: without retention, this order is all that keeps a flow '
    + 'answering through an update',
  makes: 'a stack, deployed twice, with some hundred calls',
  deploys: true,
  minutes: 8,
  dollars: 0.02,
  run: async (world, undo) => {
    const plain = await PlainFlow.make(world, undo, 'clean-up');
    const { events } = plain.stack;
    const last = await events.newest();
    const { deployment, answered, failures } = await plain.deploy({ program: 2 });
    if (!deployment.isOk) { throw new NotTried(`the second deployment failed: ${deployment.message}`); }
    const faults = [...orderFaults(await events.since(last)), ...failures.map((failure) => 'a call failed during the '
      + `update: ${failure}`)];
    const { node, failure } = await plain.call();
    if (node !== 'Answer2') {
      faults.push(`after the update a call ${failure ? `fails: ${failure}` : `is answered by ${node}`}`);
    }
    const versions = (await plain.flow.numbers()).join(' ');
    if (versions !== '2') { faults.push(`after the update the versions are ${versions}, not 2`); }
    const policies = await plain.policies();
    if (policies.length !== 1) { faults.push(`after the update the role has ${policies.length} policies`); }
    return verdict(faults, `${answered} calls were answered during the update, and the old version and policy went in `
      + 'the clean-up');
  },
};

/** What comes too early or too late. */
function orderFaults(events: readonly StackEvent[]): readonly string[] {
  const at = (type: string, status: string) => {
    const place = events.findIndex(({ ResourceType, ResourceStatus }) => ResourceType === type
      && ResourceStatus === status);
    if (place < 0) { throw new NotTried(`the stack has no event ${status} of ${type}`); }
    return place;
  };
  const moved = at('AWS::Bedrock::FlowAlias', 'UPDATE_COMPLETE');
  const cleaning = at('AWS::CloudFormation::Stack', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  const faults: string[] = [];
  if (at('AWS::IAM::Policy', 'CREATE_COMPLETE') > at('AWS::Bedrock::Flow', 'UPDATE_IN_PROGRESS')) {
    faults.push('the flow changes before its new policy is there');
  }
  for (const [type, what] of [['AWS::Bedrock::FlowVersion', 'version'], ['AWS::IAM::Policy', 'policy']] as const) {
    const deleted = at(type, 'DELETE_IN_PROGRESS');
    if (deleted < moved) { faults.push(`the old ${what} is deleted before the alias moves`); }
    if (deleted < cleaning) { faults.push(`the old ${what} is deleted before the clean-up`); }
  }
  return faults;
}
