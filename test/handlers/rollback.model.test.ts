/**
 * A drill: what callers see of a new version that is broken, until the alarm on the router's own metrics takes it out.
 */
import { acceptedHits } from './support/binomial';
import { DEFAULT_ALARM, deploy } from './support/deployment';
import { aliasOf, startRouter } from './support/router';
import { ServiceException } from '../../cli/serve/exception';
import { output, serve, SUCCESS } from '../cli/serve/support';

/** Two versions of a router over a flow, whose new version answers as given. */
async function versions(brokenness: (call: number) => ServiceException | undefined) {
  let calls = 0;
  const { url } = await serve(async function* ({ flowAliasIdentifier }) {
    yield output('an answer');
    const fault = flowAliasIdentifier === aliasOf(2) ? brokenness(calls++) : undefined;
    if (fault) { throw fault; }
    yield SUCCESS;
  });
  return Promise.all([1, 2].map(async (version) => startRouter(url, { version })));
}

const BROKEN = new ServiceException('DependencyFailedException', 'the prompt of the new version is broken');
const SHIFT = { minutes: 3, callsEachMinute: 200, share: 0.1, alarm: DEFAULT_ALARM };

test('a broken version is out after the first minute: none of the later calls fails, and the promoted alias '
  + 'never moves', async () => {
  const { low, high } = acceptedHits(SHIFT.callsEachMinute, SHIFT.share, 0.001);
  let reached = 0;
  const [stable, candidate] = await versions((call) => { reached = call + 1; return BROKEN; });
  const { failed: [first, ...later], ...rest } = await deploy(stable, candidate, SHIFT);
  expect({ later, ...rest }).toEqual({ later: [0, 0], outcome: 'RolledBack', promoted: '1', shareAtEnd: 0 });
  // what failed is what the draw sent there in that minute: about 20 of 600 calls
  expect(first).toBe(reached);
  expect(first).toBeGreaterThanOrEqual(low);
  expect(first).toBeLessThanOrEqual(high);
});

test('a good version gets all calls, and then the promoted alias', async () => {
  const [stable, candidate] = await versions(() => undefined);
  expect(await deploy(stable, candidate, { ...SHIFT, minutes: 2, callsEachMinute: 50 })).toEqual({
    outcome: 'Succeeded', failed: [0, 0, 0, 0], promoted: '2', shareAtEnd: 1,
  });
});

test('mistakes of callers roll nothing back', async () => {
  const mistake = new ServiceException('ValidationException', 'Expected type for Node Output document of Node '
    + 'FlowInputNode to be STRING. Actual type is OBJECT.');
  const [stable, candidate] = await versions(() => mistake);
  const { outcome, failed } = await deploy(stable, candidate, { ...SHIFT, minutes: 1, callsEachMinute: 120 });
  expect({ outcome, inShift: failed[0] > 5 }).toEqual({ outcome: 'Succeeded', inShift: true });
});

test('a version that fails every third call: an alarm by version sees it, one over the whole alias '
  + 'would not', async () => {
  const everyThird = (call: number) => call % 3 === 0 ? BROKEN : undefined;
  const [stable, candidate] = await versions(everyThird);
  const shift = { ...SHIFT, minutes: 1, callsEachMinute: 120 };
  expect(await deploy(stable, candidate, shift)).toMatchObject({ outcome: 'RolledBack' });
  expect(await deploy(stable, candidate, { ...shift, alarm: { ...DEFAULT_ALARM, flowVersion: undefined } }))
    .toMatchObject({ outcome: 'Succeeded' });
});
