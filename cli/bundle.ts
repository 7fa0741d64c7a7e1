/**
 * Makes the command, the modules that it shares with the library, and the licences of what is in both:
 * `tsx cli/bundle.ts lib/cli`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { oneFile, replaceFile, ROOT, shortened } from '../scripts/one-file';
import { sharedCore, sharedFiles, sharedModules, takingShared } from '../scripts/shared-core';

const NAME = 'bedrock-flows.js';

/** Gives the path of the bundle, which needs nothing but Node and the file beside it. */
export function bundle(folder: string): string {
  execFileSync(process.execPath, ['--import', 'tsx', __filename, resolve(folder)], {
    cwd: ROOT, stdio: ['ignore', 'pipe', 2],
  });
  return join(folder, NAME);
}

async function main(folder: string): Promise<void> {
  const modules = sharedModules();
  const external = sharedFiles(modules, join(ROOT, 'src'), '.ts');
  const command = oneFile('cli/main.ts', NAME, 'node20.16', { external });
  const core = await sharedCore(modules);
  const prices = readFileSync(join(ROOT, 'cli/prices/LICENSE-litellm.txt'), 'utf8');
  const ofPrices = `The list prices of models are from the price table of LiteLLM, under this licence:\n\n${prices}`;
  replaceFile(join(folder, 'THIRD-PARTY.txt'), `${command.notices}${core.notices}\n${ofPrices}`);
  replaceFile(join(folder, 'core.js'), core.code);
  replaceFile(join(folder, NAME), shortened(takingShared(command.code, './core.js', modules)), 0o755);
}

if (require.main === module) { void main(resolve(process.argv[2] ?? 'lib/cli')); }
