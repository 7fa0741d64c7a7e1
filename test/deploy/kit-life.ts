/**
 * The checks of `integ/`, ended by signals at random moments: nothing is left that is not named, and `--clean` takes it
 * away.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from './account';
import { expectEmpty } from './empty';
import { ACCOUNT, type Emulator, REGION } from './emulator';
import { expectSame, expectThat, type Steps } from './steps';

const ROOT = resolve(__dirname, '../..');
const QUICK = ['alias-names', 'delete-refusals', 'version-numbers'];
/** Deploys a stack. */
const SLOW = ['tags-only'];

interface End {
  readonly name: string;
  readonly checks: readonly string[];
  /** The latest moment after the first thing that is made. */
  readonly withinMs: number;
  readonly end: (npm: ChildProcess) => void;
}

const HANG_UP = ({ pid }: ChildProcess): void => send(-pid!, 'SIGHUP');

/** A terminal sends its signals to all of the foreground group; a supervisor to one process. */
const ENDS: readonly End[] = [
  { name: 'Ctrl+C', checks: QUICK, withinMs: 6000, end: ({ pid }) => send(-pid!, 'SIGINT') },
  { name: 'SIGTERM to npm', checks: QUICK, withinMs: 6000, end: ({ pid }) => send(pid!, 'SIGTERM') },
  { name: 'a closed terminal', checks: QUICK, withinMs: 6000, end: HANG_UP },
  {
    name: 'Ctrl+C while a stack is deployed',
    checks: SLOW,
    withinMs: 20_000,
    end: ({ pid }) => send(-pid!, 'SIGINT'),
  },
];

interface Call {
  readonly npm: ChildProcess;
  /** The run. */
  readonly begun: Promise<string>;
  readonly ended: Promise<Ended>;
  /** Whether nothing that npm had started was there when it came back. */
  readonly wasLast: Promise<boolean>;
}

interface Ended {
  readonly code: number | null;
  readonly text: string;
}

export class KitLife {
  public constructor(
    private readonly emulator: Emulator, private readonly account: Account, private readonly steps: Steps,
  ) {}

  public async live(): Promise<void> {
    await this.steps.step('a check that goes through', [], async () => {
      const { code, text } = await this.called(['alias-names', '--yes', '--account', ACCOUNT]).ended;
      expectThat(code === 0 && text.includes('holds     10 alias-names'), `it ended with ${code}:\n${text}`);
      await this.expectNothing();
    });
    for (const end of ENDS) {
      const after = Math.floor(Math.random() * end.withinMs);
      await this.steps.step(`${end.name} after ${after} ms`, [], () => this.interrupted(end, after));
    }
    const after = Math.floor(Math.random() * 20_000);
    await this.steps.step(`killed after ${after} ms, and cleaned`, [], () => this.killed(after));
  }

  /** All is gone when npm is back, but for what was named. */
  private async interrupted({ checks, end }: End, after: number): Promise<void> {
    const call = this.called([...checks, '--yes', '--account', ACCOUNT]);
    await call.begun;
    await pause(after);
    end(call.npm);
    const { code, text } = await call.ended;
    // whoever waits for npm must not be told of a success that was none; a signal of its own is what npm may end with
    expectThat(code !== 0 || !text.includes('interrupted'), `it ended with ${code}:\n${text}`);
    // of a terminal that is closed, npm knows nothing
    expectThat(await call.wasLast || end === HANG_UP, 'npm came back before all was taken away');
    await gone(call.npm.pid!);
    expectThat(!text.includes('left in the account'), text);
    await this.expectNothing();
  }

  private async killed(after: number): Promise<void> {
    const call = this.called([...SLOW, ...QUICK, '--yes', '--account', ACCOUNT]);
    const run = await call.begun;
    await pause(after);
    send(-call.npm.pid!, 'SIGKILL');
    await call.ended;
    await pause(7000); // the command line of CDK ends when it finds out
    const { code, text } = await this.called(['--clean', run]).ended;
    expectSame('the exit code of --clean', code, 0);
    expectThat(text.includes('nothing is left'), text);
    await this.expectNothing();
  }

  private async expectNothing(): Promise<void> {
    expectEmpty(await this.account.state(), 'gone');
  }

  /** As people call it, in a process group of its own, like that of a terminal. */
  private called(argv: readonly string[]): Call {
    const npm = spawn('npm', ['run', 'integ', '--', ...argv, '--region', REGION], {
      cwd: ROOT, env: this.emulator.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true,
    });
    let text = '';
    const ended = new Promise<Ended>((done) => { npm.on('close', (code) => done({ code, text })); });
    const begun = new Promise<string>((done, fail) => {
      for (const stream of [npm.stdout, npm.stderr]) {
        stream.setEncoding('utf8').on('data', (piece: string) => {
          text += piece;
          const run = /^run (\w+); /m.exec(text)?.[1];
          if (run) { done(run); }
        });
      }
      void ended.then(() => fail(new Error(`it ended before it began:\n${text}`)));
    });
    begun.catch(() => undefined);
    const wasLast = new Promise<boolean>((done) => { npm.once('exit', () => done(!isThere(npm.pid!))); });
    return { npm, begun, ended, wasLast };
  }
}

/** A run that is quick may have ended before its moment came: then there is nobody to tell. */
function send(to: number, signal: NodeJS.Signals): void {
  try {
    process.kill(to, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') { throw error; }
  }
}

/** Nobody of a process group is there any more: npm came back last, or what it left behind has ended. */
async function gone(group: number): Promise<void> {
  while (isThere(group)) { await pause(200); }
}

function isThere(group: number): boolean {
  try { return process.kill(-group, 0); } catch { return false; }
}
