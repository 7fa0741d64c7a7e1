/**
 * Puts the compiled library of a folder into its lib/index.js: `tsx scripts/library-file.ts .`. What it stands on stays
 * outside, and so does what it shares with the command. Functions take lib/lambda/index.js alone.
 */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { oneFile, replaceFile } from './one-file';
import { inLines, withNames } from './readable';
import { sharedFiles, sharedModules, takingShared } from './shared-core';

const OUTSIDE = ['aws-cdk-lib', 'constructs'];
const absWorkingDir = realpathSync(argv[2]); // paths in the bundle come from it
const modules = sharedModules();
const library = oneFile('lib/index.js', 'index.js', 'node20', {
  minify: false,
  minifySyntax: true,
  absWorkingDir,
  external: [...OUTSIDE, ...sharedFiles(modules, join(absWorkingDir, 'lib'), '.js')],
});
const code = inLines(withNames(takingShared(library.code, './cli/core.js', modules)));
// its getters stay as the compiler writes them: Node finds the names for `import` by that form
const lambda = oneFile('lib/lambda/index.js', 'index.js', 'node20', {
  absWorkingDir, minify: false, external: OUTSIDE,
});
replaceFile(join(absWorkingDir, 'lib/index.js'), code);
replaceFile(join(absWorkingDir, 'lib/lambda/index.js'), lambda.code);
