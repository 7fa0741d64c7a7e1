/** Bundles a program into one file that needs nothing but Node, and writes down the licences of what is in it. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type JsMinifyOptions, minifySync } from '@swc/core';
import { buildSync, type BuildOptions, type Metafile } from 'esbuild';

export const ROOT = join(__dirname, '..');

/**
 * Gives the texts of the bundle and of its notices. They depend on the sources and the lockfile alone: no path of the
 * machine is in them.
 */
export function oneFile(entry: string, name: string, target: string, options: BuildOptions = {}): {
  code: string; notices: string;
} {
  const { metafile, outputFiles } = buildSync(bundleOptions(entry, name, target, options));
  return { code: outputFiles[0].text, notices: noticesFor(name, metafile) };
}

/** For a bundle in one file. */
export function bundleOptions(entry: string, name: string, target: string, options: BuildOptions) {
  return {
    absWorkingDir: ROOT,
    entryPoints: [entry],
    outfile: name, // never written: names the output only
    bundle: true,
    platform: 'node',
    target,
    format: 'cjs',
    charset: 'utf8',
    tsconfigRaw: {}, // what the tests alias is not a part of it
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
    write: false,
    metafile: true,
  } satisfies BuildOptions;
}

export const SHORTER: JsMinifyOptions = { ecma: 2022, format: { comments: false } };

/** Gives all variables short names, which compress better than those that the bundler gives. Changes no statement. */
export function renamed(code: string): string {
  return minifySync(code, { ...SHORTER, module: false, compress: false, mangle: { toplevel: true } }).code;
}

/**
 * Shortens a bundle once more: across functions, where the bundler looks at one statement at a time. Not for the core,
 * whose code becomes slower by it: a tenth of a synth.
 */
export function shortened(code: string): string {
  return minifySync(code, { ...SHORTER, module: false, toplevel: true, compress: { passes: 2 }, mangle: true }).code;
}

/** The licences of the packages in a bundle. */
export function noticesFor(bundle: string, { inputs }: Metafile): string {
  return noticesOf(bundle, packagesIn(Object.keys(inputs)));
}

/** Replaces a file in one step: whoever reads at that moment gets the old text or the new one, never half of it. */
export function replaceFile(path: string, text: string, mode = 0o644): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}`);
  try {
    writeFileSync(draft, text, { mode });
    renameSync(draft, path);
  } finally { rmSync(draft, { force: true }); }
}

/** The folders of the packages that these files belong to; a package can be there in two versions. */
function packagesIn(files: readonly string[]): readonly string[] {
  const folders = files.map((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].sort();
}

/** Packages with the same licence text share it: the AWS SDK alone is dozens of them. */
function noticesOf(bundle: string, folders: readonly string[]): string {
  const packages = folders.map((folder) => readPackage(join(ROOT, folder)));
  const lines = new Map<string, string[]>();
  for (const { name, version, license, repository, text } of packages) {
    if (!/^(MIT|Apache-2\.0|BSD-[23]-Clause|ISC|0BSD)$/.test(license)) {
      throw new Error(`${name} has the licence ${license}, which may not be bundled`);
    }
    // a few packages of the AWS SDK come without the file: what counts for them is the one of their repository
    const found = text ?? packages.find((other) => other.text && other.license === license
      && other.repository?.url === repository?.url)?.text;
    if (!found) { throw new Error(`${name} has no file with its licence`); }
    lines.set(found, [...lines.get(found) ?? [], `${bundle} contains ${name} ${version} (${license})`]);
  }
  return [...lines].map(([text, names]) => `${names.join('\n')}:\n\n${text}\n`).join('\n---\n\n');
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly repository?: { readonly url?: string };
  readonly text?: string;
}

function readPackage(folder: string): Package {
  const json = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Package;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return { ...json, text: file && readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim() };
}
