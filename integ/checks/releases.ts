import { GetFlowCommand } from '@aws-sdk/client-bedrock-agent';
import { type Check, NotTried, verdict } from '../kit/check';
import { NOT_THERE, refusal } from '../kit/refusal';
import { Release } from '../kit/release';

/**
 * What each deployment brings, and what is there after it: three versions are kept. A revert gets a number of its own.
 */
const DEPLOYMENTS = [
  { program: 2, versions: '1 2' },
  { program: 3, versions: '1 2 3' },
  { program: 1, versions: '2 3 4' },
] as const;

export const releases: Check = {
  number: 19,
  name: 'releases',
  assumes: 'three releases and a revert each bring a version that takes over, three versions are kept with their '
    + 'pinned aliases and policies, and nothing is left of the stack',
  matters: 'src/versions/flow-version.ts and src/versions/revision-retention.ts: the whole way of a version, with the '
    + 'functions of the library in place',
  makes: 'a stack, deployed four times',
  deploys: true,
  minutes: 30,
  dollars: 0.02,
  run: async (world, undo) => {
    const release = await Release.make(world, undo, 'releases');
    const faults: string[] = [];
    const see = async (program: number, expected: string) => {
      const newest = expected.split(' ').pop()!;
      const versions = [...await release.flow.numbers()].sort((left, right) => Number(left) - Number(right)).join(' ');
      const routes = await release.flow.routes();
      const pinned = [...routes].flatMap(([name, version]) => name === `pinned-${version}` ? version : [])
        .sort((left, right) => Number(left) - Number(right)).join(' ');
      const { lines, failure } = await release.call('hello');
      const answered = lines.some(({ flowOutputEvent }) => flowOutputEvent?.nodeName === `Answer${program}`);
      if (versions !== expected) { faults.push(`program ${program}: the versions are ${versions}, not ${expected}`); }
      if (pinned !== expected) {
        faults.push(`program ${program}: versions ${pinned || 'none'} have a pinned alias, not ${expected}`);
      }
      const policies = await release.policies();
      const wanted = expected.split(' ').length;
      if (policies.length !== wanted) {
        faults.push(`program ${program}: the role has ${policies.length} policies of versions, not ${wanted}`);
      }
      if (await release.promoted() !== newest) {
        faults.push(`program ${program}: the promoted alias does not lead to ${newest}`);
      }
      if (failure !== undefined || !answered) {
        faults.push(`program ${program}: a `
          + `call ${failure ? `fails with ${failure}` : 'is answered by another program'}`);
      }
    };
    await see(1, '1');
    for (const { program, versions } of DEPLOYMENTS) {
      const { isOk, message } = await release.deploy(program);
      if (!isOk) { throw new NotTried(`the deployment of program ${program} failed: ${message}`); }
      await see(program, versions);
    }
    if (faults.length > 0) { return verdict(faults, ''); }
    await release.stack.delete();
    const role = await refusal(() => release.policies(), NOT_THERE);
    if (role !== 'NoSuchEntityException') {
      faults.push(`the role of the flow is left of the stack (${role ?? 'it is there'})`);
    }
    const gone = await refusal(
      () => world.clients.bedrock.send(new GetFlowCommand({ flowIdentifier: release.outputs.FlowId })), NOT_THERE,
    );
    if (gone !== 'ResourceNotFoundException') {
      faults.push(`the flow is left of the stack (${gone ?? 'it is there'})`);
    }
    return verdict(faults, 'versions 1; 1 2; 1 2 3; 2 3 4 after the revert; nothing after the deletion');
  },
};
