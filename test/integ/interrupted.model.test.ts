/**
 * Ends at random moments of random checks: nothing is left that is not named, and `--clean` takes away what a process
 * that was killed has left.
 */
import { InMemoryAccount } from './support/in-memory-account';
import { CHECKS } from '../../integ/checks';
import type { Check } from '../../integ/kit/check';
import { whileCleaning } from '../../integ/kit/interruption';
import { findLeftovers } from '../../integ/kit/leftovers';
import { type Finding, runChecks } from '../../integ/kit/runner';
import { Undo } from '../../integ/kit/undo';

/** More with INTERRUPTIONS=1000. */
const TRIES = Number(process.env.INTERRUPTIONS ?? 60);
const LATEST = 300;

beforeAll(() => {
  // what the function that prunes versions logs
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterAll(() => jest.restoreAllMocks());

/** The same tries each time. */
function randomly(seed: number): () => number {
  let state = seed * 7919 + 1;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

interface Try {
  readonly seed: number;
  readonly check: Check;
  readonly account: InMemoryAccount;
  /** The moments at which something happens: early ones are likelier, since there everything is made. */
  readonly moments: readonly [number, number];
}

function* tries(): Generator<Try> {
  for (let seed = 1; seed <= TRIES; seed++) {
    const random = randomly(seed);
    random();
    const moment = () => Math.floor(LATEST ** random());
    const check = CHECKS[Math.floor(random() * CHECKS.length)];
    const rules = { asksLate: random() < 0.3, prunerMayDelete: random() < 0.7 };
    const first = moment();
    // often while the same call is under way
    const second = random() < 0.5 ? first + 1 : first + moment();
    yield { seed, check, account: new InMemoryAccount(rules), moments: [first, second] };
  }
}

function atMoments(account: InMemoryAccount, moments: readonly number[], act: (nth: number) => void): void {
  let count = 0;
  account.onMoment = () => {
    count++;
    moments.forEach((moment, nth) => { if (moment === count) { act(nth); } });
  };
}

test('after an interruption nothing is left', async () => {
  for (const { seed, check, account, moments } of tries()) {
    const controller = new AbortController();
    atMoments(account, moments.slice(0, 1), () => controller.abort());
    const { outcome, left } = await finding(account, check, controller.signal);
    await account.clock.wait(120_000); // what was asked for late is there by now
    expect({ seed, name: check.name, outcome, left, still: account.left() })
      .toEqual({
        seed,
        name: check.name,
        outcome: controller.signal.aborted ? expect.stringMatching(/^(not tried|holds)$/) : 'holds',
        left: [],
        still: [],
      });
  }
});

test('whoever interrupts twice is told of all that is left, and of nothing else', async () => {
  let cut = 0;
  for (const { seed, check, account, moments } of tries()) {
    const controller = new AbortController();
    let undo = new Undo();
    let seen: { readonly names: readonly string[]; readonly there: readonly string[] } | undefined;
    const end = new Promise<void>((done) => {
      atMoments(account, moments, (nth) => {
        if (nth === 0) { return controller.abort(); }
        seen = { names: undo.names(), there: account.named() };
        account.kill();
        return done();
      });
    });
    await Promise.race([end, finding(account, check, controller.signal, (made) => { undo = made; })]);
    if (!seen) { continue; }
    cut++;
    const { names, there } = seen;
    const plain = names.map((name) => name.replace(' (if it was made)', ''));
    expect({ seed, name: check.name, unnamed: there.filter((one) => !plain.includes(one)) })
      .toEqual({ seed, name: check.name, unnamed: [] });
    // the last one may be gone: its deletion was under way
    const sure = names.slice(0, -1).filter((name) => !name.endsWith(')') && !name.startsWith('policy'));
    expect({ seed, name: check.name, untrue: sure.filter((one) => !there.includes(one)) })
      .toEqual({ seed, name: check.name, untrue: [] });
  }
  expect(cut).toBeGreaterThan(TRIES / 10);
});

test('what a run has left that was killed is found by its tag and its names, and taken away', async () => {
  let cleaned = 0;
  for (const { seed, check, account, moments } of tries()) {
    const end = new Promise<void>((done) => {
      atMoments(account, moments.slice(0, 1), () => { account.kill(); done(); });
    });
    await Promise.race([end, finding(account, check)]);
    const other = account.otherWorld();
    await other.wait(120_000); // a stack that was asked for is there by now
    const undo = new Undo();
    await findLeftovers(other, undo);
    if (undo.names().length > 0) { cleaned++; }
    const left = await whileCleaning(() => undo.all());
    expect({ seed, name: check.name, left, still: account.left() })
      .toEqual({ seed, name: check.name, left: [], still: [] });
  }
  expect(cleaned).toBeGreaterThan(TRIES / 3);
});

async function finding(
  account: InMemoryAccount, check: Check, interrupted?: AbortSignal, began?: (undo: Undo) => void,
): Promise<Finding> {
  return (await runChecks([check], [], account.world, { keeps: false, say: () => {}, interrupted, began })).checks[0];
}
