import { restored, routeText, versionsBefore } from './rolled-back';
import { type Check, NotTried, verdict } from '../kit/check';
import { Release } from '../kit/release';

/** An alarm period, its evaluation, and the way of CodeDeploy. */
const IN_TIME = 240;
const GIVEN_UP = 900;

export const forcedAlarm: Check = {
  number: 18,
  name: 'forced-alarm',
  assumes: `when its calls fail, a new version is out of traffic within ${IN_TIME} seconds, by the router's own `
    + 'metrics and without anybody\'s help',
  matters: 'src/canary/canary-alarms.ts: metrics, alarm and rollback are one chain, and each link was only read about',
  makes: 'a stack, with a deployment that is rolled back, and some hundred calls that fail',
  deploys: true,
  minutes: 30,
  dollars: 0.1,
  run: async (world, undo) => {
    const release = await Release.make(world, undo, 'forced-alarm');
    const before = await versionsBefore(release);
    const shift = await release.begin({ program: 2, percent: 50, minutes: 30 });
    const { next } = await release.route();
    let first: number | undefined;
    let out: number | undefined;
    const end = world.now() + GIVEN_UP * 1000;
    while (out === undefined && world.now() < end) {
      const { functionVersion, failure } = await release.call('fail');
      if (failure === undefined) { throw new NotTried('a call that was to fail went well'); }
      if (functionVersion === next?.version) { first ??= world.now(); }
      await world.wait(1000);
      if (routeText(await release.route()) === before.functionVersion) { out = world.now(); }
    }
    if (first === undefined) { throw new NotTried('no call reached the new version'); }
    if (out === undefined) {
      return verdict([`the new version has traffic still, ${GIVEN_UP} s after its calls began to fail`], '');
    }
    const seconds = Math.round((out - first) / 1000);
    const { isOk } = await shift.ended;
    const faults = isOk ? ['the deployment succeeded'] : await restored(release, before);
    if (seconds > IN_TIME) { faults.push(`the new version was out only after ${seconds} s`); }
    return verdict(faults, `the new version was out ${seconds} s after its first failed call`);
  },
};
