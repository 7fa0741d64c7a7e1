/** Runs a program to its end, with a text on its standard input. Nothing of it outlives the call. */
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import type { AbortLike } from '../../core/simulate/handlers';
import type { SimulateError } from '../../core/simulate/simulate-error';
import { runnerError } from '../runner-error';

export interface Program {
  /** Who runs it, for messages. */
  readonly place: string;
  /** The program and its arguments. */
  readonly command: readonly string[];
  readonly folder?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input: string;
  readonly timeoutMs: number;
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  /** `undefined` where a signal ended it. */
  readonly exitCode?: number;
  readonly signal?: string;
  readonly isTimedOut: boolean;
}

const MAX_OUTPUT = 256 * 1024 * 1024;
// a group of its own, so that what the program started goes with it; Windows has none
export const hasGroups = process.platform !== 'win32';

export function runProgramSync({ place, command: [file, ...args], folder, env, input, timeoutMs }: Program): Ended {
  const options =
    {
      cwd: folder,
      env,
      input,
      timeout: timeoutMs,
      killSignal: 'SIGKILL' as const,
      maxBuffer: MAX_OUTPUT,
      encoding: 'utf8' as const,
    };
  // the types leave `detached` out, Node does not
  const { pid, stdout, stderr, status, signal, error } = spawnSync(file, args,
    { ...options, detached: hasGroups } as typeof options);
  killGroup(pid);
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  // EPIPE: it ended without reading all of its input, which is its own affair
  if (code && code !== 'ETIMEDOUT' && code !== 'EPIPE') { throw notStarted(place, file, code); }
  return {
    stdout: stdout ?? '',
    stderr: stderr ?? '',
    isTimedOut: code === 'ETIMEDOUT',
    ...status !== null && { exitCode: status },
    ...signal && { signal },
  };
}

export async function runProgram(
  { place, command: [file, ...args], folder, env, input, timeoutMs }: Program, signal?: AbortLike,
): Promise<Ended> {
  const child = spawn(file, args, { cwd: folder, env, detached: hasGroups, stdio: ['pipe', 'pipe', 'pipe'] });
  const stop = () => killTree(child);
  const forget = killAtExit(child);
  let isTimedOut = false;
  const timer = setTimeout(() => {
    isTimedOut = true;
    stop();
  }, timeoutMs);
  if (signal?.aborted) { stop(); }
  signal?.addEventListener('abort', stop, { once: true });
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
  child.stdin.on('error', () => undefined); // it may end without reading its input
  child.stdin.end(input);
  try {
    return await new Promise<Ended>((resolve, reject) => {
      child.on('error', (error: NodeJS.ErrnoException) => reject(notStarted(place, file, error.code ?? error.message)));
      child.on('exit', () => killGroup(child.pid));
      child.on('close', (exitCode, endedBy) => resolve({
        stdout: Buffer.concat(chunks.stdout).toString('utf8'),
        stderr: Buffer.concat(chunks.stderr).toString('utf8'),
        isTimedOut,
        ...exitCode !== null && { exitCode },
        ...endedBy && { signal: endedBy },
      }));
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    forget();
  }
}

function notStarted(place: string, file: string, code: string): SimulateError {
  const problem = code === 'ENOENT' ? 'is not there' : code === 'ENOBUFS'
    ? 'prints more than 256 MB' : `can't be started (${code})`;
  return runnerError(place, `the program '${file}' ${problem}`, 'install it, or correct the command', 'MissingProgram');
}

const alive = new Set<ChildProcess>();
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Ends a child when this process ends first, also by a signal; what is returned takes that back. */
export function killAtExit(child: ChildProcess): () => void {
  // one listener for all: Node warns when there are many
  if (alive.size === 0) {
    process.on('exit', killAll);
    for (const signal of SIGNALS) { process.on(signal, endBySignal); }
  }
  alive.add(child);
  return () => {
    if (alive.delete(child) && alive.size === 0) { stopListening(); }
  };
}

function killAll(): void {
  for (const child of alive) { killTree(child); }
}

// children in groups of their own do not get the signals of a terminal
function endBySignal(signal: NodeJS.Signals): void {
  killAll();
  alive.clear();
  stopListening();
  // who else listens decides what becomes of the process
  if (process.listenerCount(signal) === 0) { process.kill(process.pid, signal); }
}

function stopListening(): void {
  process.off('exit', killAll);
  for (const signal of SIGNALS) { process.off(signal, endBySignal); }
}

export function killTree(child: ChildProcess): void {
  killGroup(child.pid);
  child.kill('SIGKILL');
}

function killGroup(pid: number | undefined): void {
  if (!pid || !hasGroups) { return; }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch { /* there is nobody left */ }
}

/** The end of what a program wrote on its standard error, on one line, for a message. */
export function lastWords(stderr: string): string {
  const lines = stderr.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const text = lines.slice(-5).join(' | ');
  return text.length > 500 ? `...${text.slice(-497)}` : text;
}

/** How a program ended that did not end well: `ended with exit code 1: ValueError: …`. */
export function ending({ exitCode, signal, isTimedOut, stderr }: Ended, timeoutMs: number): string {
  const how = isTimedOut ? `took longer than ${timeoutMs / 1000} s and was stopped`
    : `ended ${exitCode === undefined ? `by ${signal}` : `with exit code ${exitCode}`}`;
  const words = lastWords(stderr);
  return words ? `${how}: ${words}` : how;
}
