/** Makes one file of the command, and one with the licences of what is in it: `tsx cli/bundle.ts lib/cli`. */
import { join, resolve } from 'node:path';
import { oneFile, replaceFile } from '../scripts/one-file';

/** The path of the bundle, which needs nothing but Node. */
export function bundle(folder: string): string {
  const outfile = join(folder, 'bedrock-flows.js');
  const { code, notices } = oneFile('cli/main.ts', 'bedrock-flows.js', 'node20.16');
  replaceFile(join(folder, 'THIRD-PARTY.txt'), notices);
  replaceFile(outfile, code, 0o755);
  return outfile;
}

if (require.main === module) { bundle(resolve(process.argv[2] ?? 'lib/cli')); }
