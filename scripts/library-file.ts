/**
 * Puts the compiled library of this project into its lib/index.js: `tsx scripts/library-file.ts`. What it stands on
 * stays outside, and so does what it shares with the command. Functions take lib/lambda/index.js alone.
 */
import { join } from 'node:path';
import { oneFile, READABLE, replaceFile, ROOT } from './one-file';
import { sharedFiles, sharedModules, takingShared } from './shared-core';

const OUTSIDE = ['aws-cdk-lib', 'constructs'];
const modules = sharedModules();
const library = oneFile('lib/index.js', 'index.js', 'node20', {
  ...READABLE, external: [...OUTSIDE, ...sharedFiles(modules, join(ROOT, 'lib'), '.js')],
});
// its getters stay as the compiler writes them: Node finds the names for `import` by that form
const lambda = oneFile('lib/lambda/index.js', 'index.js', 'node20', { minify: false, external: OUTSIDE });
replaceFile(join(ROOT, 'lib/index.js'), takingShared(library.code, './cli/core.js', modules));
replaceFile(join(ROOT, 'lib/lambda/index.js'), lambda.code);
