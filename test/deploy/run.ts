/**
 * Deploys on the emulator: `scripts/test-deploy.sh` calls it with the Python that has ministack. Names after it choose
 * what runs.
 */
import { App } from 'aws-cdk-lib';
import { Account } from './account';
import { CanaryLife } from './canary-life';
import { Cdk } from './cdk';
import { expectEmpty } from './empty';
import { Emulator } from './emulator';
import { KitLife } from './kit-life';
import { Life, type Way } from './life';
import { expectSame, expectThat, StepFailure, Steps } from './steps';
import { EXAMPLES } from '../../examples';

type Tried = (cdk: Cdk, account: Account, steps: (title: string) => Steps, emulator: Emulator) => Promise<void>;

const ALL: Readonly<Record<string, Tried>> = {
  examples: async (cdk, account, steps) => {
    const names = EXAMPLES.map(({ name }) => name);
    const called = steps('examples');
    await called.step(`${names.length} deployed`, names, async () => succeeded(await cdk.deploy(allExamples)));
    await called.step('destroyed', names, async () => {
      succeeded(await cdk.destroy(allExamples));
      const { buckets, logGroups, ...state } = await account.state();
      // buckets and log groups of users stay where a template says so
      const ownLogs = logGroups.filter((name) => !name.startsWith('/aws/lambda/'));
      expectSame('what is retained', { buckets: buckets.length, logs: ownLogs.length },
        { buckets: retained('AWS::S3::Bucket'), logs: retained('AWS::Logs::LogGroup') });
      expectEmpty({ ...state, buckets: [], logGroups: [] }, 'none');
    });
  },
  plain: life('plain'),
  retained: life('retained'),
  kit: async (_, account, steps, emulator) => new KitLife(emulator, account, steps('checks of integ')).live(),
  canary: async (cdk, account, steps) => new CanaryLife(cdk, account, steps('life of a canary')).live(),
};

function allExamples(app: App): void {
  for (const { name, stack } of EXAMPLES) { new stack(app, name); }
}

function retained(type: string): number {
  const app = new App();
  allExamples(app);
  const resources = app.synth().stacks.flatMap(({ template }) => (
    Object.values(template.Resources as Record<string, { Type: string; DeletionPolicy?: string }>)));
  return resources.filter(({ Type, DeletionPolicy }) => Type === type && DeletionPolicy?.startsWith('Retain')).length;
}

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
  const chosen = Object.entries(ALL).filter(([name]) => names.length === 0 || names.includes(name));
  const outcomes = await Promise.allSettled(chosen.map(([, what]) => tried(python, what)));
  const failures = outcomes.flatMap((outcome) => outcome.status === 'rejected' ? outcome.reason as Error : []);
  for (const error of failures) { console.error(error instanceof StepFailure ? `error: ${error.message}` : error); }
  process.exitCode = failures.length > 0 ? 1 : 0;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) { process.once(signal, () => process.exit(1)); }
void main(process.argv.slice(2));
