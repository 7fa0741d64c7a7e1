/** Makes one file of the command, and one with the licences of what is in it: `tsx cli/bundle.ts lib/cli`. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { oneFile, replaceFile, ROOT } from '../scripts/one-file';

/** The path of the bundle, which needs nothing but Node. */
export function bundle(folder: string): string {
  const outfile = join(folder, 'bedrock-flows.js');
  const { code, notices } = oneFile('cli/main.ts', 'bedrock-flows.js', 'node20.16');
  const prices = readFileSync(join(ROOT, 'cli/prices/LICENSE-litellm.txt'), 'utf8');
  replaceFile(join(folder, 'THIRD-PARTY.txt'),
    `${notices}\nThe list prices of models are from the price table of LiteLLM, under this licence:\n\n${prices}`);
  replaceFile(outfile, code, 0o755);
  return outfile;
}

if (require.main === module) { bundle(resolve(process.argv[2] ?? 'lib/cli')); }
