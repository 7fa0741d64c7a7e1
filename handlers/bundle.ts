/**
 * Makes the code of the Lambda functions, with the SDK in it: `tsx handlers/bundle.ts lib/handlers`. A module that
 * several functions need is there once; `files.json` says which files make up which function. Does nothing where all
 * is newer than its sources.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { leanSdk } from './lean-sdk';
import { noticesFor, replaceFile, ROOT, shortened } from '../scripts/one-file';

const OUT = join(ROOT, 'lib/handlers');
/** Written last: where it is, all the others are. */
const LIST = 'files.json';
const NOTICES = 'THIRD-PARTY.txt';

/**
 * What a bundle is made of. `node_modules/.package-lock.json` is rewritten by npm whenever what is installed changes.
 */
const SOURCES = ['handlers', 'src/core', 'scripts/one-file.ts', 'package-lock.json', 'node_modules/.package-lock.json'];

/** The files of each function. */
type Files = Readonly<Record<string, readonly string[]>>;

/** Functions are the folders here that have an `index.ts`. */
export function handlerNames(): readonly string[] {
  return readdirSync(join(ROOT, 'handlers'))
    .filter((name) => existsSync(join(ROOT, 'handlers', name, 'index.ts'))).sort();
}

export async function bundleHandlers(out = OUT): Promise<void> {
  const newest = Math.max(...SOURCES.map((source) => newestIn(join(ROOT, source))));
  if (modifiedAt(join(out, LIST)) > newest) { return; }
  const before = filesBefore(out);
  const names = handlerNames();
  const { metafile, outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: names.map((name) => ({ in: `handlers/${name}/index.ts`, out: name })),
    outdir: 'bundled', // never written: names the output only
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    chunkNames: 'shared-[hash]',
    platform: 'node',
    target: 'node22',
    charset: 'utf8',
    tsconfigRaw: {}, // what the tests alias is not a part of it
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    // the module fields first: their code is the smaller one, and what is not used falls away
    mainFields: ['module', 'main'],
    preserveSymlinks: true, // names of chunks come from paths as well
    external: ['bowser'], // tells browsers apart; the SDK imports it in a browser only
    plugins: leanSdk(commandsIn(join(ROOT, 'handlers'))),
    metafile: true,
  });
  for (const { path, text } of outputFiles) { replaceFile(join(out, basename(path)), shortened(text, true)); }
  replaceFile(join(out, NOTICES), noticesFor('lib/handlers', metafile));
  const files: Files = Object.fromEntries(names.map((name) => [name, [...filesOf(name, metafile), NOTICES]]));
  replaceFile(join(out, LIST), `${JSON.stringify(files, undefined, 1)}\n`);
  // what is gone must not ship; what was never made here is none of our business
  const kept = new Set(Object.values(files).flat());
  for (const file of before.filter((each) => !kept.has(each))) { rmSync(join(out, file), { force: true }); }
}

/** The names of the operations that functions may call. */
function commandsIn(folder: string): ReadonlySet<string> {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return new Set(sources.map((name) => readFileSync(join(folder, name), 'utf8'))
    .flatMap((text) => [...text.matchAll(/\b([A-Z]\w+)Command\b|\bpaginate(\w+)/g)])
    .map(([, command, paged]) => `${command ?? paged}Command`));
}

/** The file of a function, and those that it imports, now or later. */
function filesOf(name: string, { outputs }: Metafile): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) { return; }
    found.add(path);
    for (const { path: imported, external } of outputs[path].imports) { if (!external) { visit(imported); } }
  };
  visit(`bundled/${name}.mjs`);
  return [...found].map((path) => basename(path)).sort();
}

function filesBefore(out: string): readonly string[] {
  if (!existsSync(join(out, LIST))) { return []; }
  return Object.values(JSON.parse(readFileSync(join(out, LIST), 'utf8')) as Files).flat();
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

if (require.main === module) { void bundleHandlers(resolve(process.argv[2] ?? 'lib/handlers')); }
