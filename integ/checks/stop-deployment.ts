import { restored, versionsBefore } from './rolled-back';
import { type Check, NotTried, verdict } from '../kit/check';
import { Release } from '../kit/release';

export const stopDeployment: Check = {
  number: 16,
  name: 'stop-deployment',
  assumes: 'stopping a deployment with its rollback takes the new version back, and the next deployment goes through',
  matters: 'examples/canary-rollout/README.md, Go back: this is what people are told to do when they see something '
    + 'that no alarm does',
  makes: 'a stack, with a deployment that is stopped and one that succeeds',
  deploys: true,
  minutes: 25,
  dollars: 0.02,
  run: async (world, undo) => {
    const release = await Release.make(world, undo, 'stop-deployment');
    const before = await versionsBefore(release);
    const shift = await release.begin({ program: 2, percent: 50, minutes: 30 });
    const start = world.now();
    if (await release.stop() === 0) { throw new NotTried('CodeDeploy has no deployment to stop'); }
    const { isOk } = await shift.ended;
    const seconds = Math.round((world.now() - start) / 1000);
    const faults = isOk ? ['the deployment succeeded though it was stopped'] : await restored(release, before);
    const again = await release.deploy(2);
    if (!again.isOk) { faults.push(`the next deployment failed: ${again.message}`); }
    return verdict(faults, `all was back ${seconds} s after it was stopped, and the next deployment succeeded`);
  },
};
