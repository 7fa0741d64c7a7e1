/** The emulator: a process of its own, which ends with this one whatever happens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const REGION = 'eu-west-1';
export const ACCOUNT = '000000000000';
const START_SECONDS = 60;

/** No profile, no role of this machine: nothing here can reach an account of AWS. */
const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: REGION,
  AWS_DEFAULT_REGION: REGION,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};

export class Emulator {
  public static async start(python: string): Promise<Emulator> {
    const [folder, port] = [mkdtempSync(join(tmpdir(), 'test-deploy-')), await freePort()];
    const env = {
      ...withoutAws(process.env),
      ...CREDENTIALS,
      AWS_SESSION_TOKEN: '',
      TMPDIR: folder,
      GATEWAY_PORT: String(port),
      BIND_HOST: '127.0.0.1',
      MINISTACK_REGION: REGION,
      AUTH: 'true',
      PYTHONPATH: __dirname,
      PYTHONDONTWRITEBYTECODE: '1',
      NODE_NO_WARNINGS: '1',
      // its functions have the SDK of the run time
      NODE_PATH: resolve(__dirname, '../../node_modules'),
      NODE_OPTIONS: `--require ${join(__dirname, 'plugin', 'streaming.cjs')}`,
    };
    // its standard input is how it learns that this process has ended, even if that is killed
    const child = spawn(python, ['-m', 'plugin'],
      { env, cwd: folder, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
    const emulator = new Emulator(child, folder, port);
    process.once('exit', () => emulator.stop());
    for (let waited = 0; !await isUp(`${emulator.url}/_ministack/health`); waited += 0.2) {
      if (child.exitCode !== null || waited > START_SECONDS) {
        throw new Error(`the emulator does not start:\n${emulator.log}`);
      }
      await pause(200);
    }
    return emulator;
  }

  public readonly url: string;
  private log = '';

  private constructor(private readonly process: ChildProcess, private readonly folder: string, port: number) {
    this.url = `http://127.0.0.1:${port}`;
    for (const stream of [process.stdout!, process.stderr!]) {
      stream.setEncoding('utf8').on('data', (piece: string) => { this.log = (this.log + piece).slice(-200_000); });
    }
  }

  /** For the CDK command line and for clients of this process. */
  public get env(): NodeJS.ProcessEnv {
    return {
      ...withoutAws(process.env),
      ...CREDENTIALS,
      AWS_ENDPOINT_URL: this.url,
      AWS_ENDPOINT_URL_S3: this.url,
      CDK_HOME: this.folder,
      CDK_VALIDATION: 'false',
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CDK_DISABLE_VERSION_CHECK: '1',
      NODE_NO_WARNINGS: '1',
      NO_PROXY: '127.0.0.1',
    };
  }

  public get lastLines(): string {
    return this.log.trimEnd().split('\n').filter((line) => !/ INFO |^\s*$/.test(line)).slice(-40).join('\n');
  }

  public stop(): void {
    try { process.kill(-this.process.pid!, 'SIGKILL'); } catch { /* it has ended */ }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env)
    .filter(([name]) => !/^(AWS_|CDK_|NODE_OPTIONS$|https?_proxy$)/i.test(name)));
}

async function isUp(url: string): Promise<boolean> {
  try { return (await fetch(url)).ok; } catch { return false; }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const { port } = server.address() as { port: number };
  await new Promise((done) => { server.close(done); });
  return port;
}
