/** Makes one file of the command, and one with the licences of what is in it: `tsx cli/bundle.ts lib/cli`. */
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(__dirname, '..');

/** The path of the bundle, which needs nothing but Node. */
export function bundle(folder: string): string {
  const outfile = join(folder, 'bedrock-flows.js');
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: ['cli/main.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20.16',
    format: 'cjs',
    tsconfigRaw: {}, // what the tests alias is no part of it
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  chmodSync(outfile, 0o755);
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), notices(packagesIn(Object.keys(metafile.inputs))));
  return outfile;
}

function packagesIn(files: readonly string[]): readonly string[] {
  const names = files.map((file) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function notices(names: readonly string[]): string {
  return names.map((name) => {
    const folder = join(ROOT, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string; license: string };
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) { throw new Error(`${name} has no file with its licence`); }
    const text = readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim();
    return `bedrock-flows.js contains ${name} ${version} (${license}):\n\n${text}\n`;
  }).join('\n---\n\n');
}

if (require.main === module) { bundle(join(process.cwd(), process.argv[2] ?? 'lib/cli')); }
