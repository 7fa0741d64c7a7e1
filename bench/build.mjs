/**
 * What the benchmarks measure: the library as its users get it, compiled by jsii and put into one file, in a folder of
 * its own.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bench = dirname(fileURLToPath(import.meta.url));
const project = dirname(bench);

/** Installs what only the benchmarks need, where bench/package.json names something and it is not there yet. */
export function installPeers() {
  const { dependencies = {} } = createRequire(import.meta.url)('./package.json');
  const missing = Object.keys(dependencies).some((name) => !existsSync(join(bench, 'node_modules', name)));
  if (missing) {
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--silent'], { cwd: bench, stdio: ['ignore', 2, 2] });
  }
}

/** Compiles the library into a new folder, from which `require('cdk-bedrock-flows')` finds it; gives that folder. */
export function buildLibrary() {
  if (!existsSync(join(project, 'node_modules/.bin/jsii'))) {
    throw new Error('the project is not installed; run npm ci first');
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const library = join(folder, 'library');
  mkdirSync(library);
  for (const name of ['src', 'package.json', 'tsconfig.json', 'README.md', 'LICENSE']) {
    cpSync(join(project, name), join(library, name), { recursive: true });
  }
  symlinkSync(join(project, 'node_modules'), join(library, 'node_modules'), 'junction');
  execFileSync(process.execPath, [join(project, 'node_modules/jsii/bin/jsii'), '--silence-warnings=reserved-word'], {
    cwd: library, stdio: 'pipe', env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  });
  // the command first: the library takes from it what both need
  execFileSync(process.execPath, ['--import', 'tsx', join(project, 'cli/bundle.ts'), join(library, 'lib/cli')], {
    cwd: project, stdio: 'pipe',
  });
  execFileSync('bash', [join(project, 'scripts/bundle-lib.sh'), library], { stdio: 'pipe' });
  return library;
}

/** `require` as a program that uses the library has it. */
export function requireFrom(library) {
  const require = createRequire(join(library, 'program.js'));
  return (name) => require(name === 'cdk-bedrock-flows' ? library : name);
}
