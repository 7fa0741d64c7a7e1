import { restored, routeText, versionsBefore } from './rolled-back';
import { type Check, NotTried, verdict } from '../kit/check';
import { Release } from '../kit/release';

/** The same way for both deployments: were the first one all at once, so would be the way back. */
const WAY = { percent: 50, minutes: 1 };

export const lateFailure: Check = {
  number: 5,
  name: 'late-failure',
  assumes: 'when something fails after the shift, CloudFormation puts the alias of the router back at once, without a '
    + 'shift, and all is as it was',
  matters: 'src/canary/canary-flow-alias.ts: a shift on the way back would keep the bad version in use, and could last '
    + '120 minutes at most',
  makes: 'a stack, with one deployment that fails at its end',
  deploys: true,
  minutes: 25,
  dollars: 0.05,
  run: async (world, undo) => {
    const release = await Release.make(world, undo, 'late-failure', WAY);
    const before = await versionsBefore(release);
    const shift = await release.begin({ program: 2, ...WAY, isLate: true });
    const seen: string[] = [];
    let isOver = false;
    while (!isOver) {
      isOver = shift.hasEnded();
      const now = routeText(await release.route());
      if (seen[seen.length - 1] !== now) { seen.push(now); }
      await world.wait(isOver ? 0 : 2000);
    }
    const { isOk, message } = await shift.ended;
    if (isOk) { throw new NotTried('the deployment did not fail'); }
    const arrived = seen.findIndex((route) => route !== before.functionVersion && !route.includes('+'));
    if (arrived < 0) {
      throw new NotTried(`the new version never had all traffic (${message}); the alias led `
        + `to ${seen.join(', then ')}`);
    }
    const faults = await restored(release, before);
    const back = seen.slice(arrived + 1).filter((route) => route.includes('+'));
    if (back.length > 0) { faults.push(`the way back was a shift (${back.join(', ')})`); }
    return verdict(faults, `the alias led to ${seen.join(', then ')}`);
  },
};
