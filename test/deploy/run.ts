/**
 * Deploys on the emulator: `scripts/test-deploy.sh` calls it with the Python that has ministack. Names after it choose
 * what runs.
 */
import { Account } from './account';
import { CanaryLife } from './canary-life';
import { Cdk } from './cdk';
import { Emulator } from './emulator';
import { ExamplesLife } from './examples-life';
import { KitLife } from './kit-life';
import { Life, type Way } from './life';
import { expectThat, StepFailure, Steps } from './steps';
import { EXAMPLES } from '../../examples';

type Tried = (cdk: Cdk, account: Account, steps: (title: string) => Steps, emulator: Emulator) => Promise<void>;

const ALL: Readonly<Record<string, Tried>> = {
  examples: async (cdk, account, steps) => new ExamplesLife(cdk, account, steps('examples'), EXAMPLES).live(),
  plain: life('plain'),
  retained: life('retained'),
  kit: async (_, account, steps, emulator) => new KitLife(emulator, account, steps('checks of integ')).live(),
  canary: async (cdk, account, steps) => new CanaryLife(cdk, account, steps('life of a canary')).live(),
  // each example alone, for whoever works on it
  ...Object.fromEntries(EXAMPLES.map((example) => [example.name, async (cdk, account, steps) => (
    new ExamplesLife(cdk, account, steps(example.name), [example]).live())] as [string, Tried])),
};

/** What is tried when nothing is named. */
const USUAL = ['examples', 'plain', 'retained', 'kit', 'canary'];

function life(way: Way): Tried {
  return async (cdk, account, steps) => new Life(cdk, account, steps(`life of an app, ${way}`), way).live();
}

function succeeded({ isOk, text }: { isOk: boolean; text: string }): void {
  expectThat(isOk, `cdk failed:\n${text}`);
}

/** Each has an account of its own. */
async function tried(python: string, what: Tried): Promise<void> {
  const emulator = await Emulator.start(python);
  try {
    const [cdk, account] = [new Cdk(emulator), new Account(emulator)];
    succeeded(await cdk.bootstrap());
    await what(cdk, account, (title) => new Steps(title, emulator, account), emulator);
  } finally {
    emulator.stop();
  }
}

async function main([python, ...names]: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in ALL));
  if (!python || unknown.length > 0) {
    throw new StepFailure(`there is no ${unknown.join(', ')}; choose from ${Object.keys(ALL).join(', ')}`);
  }
  const chosen = Object.entries(ALL).filter(([name]) => (names.length === 0 ? USUAL : names).includes(name));
  const outcomes = await Promise.allSettled(chosen.map(([, what]) => tried(python, what)));
  const failures = outcomes.flatMap((outcome) => outcome.status === 'rejected' ? outcome.reason as Error : []);
  for (const error of failures) { console.error(error instanceof StepFailure ? `error: ${error.message}` : error); }
  process.exitCode = failures.length > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) { process.once(signal, () => process.exit(1)); }
void main(process.argv.slice(2));
