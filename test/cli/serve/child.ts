/** The command as people start it: its bundle, in a process of its own, outside of the repository. */
import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundle } from '../../../cli/bundle';
import { folder } from '../support';

/** Collects garbage when asked, and says what is left; it does not keep the process alive. */
const PROBE = `
process.on('message', () => { gc(); setImmediate(() => { gc(); process.send(process.memoryUsage().heapUsed); }); });
process.channel.unref();
`;

let home: string | undefined;
const running: ChildProcess[] = [];
afterEach(() => { for (const child of running.splice(0)) { child.kill('SIGKILL'); } });

export class Serving {
  public out = '';
  public err = '';
  public readonly ended: Promise<number | null>;

  public constructor(private readonly child: ChildProcess) {
    child.stdout!.on('data', (chunk) => { this.out += chunk; });
    child.stderr!.on('data', (chunk) => { this.err += chunk; });
    this.ended = new Promise((resolve) => { child.once('close', resolve); });
  }

  public get url(): string { return /AWS_ENDPOINT_URL_BEDROCK_AGENT_RUNTIME=(\S+)/.exec(this.out)![1]; }

  /** What came after the greeting: a line for each request and each reload. */
  public get answers(): readonly string[] {
    const lines = this.out.split('\n').slice(0, -1);
    return lines.slice(lines.indexOf('Ctrl+C stops.') + 1);
  }

  /** The bytes in use, without garbage. */
  public async heap(): Promise<number> {
    return new Promise((resolve) => {
      this.child.once('message', (bytes) => resolve(bytes as number));
      this.child.send('how much?');
    });
  }

  public async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

/** Starts `bedrock-flows serve`, and waits until it serves or has ended. */
export async function startServe(argv: readonly string[], cwd = folder({})): Promise<Serving> {
  if (home === undefined) {
    home = folder({});
    bundle(home);
    writeFileSync(join(home, 'probe.cjs'), PROBE);
  }
  const child = spawn(process.execPath,
    ['--expose-gc', '-r', join(home, 'probe.cjs'), join(home, 'bedrock-flows.js'), 'serve', ...argv], {
      cwd, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
  running.push(child);
  const serving = new Serving(child);
  let isOver = false;
  void serving.ended.then(() => { isOver = true; });
  await waitFor(() => isOver || serving.out.includes('Ctrl+C stops.\n'));
  return serving;
}

/** Waits until something is so, at most a minute: the machine may be busy. */
export async function waitFor(isSo: () => boolean): Promise<void> {
  for (let left = 6000; left && !isSo(); left--) { await new Promise((resolve) => setTimeout(resolve, 10)); }
  expect(isSo()).toBe(true);
}
