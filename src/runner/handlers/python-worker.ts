import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import type { AbortLike } from '../../core/simulate/handlers';
import type { SimulateError } from '../../core/simulate/simulate-error';
import { runnerError } from '../runner-error';
import { hasGroups, killAtExit, killTree, lastWords } from './process';
import { cleanEnvironment, PYTHON_ARGUMENTS } from './python-program';

/** What is asked of Python. */
export interface CodeRequest {
  readonly code: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The line that Python answered, or why there is none. */
export type CodeReply = { readonly line: string } | { readonly ended: string } | { readonly isTimedOut: true };

interface Job {
  readonly place: string;
  readonly line: string;
  readonly timeoutMs: number;
  readonly signal?: AbortLike;
  settle(reply: CodeReply): void;
  reject(error: Error): void;
}

/**
 * One Python process that runs one piece of code after the other: starting it costs more than most code does. It starts
 * when it is first needed, ends with whoever owns this, and does not keep Node alive.
 */
export class PythonWorker {
  private child: ChildProcessWithoutNullStreams | undefined;
  private readonly queue: Job[] = [];
  private job: Job | undefined;
  private stopJob: (() => void) | undefined;
  private isClosed = false;

  public constructor(private readonly python: string) {}

  /** Waits for its turn; the time runs from then on. */
  public async run(place: string, request: CodeRequest, timeoutMs: number, signal?: AbortLike): Promise<CodeReply> {
    const line = requestLine(request, timeoutMs);
    return new Promise((resolve, reject) => {
      if (this.isClosed || signal?.aborted) { return resolve({ ended: 'is closed' }); }
      this.queue.push({ place, line, timeoutMs, signal, settle: resolve, reject });
      this.next();
    });
  }

  /** Ends Python; who still waits is told. */
  public close(): void {
    this.isClosed = true;
    for (const job of this.queue.splice(0)) { job.settle({ ended: 'is closed' }); }
    this.stop({ ended: 'is closed' });
  }

  /** The id of the process, while there is one. */
  public get pid(): number | undefined { return this.child?.pid; }

  private next(): void {
    if (this.job) { return; }
    this.job = this.queue.shift();
    if (!this.job) { return; }
    const { line, timeoutMs, signal } = this.job;
    this.child ??= this.start();
    const timer = setTimeout(() => this.stop({ isTimedOut: true }), timeoutMs);
    const abort = () => this.stop({ ended: 'was stopped' });
    signal?.addEventListener('abort', abort, { once: true });
    this.stopJob = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    if (signal?.aborted) { return abort(); }
    this.child.stdin.write(`${line}\n`);
  }

  private start(): ChildProcessWithoutNullStreams {
    const child = spawn(this.python, PYTHON_ARGUMENTS,
      { env: cleanEnvironment(), detached: hasGroups, stdio: ['pipe', 'pipe', 'pipe'] });
    const forget = killAtExit(child);
    const decoder = new StringDecoder('utf8');
    let parts: string[] = [];
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const text = decoder.write(chunk);
      const end = text.indexOf('\n');
      if (end < 0) { parts.push(text); return; }
      const line = parts.concat(text.slice(0, end)).join('');
      parts = [];
      if (this.child === child) { this.settle({ line }); }
    });
    child.stderr.on('data', (chunk: Buffer) => { errors = (errors + chunk.toString('utf8')).slice(-4000); });
    child.stdin.on('error', () => undefined); // 'close' tells
    child.on('error', (error: NodeJS.ErrnoException) => {
      forget();
      if (this.child === child) { this.failStart(error.code ?? error.message); }
    });
    child.on('close', (exitCode, signal) => {
      forget();
      const words = lastWords(errors);
      if (this.child === child) {
        this.child = undefined;
        this.settle({
          ended:
            `ended ${exitCode === null ? `by ${signal}` : `with exit code ${exitCode}`}${words ? `: ${words}` : ''}`,
        });
      }
    });
    // the timer of a job keeps Node alive as long as there is one
    for (const handle of [child, child.stdin, child.stdout, child.stderr] as unknown as { unref(): void }[]) {
      handle.unref();
    }
    return child;
  }

  private failStart(code: string): void {
    this.child = undefined;
    const { job } = this;
    this.job = undefined;
    this.stopJob?.();
    job?.reject(noPython(job.place, this.python, code));
    this.next();
  }

  private stop(reply: CodeReply): void {
    const { child } = this;
    this.child = undefined;
    if (child) { killTree(child); }
    this.settle(reply);
  }

  private settle(reply: CodeReply): void {
    const { job } = this;
    this.job = undefined;
    this.stopJob?.();
    this.stopJob = undefined;
    job?.settle(reply);
    this.next();
  }
}

export function requestLine({ code, variables }: CodeRequest, timeoutMs: number): string {
  return JSON.stringify({ code, variables, seconds: Math.ceil(timeoutMs / 1000) });
}

export function noPython(place: string, python: string, code: string): SimulateError {
  return runnerError(place, 'inline code needs Python 3, and '
    + `'${python}' ${code === 'ENOENT' ? 'is not there' : `can't be started (${code})`}`,
  'install Python 3, or mock the node with "returns"', 'MissingProgram');
}
