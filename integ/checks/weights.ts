import { routeText } from './rolled-back';
import { acceptedHits } from '../../test/handlers/support/binomial';
import { type Check, NotTried, verdict } from '../kit/check';
import { Release } from '../kit/release';

/** So many calls tell 10 % from 15 % in 99 of 100 tries. */
const CALLS = 1500;
const PERCENT = 10;
/** A good sampler fails once in a thousand tries. */
const ALPHA = 0.001;
/** Each call takes a slot of Lambda for the router and one for the work: some accounts have 10. */
const AT_A_TIME = 4;

export const weights: Check = {
  number: 15,
  name: 'weights',
  assumes: `a version with a weight of ${PERCENT} % gets ${PERCENT} of a hundred calls`,
  matters: 'src/canary/traffic-shift.ts: the share is how many callers a bad version can hurt',
  makes: `a stack, a deployment that is stopped while traffic shifts, and ${CALLS} calls`,
  deploys: true,
  minutes: 30,
  dollars: 0.3,
  run: async (world, undo) => {
    const release = await Release.make(world, undo, 'weights');
    const shift = await release.begin({ program: 2, percent: PERCENT, minutes: 60 });
    const before = await release.route();
    const hits = new Map<string, number>();
    let failed = 0;
    let started = 0;
    await Promise.all(Array.from({ length: AT_A_TIME }, async () => {
      while (started < CALLS) {
        started++;
        const { functionVersion, failure } = await release.call('hello');
        hits.set(functionVersion, (hits.get(functionVersion) ?? 0) + 1);
        if (failure !== undefined) { failed++; }
      }
    }));
    const after = await release.route();
    if (routeText(before) !== routeText(after) || shift.hasEnded()) {
      throw new NotTried(`the alias led to ${routeText(before)}, then to ${routeText(after)}: the calls took too long`);
    }
    const reached = hits.get(before.next!.version) ?? 0;
    const { low, high } = acceptedHits(CALLS, PERCENT / 100, ALPHA);
    const seen = `${reached} of ${CALLS} calls reached the new version, from ${low} to ${high} are to be expected`;
    const faults = reached < low || reached > high ? [seen] : [];
    const others = [...hits.keys()].filter((version) => version !== before.version && version !== before.next!.version);
    if (others.length > 0) { faults.push(`calls reached version ${others.join(', ')}, which the alias does not name`); }
    if (failed > 0) { faults.push(`${failed} calls failed`); }
    return verdict(faults, seen);
  },
};
