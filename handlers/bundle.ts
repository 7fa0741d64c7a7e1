/**
 * Makes the code of the Lambda functions, a folder each: `tsx handlers/bundle.ts lib/handlers`. The SDK is that of the
 * Lambda run time (ADR-12). The code is not shortened: who reviews a function reads it in the console.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { replaceFile, ROOT } from '../scripts/one-file';

const OUT = join(ROOT, 'lib/handlers');

/** What the Lambda run time has besides Node, as NodejsFunction of aws-cdk-lib takes it too. */
export const IN_RUNTIME = ['@aws-sdk/*', '@smithy/*'];

/** Functions are the folders here that have an `index.ts`. */
export function handlerNames(): readonly string[] {
  return readdirSync(join(ROOT, 'handlers'))
    .filter((name) => existsSync(join(ROOT, 'handlers', name, 'index.ts'))).sort();
}

export async function bundleHandlers(out = OUT): Promise<void> {
  const names = handlerNames();
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: names.map((name) => ({ in: `handlers/${name}/index.ts`, out: `${name}/${name}` })),
    outdir: out,
    write: false,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs', // Lambda finds its SDK by NODE_PATH, which ECMAScript modules do not read
    charset: 'utf8',
    tsconfigRaw: {}, // what the tests alias is not a part of it
    legalComments: 'none',
    logLevel: 'warning',
    external: IN_RUNTIME,
  });
  // another process may be reading what is there
  for (const { path, text } of outputFiles) {
    if (textAt(path) !== text) { replaceFile(path, text); }
  }
  // what is gone must not ship; what was never made here is none of our business
  const kept = new Set(outputFiles.map(({ path }) => path));
  for (const folder of readdirSync(out)) {
    const path = join(out, folder, `${folder}.js`);
    if (existsSync(path) && !kept.has(path)) { rmSync(dirname(path), { recursive: true }); }
  }
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

if (require.main === module) { void bundleHandlers(resolve(process.argv[2] ?? 'lib/handlers')); }
