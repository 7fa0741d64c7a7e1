/**
 * Each end at each moment of each check at which anything is other than before: what is left in the account is named in
 * a line, and `--clean` takes it away. Nothing here is random.
 */
import { InMemoryAccount } from './support/in-memory-account';
import { type Ended, SessionProcess, type Signal } from './support/session-process';
import { CHECKS } from '../../integ/checks';
import type { Check } from '../../integ/kit/check';
import type { Session } from '../../integ/kit/session';
import { cleanUnder, runUnder } from '../../integ/kit/supervised';

const SIGNALS: readonly Signal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** Moments, or pairs of them, of one check: a check that releases has hundreds. All with INTERRUPTIONS=1000. */
const MOST = process.env.INTERRUPTIONS === undefined ? 20 : Infinity;
const REMEDY = 'this takes it away';
const LAST_WORDS = /left in the account: .*; this takes it away\n$/;

beforeEach(() => {
  // what the function that prunes versions logs
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

interface Life {
  readonly account: InMemoryAccount;
  readonly said: string;
  readonly ended: Ended;
  /** The first moments of all that differ in what is asked of the account, or what is there. */
  readonly moments: readonly number[];
}

/** @param gone lets nothing of this process reach the account any more */
type Act = (process: SessionProcess, gone: () => void) => void;
/** What happens at which moment; the first one is 1. */
type Acts = Readonly<Record<number, Act>>;

const told = (signal: Signal): Act => (process) => process.receive(signal);
/** Signals after which nobody is there any more. */
const ended = (...signals: readonly Signal[]): Act => (process, gone) => {
  signals.forEach((signal) => process.receive(signal));
  gone();
};
const killed: Act = (process, gone) => {
  gone();
  process.kill();
};
const signalAt = (moment: number): Signal => SIGNALS[moment % SIGNALS.length];

/** What `npm run integ` does with one check. */
async function lived(check: Check, acts: Acts = {}): Promise<Life> {
  const account = new InMemoryAccount();
  return life(account, acts, () => account.kill(), async (session) => {
    const { checks: [{ left }] } = await runUnder(session, [check], [], account.world, false);
    return left.length;
  });
}

/** What `npm run integ -- --clean` does for somebody else, later. */
async function cleaned(account: InMemoryAccount, acts: Acts = {}): Promise<Life> {
  const gone = new AbortController();
  const world = account.otherWorld(gone.signal);
  await world.wait(120_000); // what was asked for late is there by now
  return life(account, acts, () => gone.abort(), async (session) => await cleanUnder(session, world) ? 0 : 1);
}

async function life(
  account: InMemoryAccount, acts: Acts, gone: () => void, work: (session: Session) => Promise<number>,
): Promise<Life> {
  const process = new SessionProcess(REMEDY);
  const situations = new Set<string>();
  const moments: number[] = [];
  let count = 0;
  account.onMoment = (operation) => {
    count++;
    const before = situations.size;
    situations.add([operation, ...account.left()].join('\n'));
    if (situations.size > before) { moments.push(count); }
    acts[count]?.(process, gone);
  };
  const end = await process.ended(() => work(process.session));
  account.onMoment = () => {};
  return { account, said: process.said, ended: end, moments };
}

/** As many as are tried, from all over. */
function some<T>(all: readonly T[]): readonly T[] {
  return all.length <= MOST ? all : Array.from({ length: MOST }, (_, at) => all[Math.floor(at * all.length / MOST)]);
}

const unnamed = ({ account, said }: Life) => account.named().filter((one) => !said.includes(one));
const cases = CHECKS.map((check) => [check.name, check] as const);

test.each(cases)('%s: after one signal nothing is left', async (_, check) => {
  for (const at of some((await lived(check)).moments)) {
    const signal = signalAt(at);
    const one = await lived(check, { [at]: told(signal) });
    await one.account.clock.wait(120_000);
    expect({ at, ended: one.ended, still: one.account.left() }).toEqual({ at, ended: 0, still: [] });
    expect(one.said).toMatch(new RegExp(`^interrupted by ${signal}: no more is made, and what was made is taken away; `
      + 'once more to leave it there\\n(not tried|holds) '));
    expect(one.said).not.toContain('left in the account');
  }
});

test.each(cases)('%s: what is left after two signals is named, and cleaned', async (_, check) => {
  const pairs: [number, number][] = [];
  for (const first of some((await lived(check)).moments)) {
    const { moments } = await lived(check, { [first]: told('SIGINT') });
    pairs.push(...moments.filter((one) => one > first).map((second): [number, number] => [first, second]));
  }
  for (const [first, second] of some(pairs)) {
    const one = await lived(check, { [first]: told(signalAt(first)), [second]: ended(signalAt(second)) });
    expect({ first, second, ended: one.ended, unnamed: unnamed(one) })
      .toEqual({ first, second, ended: 1, unnamed: [] });
    if (one.account.named().length > 0) { expect(one.said).toMatch(LAST_WORDS); }
    const after = await cleaned(one.account);
    expect({ first, second, ended: after.ended, still: one.account.left() })
      .toEqual({ first, second, ended: 0, still: [] });
  }
});

test.each(cases)('%s: what is left of a process that was killed is found and cleaned', async (_, check) => {
  for (const at of some((await lived(check)).moments)) {
    const { account } = await lived(check, { [at]: killed });
    const after = await cleaned(account);
    expect({ at, ended: after.ended, still: account.left() }).toEqual({ at, ended: 0, still: [] });
    expect(after.said).toMatch(/^account 111122223333, Region us-east-1, run test: .*\nnothing is left\n$/);
  }
});

test.each(cases)('%s: a cleaning that is ended names the rest, and another one takes it away', async (_, check) => {
  const { moments } = await lived(check);
  const at = moments[Math.floor(moments.length / 2)];
  const left = async () => (await lived(check, { [at]: killed })).account;
  for (const cut of some((await cleaned(await left())).moments)) {
    const account = await left();
    const one = await cleaned(account, { [cut]: ended('SIGINT', 'SIGTERM') });
    // while it looks, it names what it has found
    const isFound = one.said.startsWith('account ');
    expect({ cut, ended: one.ended, unnamed: isFound ? unnamed(one) : [] }).toEqual({ cut, ended: 1, unnamed: [] });
    if (isFound && account.named().length > 0) { expect(one.said).toMatch(LAST_WORDS); }
    const after = await cleaned(account);
    expect({ cut, ended: after.ended, still: account.left() }).toEqual({ cut, ended: 0, still: [] });
  }
});
