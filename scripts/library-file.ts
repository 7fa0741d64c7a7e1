/**
 * Puts the library into lib/index.js of a folder in which it is compiled: `tsx scripts/library-file.ts .`. What it
 * stands on stays outside, and so does what it shares with the command. Functions take lib/lambda/index.js alone.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { build } from 'esbuild';
import { described } from './described-classes';
import { bundleOptions, oneFile, replaceFile, ROOT } from './one-file';
import { inLines, withNames } from './readable';
import { sharedFiles, sharedModules, takingShared } from './shared-core';

const OUTSIDE = ['aws-cdk-lib', 'constructs'];

async function main(folder: string): Promise<void> {
  const index = join(folder, 'lib/index.js');
  const code = await libraryCode(readFileSync(index, 'utf8'), join(folder, '.jsii'));
  // its getters stay as the compiler writes them: Node finds the names for `import` by that form
  const lambda = oneFile('lib/lambda/index.js', 'index.js', 'node20', {
    absWorkingDir: folder, minify: false, external: OUTSIDE,
  });
  replaceFile(index, code);
  replaceFile(join(folder, 'lib/lambda/index.js'), lambda.code);
}

/**
 * The modules as they are written, with what the compiler adds to them: of these, the bundler calls a function directly
 * that it calls as a member of its module when they are compiled. The index is the compiled one, which loads each
 * module when something of it is first used.
 */
async function libraryCode(index: string, assembly: string): Promise<string> {
  const modules = sharedModules();
  const contents = index.replace('./runner/index.js', './runner/index');
  const { outputFiles } = await build({
    ...bundleOptions('', 'index.js', 'node20', {
      stdin: { contents, resolveDir: join(ROOT, 'src'), loader: 'js' },
      minify: false,
      minifySyntax: true,
      tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } }, // as in tsconfig.json
      external: [...OUTSIDE, ...sharedFiles(modules, join(ROOT, 'src'), '.ts')],
      plugins: existsSync(assembly) ? [described(assembly)] : [],
    }),
    entryPoints: [],
  });
  const code = asModules(takingShared(outputFiles[0].text, './cli/core.js', modules));
  return inLines(withNames(code));
}

/**
 * What the index requires is the object of a module itself: the bundler makes a copy of it each time. Modules are
 * called by no path, which only a trace of their loading would show.
 */
function asModules(code: string): string {
  return code.replace(/\b__toCommonJS\((\w+_exports)\)/g, '$1').replace(/\b__esm\(\{\s*"[^"]+"\(/g, '__esm({ load(');
}

void main(realpathSync(argv[2]));
