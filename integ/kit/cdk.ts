/** Deploys stacks with the CDK command line. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Deployment } from './world';
import { contextOf, Variant } from '../stacks/variant';

const ROOT = resolve(__dirname, '../..');
const APP = 'npx tsx --tsconfig examples/tsconfig.json integ/app.ts';

/** The arguments of npx. Several deployments may be under way: each has a folder of its own. */
export function deployArguments(stack: string, run: string, variant: Variant, output: string): readonly string[] {
  const context = Object.entries({ stack, run, ...contextOf(variant) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [
    '--yes', 'aws-cdk@2', 'deploy', stack, '--app', APP, '--output', output, '--require-approval', 'never', '--progress', 'events', '--ci', '--no-color',
    ...context,
  ];
}

export async function deploy(region: string, run: string, stack: string, variant: Variant): Promise<Deployment> {
  const output = mkdtempSync(join(tmpdir(), 'integ-'));
  try {
    return await called(deployArguments(stack, run, variant, output), { ...process.env, AWS_REGION: region, AWS_DEFAULT_REGION: region });
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** npx of this machine; tests put another program in its place. */
export async function called(argv: readonly string[], env: NodeJS.ProcessEnv, command = 'npx'): Promise<Deployment> {
  return new Promise((done) => {
    const child = spawn(command, argv, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) { stream.setEncoding('utf8').on('data', (piece: string) => { text = (text + piece).slice(-100_000); }); }
    child.on('error', (error) => done({ isOk: false, message: `${command} can't be run: ${error.message}` }));
    child.on('close', (code) => done(code === 0 ? { isOk: true, message: '' } : { isOk: false, message: lastError(text) ?? `${command} ended with ${code}` }));
  });
}

/** The last line that tells of an error, else the last of all. */
function lastError(text: string): string | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line);
  return lines.filter((line) => /\b(error|failed|need to perform)\b|❌/i.test(line)).pop() ?? lines.pop();
}
