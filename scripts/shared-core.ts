/**
 * The modules that the command needs are needed by the library too: they are in the package once, in a file of their
 * own, from which both take them.
 */
import { join } from 'node:path';
import { build, buildSync, type Metafile } from 'esbuild';
import { LEAN_YAML } from './lean-yaml';
import { bundleOptions, noticesFor, renamed, ROOT } from './one-file';
import { inLines } from './readable';

/** Modules below `src`, without the ending. */
export interface SharedModules {
  readonly all: readonly string[];
  /** Those that something outside of them imports. */
  readonly imported: readonly string[];
}

const COMMAND = 'cli/main.ts';
const LIBRARY = ['src/index.ts', 'src/runner/index.ts'];
/** They are there in a project anyway, or come from the compiler. */
const OUTSIDE = ['aws-cdk-lib', 'constructs'];

export function sharedModules(): SharedModules {
  const { inputs } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [COMMAND, ...LIBRARY],
    outdir: 'bundled',
    write: false,
    bundle: true,
    platform: 'node',
    external: OUTSIDE,
    tsconfigRaw: {},
    metafile: true,
  }).metafile;
  const all = new Set([...reached(COMMAND, inputs)].filter((path) => path.startsWith('src/')));
  const imported = Object.keys(inputs).filter((path) => !all.has(path))
    .flatMap((path) => inputs[path].imports.map((each) => each.path)).filter((path) => all.has(path));
  const names = (paths: Iterable<string>) => [...new Set(paths)].map((path) => path.slice(4, -3)).sort();
  return { all: names(all), imported: names(imported) };
}

function reached(entry: string, inputs: Metafile['inputs']): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path) || !inputs[path]) { return; }
    found.add(path);
    for (const { path: next } of inputs[path].imports) { visit(next); }
  };
  visit(entry);
  return found;
}

/** Bundles the shared modules: the file exports the names of each of them under its path. */
export async function sharedCore({ imported }: SharedModules): Promise<{ code: string; notices: string }> {
  const contents = imported.map((name) => `export * as ${JSON.stringify(name)} from './src/${name}';`).join('\n');
  const { metafile, outputFiles } = await build({
    ...bundleOptions('', 'core.js', 'node20.16', {
      stdin: { contents, resolveDir: ROOT, loader: 'ts' }, minify: false, minifySyntax: true, plugins: [LEAN_YAML],
    }),
    entryPoints: [],
  });
  return { code: inLines(renamed(outputFiles[0].text)), notices: noticesFor('core.js', metafile) };
}

/** What to leave out of a bundle of the modules in a folder, which may be compiled. */
export function sharedFiles({ all }: SharedModules, folder: string, ending: string): string[] {
  return all.map((name) => join(folder, `${name}${ending}`));
}

/** Takes what `sharedFiles` left out from the shared file instead. */
export function takingShared(code: string, file: string, { imported }: SharedModules): string {
  const known = new Set(imported);
  return code.replace(/\brequire\("\.\/(?:src|lib)\/([^"]+)\.[jt]s"\)/g, (_, name: string) => {
    if (!known.has(name)) { throw new Error(`${name} is not among the shared modules`); }
    return `require(${JSON.stringify(file)})[${JSON.stringify(name)}]`;
  });
}
