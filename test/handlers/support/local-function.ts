/**
 * A function of the library as Lambda would run it: the bundle that ships, in a process of its own, with nothing of the
 * repository in reach but the SDK.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { handlerCode } from '../../../src/functions/handler-code';

/** What left the function. */
export interface Answer {
  readonly type: string | undefined;
  /** The text of an error that the function did not catch. */
  readonly error?: string;
  /** The pieces as they come. */
  readonly chunks: AsyncIterable<string>;
}

/** One JSON value from the log of the function, as CloudWatch would read metrics from it. */
export type Metrics = Readonly<Record<string, unknown>>;

const running: LocalFunction[] = [];
afterAll(() => { for (const each of running.splice(0)) { each.stop(); } });

/** Has the SDK, as the run time of Lambda does. */
const RUNTIME_MODULES = join(__dirname, '../../../node_modules');

/** What Lambda sets in every function. */
const ENVIRONMENT = {
  NODE_PATH: RUNTIME_MODULES,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'any',
  AWS_SECRET_ACCESS_KEY: 'any',
  AWS_SESSION_TOKEN: 'any',
  AWS_LAMBDA_FUNCTION_NAME: 'the-function',
};

export class LocalFunction {
  public static async start(name: string, env: Readonly<Record<string, string>>): Promise<LocalFunction> {
    const home = mkdtempSync(join(tmpdir(), 'function-'));
    cpSync(handlerCode(name), home, { recursive: true });
    cpSync(join(__dirname, 'runtime.mjs'), join(home, 'runtime.mjs'));
    const process = fork(join(home, 'runtime.mjs'), [join(home, `${name}.js`)],
      { cwd: home, env: { ...ENVIRONMENT, ...env }, silent: true, execArgv: ['--no-warnings'] });
    const local = new LocalFunction(home, process);
    running.push(local);
    await local.started();
    return local;
  }

  /** The lines of the log. */
  public readonly log: string[] = [];
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });
  private errors = '';
  private port = 0;

  private constructor(private readonly home: string, private readonly process: ChildProcess) {
    let rest = '';
    process.stdout!.on('data', (chunk) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop()!;
      this.log.push(...lines);
    });
    process.stderr!.on('data', (chunk) => { this.errors += chunk; });
  }

  /** Calls it with an event. */
  public async invoke(event: unknown, remaining = 900_000, signal?: AbortSignal): Promise<Answer> {
    const headers = { 'x-remaining': remaining };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: '127.0.0.1', port: this.port, method: 'POST', headers, agent: this.agent, signal }, resolve)
        .on('error', reject).end(JSON.stringify(event));
    });
    response.setEncoding('utf8');
    const error = response.headers['x-function-error'] as string | undefined;
    return {
      type: response.headers['content-type'],
      error: error && decodeURIComponent(error),
      chunks: response as AsyncIterable<string>,
    };
  }

  /** The lines of an answer, as JSON. */
  public async lines(event: unknown, remaining?: number): Promise<Record<string, any>[]> {
    return jsonLines(await textOf(await this.invoke(event, remaining)));
  }

  /** The metrics of every call so far. They are in the log before the answer ends, but come by another pipe. */
  public async metrics(count: number): Promise<Metrics[]> {
    for (let left = 6000; left
      && this.log.length < count; left--) { await new Promise((resolve) => setTimeout(resolve, 10)); }
    expect(this.log).toHaveLength(count);
    return this.log.map((line) => JSON.parse(line) as Metrics);
  }

  /** As Lambda does between calls. */
  public freeze(): void { this.process.kill('SIGSTOP'); }

  public thaw(): void { this.process.kill('SIGCONT'); }

  public stop(): void {
    this.agent.destroy();
    this.process.kill('SIGKILL');
    rmSync(this.home, { recursive: true, force: true });
  }

  private async started(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.process.once('message', ({ port }: { port: number }) => { this.port = port; resolve(); });
      this.process.once('close', () => reject(new Error(this.errors || 'the function ended')));
    });
  }
}

export async function textOf({ chunks }: Answer): Promise<string> {
  let text = '';
  for await (const chunk of chunks) { text += chunk; }
  return text;
}

export function jsonLines(text: string): Record<string, any>[] {
  return text.split('\n').filter((line) => line).map((line) => JSON.parse(line) as Record<string, any>);
}
