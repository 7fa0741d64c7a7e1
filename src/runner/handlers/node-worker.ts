/**
 * Processes in which handlers in JavaScript run, as Lambda runs them: one call at a time, kept for the next one, ended
 * when a call takes too long. One whose modules have changed is not used again.
 */
import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type { AbortLike } from '../../core/simulate/handlers';
import type { Log } from '../log';
import { Lines } from '../log';
import { hasGroups, killAtExit, killTree } from './process';
import type { Ended } from './process';
import { LAMBDA_CJS } from './programs.generated';
import { argumentsFor } from './typescript';

export interface NodeCall {
  readonly file: string;
  /** What the program is asked, as JSON on one line. */
  readonly request: string;
  readonly timeoutMs: number;
  readonly signal?: AbortLike;
}

/** The file of a loaded module, and when it was last changed. */
type Stamp = readonly [path: string, changed: number, size: number];

export class NodeWorkers {
  private readonly idle = new Map<string, NodeWorker[]>();
  private readonly all = new Set<NodeWorker>();

  public constructor(private readonly log: Log) {}

  /** The line that a call answers with, or how the process has ended. */
  public async call(call: NodeCall): Promise<Ended> {
    const { file, signal } = call;
    if (signal?.aborted) { return stopped(false); }
    const worker = this.take(file);
    const ended = await worker.call(call);
    if (worker.isUsable) { this.keep(file, worker); }
    return ended;
  }

  /** Ends all processes; calls that wait are told. */
  public close(): void {
    for (const worker of this.all) { worker.stop(); }
    this.idle.clear();
  }

  private take(file: string): NodeWorker {
    const waiting = this.idle.get(file) ?? [];
    for (let worker = waiting.pop(); worker; worker = waiting.pop()) {
      if (worker.isUsable && worker.isFresh) { return worker; }
      worker.stop();
    }
    const worker = new NodeWorker(file, this.log, () => this.all.delete(worker));
    this.all.add(worker);
    return worker;
  }

  private keep(file: string, worker: NodeWorker): void {
    const waiting = this.idle.get(file) ?? [];
    this.idle.set(file, waiting);
    if (waiting.length < MOST_IDLE) { waiting.push(worker); } else { worker.stop(); }
  }
}

const MOST_IDLE = 8;
const LAST = 4000;

class NodeWorker {
  public isUsable = true;
  private readonly child: ChildProcess;
  private stamps: readonly Stamp[] = [];
  private errors = '';
  private settle: ((ended: Ended) => void) | undefined;

  public constructor(file: string, log: Log, private readonly onEnd: () => void) {
    const child = spawn(process.execPath, [...argumentsFor(file), '-e', LAMBDA_CJS],
      { detached: hasGroups, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    this.child = child;
    const forget = killAtExit(child);
    const out = new Lines(log);
    for (const stream of [child.stdout, child.stderr]) {
      const decoder = new StringDecoder('utf8');
      stream?.on('data', (chunk: Buffer) => {
        const text = decoder.write(chunk);
        this.errors = (this.errors + text).slice(-LAST);
        out.add(text);
      });
    }
    this.listen();
    let fault: string | undefined;
    child.on('error', (error: NodeJS.ErrnoException) => { fault = error.code ?? error.message; });
    child.on('close', (exitCode, signal) => {
      forget();
      out.end();
      this.end({
        stdout: '',
        stderr: fault ?? this.errors,
        isTimedOut: false,
        ...exitCode !== null && { exitCode },
        ...signal && { signal },
      });
    });
    this.hold(false);
  }

  /** Whether no module has changed since it was loaded. */
  public get isFresh(): boolean {
    return this.stamps.every(([path, changed, size]) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found?.mtimeMs === changed && found.size === size;
    });
  }

  public async call({ request, timeoutMs, signal }: NodeCall): Promise<Ended> {
    this.hold(true);
    this.errors = '';
    const stop = (isTimedOut: boolean) => {
      this.kill();
      this.end(stopped(isTimedOut));
    };
    const timer = setTimeout(() => stop(true), timeoutMs);
    const abort = () => stop(false);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<Ended>((resolve) => {
        this.settle = resolve;
        this.channel?.write(`${request}\n`);
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      this.hold(false);
    }
  }

  public stop(): void {
    this.kill();
    this.end(stopped(false));
  }

  private get channel(): Duplex | undefined { return this.child.stdio[3] as Duplex | undefined; }

  private listen(): void {
    const decoder = new StringDecoder('utf8');
    let parts: string[] = [];
    this.channel?.on('error', () => undefined); // 'close' tells
    this.channel?.on('data', (chunk: Buffer) => {
      const text = decoder.write(chunk);
      const end = text.indexOf('\n');
      if (end < 0) { parts.push(text); return; }
      const line = parts.concat(text.slice(0, end)).join('');
      parts = [];
      this.answered(line);
    });
  }

  private answered(line: string): void {
    const files = stampsIn(line);
    if (files) { this.stamps = files; } else { this.retire(); }
    const { settle } = this;
    this.settle = undefined;
    settle?.({ stdout: `${line}\n`, stderr: '', isTimedOut: false });
  }

  /** What it may still do, it does not do for anybody. */
  private retire(): void {
    this.kill();
    this.onEnd();
  }

  private kill(): void {
    this.isUsable = false;
    killTree(this.child);
  }

  private end(ended: Ended): void {
    this.isUsable = false;
    const { settle } = this;
    this.settle = undefined;
    settle?.(ended);
    this.onEnd();
  }

  /** An idle process does not keep this one alive. */
  private hold(isBusy: boolean): void {
    const handles = [this.child, ...this.child.stdio] as unknown as { ref?(): void; unref?(): void }[];
    for (const handle of handles) { if (isBusy) { handle?.ref?.(); } else { handle?.unref?.(); } }
  }
}

function stopped(isTimedOut: boolean): Ended {
  return { stdout: '', stderr: '', isTimedOut, ...!isTimedOut && { signal: 'SIGKILL' } };
}

/** What was loaded for an answer; `undefined` where it is not known, or where the process ends with the answer. */
function stampsIn(line: string): readonly Stamp[] | undefined {
  const { files } = JSON.parse(line) as { readonly files?: readonly Stamp[] | null };
  return files ?? undefined;
}
