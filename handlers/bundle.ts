/**
 * Makes one file of each Lambda function, with the SDK in it: `tsx handlers/bundle.ts lib/handlers`. Does nothing where
 * all is newer than its sources.
 */
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { oneFile, replaceFile, ROOT } from '../scripts/one-file';

const OUT = join(ROOT, 'lib/handlers');

/**
 * What a bundle is made of. `node_modules/.package-lock.json` is rewritten by npm whenever what is installed changes.
 */
const SOURCES = ['handlers', 'src/core', 'scripts/one-file.ts', 'package-lock.json', 'node_modules/.package-lock.json'];

/** Functions are the folders here that have an `index.ts`. */
export function handlerNames(): readonly string[] {
  return readdirSync(join(ROOT, 'handlers'))
    .filter((name) => existsSync(join(ROOT, 'handlers', name, 'index.ts'))).sort();
}

export function bundleHandlers(out = OUT): void {
  const names = handlerNames();
  const newest = Math.max(...SOURCES.map((source) => newestIn(join(ROOT, source))));
  for (const name of names.filter((each) => modifiedAt(join(out, each, 'index.js')) <= newest)) {
    // the module fields first: their code is the smaller one, and what is not used falls away
    const { code, notices } = oneFile(`handlers/${name}/index.ts`, 'index.js', 'node22',
      { mainFields: ['module', 'main'] });
    replaceFile(join(out, name, 'THIRD-PARTY.txt'), notices);
    replaceFile(join(out, name, 'index.js'), code);
  }
  // a function that is gone must not ship; what is no bundle is none of our business
  for (const name of existsSync(out) ? readdirSync(out) : []) {
    if (!names.includes(name) && isBundle(join(out, name))) { rmSync(join(out, name), { recursive: true }); }
  }
}

function isBundle(folder: string): boolean {
  return statSync(folder).isDirectory() && readdirSync(folder).sort().join() === 'THIRD-PARTY.txt,index.js';
}

/** Folders count too: a file that was deleted changes them. */
function newestIn(path: string): number {
  if (!existsSync(path)) { return 0; }
  if (!statSync(path).isDirectory()) { return modifiedAt(path); }
  return Math.max(modifiedAt(path), ...readdirSync(path).map((entry) => newestIn(join(path, entry))));
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (require.main === module) { bundleHandlers(resolve(process.argv[2] ?? 'lib/handlers')); }
