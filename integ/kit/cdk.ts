/** Deploys stacks with the CDK command line. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Deployment } from './world';
import { contextOf, type Variant } from '../stacks/variant';

const ROOT = resolve(__dirname, '../..');
const CDK = resolve(ROOT, 'node_modules/aws-cdk/bin/cdk');
const APP = 'node node_modules/tsx/dist/cli.mjs --tsconfig examples/tsconfig.json integ/app.ts';
const LEASH = resolve(__dirname, 'leash.cjs');

/** The arguments of Node. Several deployments may be under way: each has a folder of its own. */
export function deployArguments(stack: string, run: string, variant: Variant, output: string): readonly string[] {
  const context = Object.entries({ stack, run, ...contextOf(variant) })
    .flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [
    CDK, 'deploy', stack, '--app', APP, '--output', output, '--require-approval', 'never', '--progress', 'events',
    '--ci', '--no-color', '--no-notices',
    ...context,
  ];
}

export async function deploy(
  region: string, run: string, stack: string, variant: Variant, signal?: AbortSignal,
): Promise<Deployment> {
  const output = mkdtempSync(join(tmpdir(), 'integ-'));
  try {
    const env = { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region };
    return await called(deployArguments(stack, run, variant, output), env, process.execPath, signal);
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** Node of this machine, with the program of its first argument; tests put another command in its place. */
export async function called(
  argv: readonly string[], env: NodeJS.ProcessEnv, command = process.execPath, signal?: AbortSignal,
): Promise<Deployment> {
  return new Promise((done) => {
    // in a process group of its own: Ctrl+C of the terminal goes to the kit, which ends the command with all that it
    // started
    const child = spawn(process.execPath, [LEASH, command, ...argv],
      { cwd: ROOT, env, stdio: ['pipe', 'pipe', 'pipe'], detached: true });
    const end = (): void => { child.stdin.destroy(); };
    if (signal?.aborted) { end(); }
    signal?.addEventListener('abort', end, { once: true });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece: string) => { text = (text + piece).slice(-100_000); });
    }
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => done({ isOk: false, message: `${command} can't be run: ${error.message}` }));
    child.on('close', (code) => {
      signal?.removeEventListener('abort', end);
      done(code === 0
        ? { isOk: true, message: '' } : { isOk: false, message: lastError(text) ?? `the command ended with ${code}` });
    });
  });
}

/** The last line that tells of an error, else the last of all. */
function lastError(text: string): string | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line);
  return lines.filter((line) => /\b(error|failed|need to perform)\b|❌/i.test(line)).pop() ?? lines.pop();
}
