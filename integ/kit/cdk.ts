/** Deploys stacks with the CDK command line. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Deployment } from './world';
import { contextOf, Variant } from '../stacks/variant';

const ROOT = resolve(__dirname, '../..');
const APP = 'npx tsx --tsconfig examples/tsconfig.json integ/app.ts';

/** How long npx and what it started may take to end. */
const GRACE_MS = 5000;

/** The arguments of npx. Several deployments may be under way: each has a folder of its own. */
export function deployArguments(stack: string, run: string, variant: Variant, output: string): readonly string[] {
  const context = Object.entries({ stack, run, ...contextOf(variant) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [
    '--yes', 'aws-cdk@2', 'deploy', stack, '--app', APP, '--output', output, '--require-approval', 'never', '--progress', 'events', '--ci', '--no-color',
    ...context,
  ];
}

export async function deploy(
  region: string, run: string, stack: string, variant: Variant, signal?: AbortSignal,
): Promise<Deployment> {
  const output = mkdtempSync(join(tmpdir(), 'integ-'));
  try {
    const env = { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region };
    return await called(deployArguments(stack, run, variant, output), env, 'npx', signal);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** npx of this machine; tests put another program in its place. */
export async function called(
  argv: readonly string[], env: NodeJS.ProcessEnv, command = 'npx', signal?: AbortSignal,
): Promise<Deployment> {
  return new Promise((done) => {
    // a process group of its own: Ctrl+C of the terminal goes to the kit, which ends npx with all that it started
    const child = spawn(command, argv, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let kill: NodeJS.Timeout | undefined;
    const end = (): void => {
      endGroup(child.pid, 'SIGTERM');
      kill = setTimeout(() => endGroup(child.pid, 'SIGKILL'), GRACE_MS);
    };
    if (signal?.aborted) { end(); }
    signal?.addEventListener('abort', end, { once: true });
    child.on('close', () => {
      clearTimeout(kill);
      signal?.removeEventListener('abort', end);
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) { stream.setEncoding('utf8').on('data', (piece: string) => { text = (text + piece).slice(-100_000); }); }
    child.on('error', (error) => done({ isOk: false, message: `${command} can't be run: ${error.message}` }));
    child.on('close', (code) => done(code === 0 ? { isOk: true, message: '' } : { isOk: false, message: lastError(text) ?? `${command} ended with ${code}` }));
  });
}

function endGroup(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) { process.kill(-pid, name); }
  } catch { /* it has ended */ }
}

/** The last line that tells of an error, else the last of all. */
function lastError(text: string): string | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line);
  return lines.filter((line) => /\b(error|failed|need to perform)\b|❌/i.test(line)).pop() ?? lines.pop();
}
