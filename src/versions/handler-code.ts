import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Where the bundles lie, seen from lib/index.js, from lib/versions (compiled, not yet put into one file) and from src/versions. */
const PLACES = ['handlers', '../handlers', '../../lib/handlers'];

/** The folder with the bundled code of a Lambda function of this library. */
export function handlerFolder(name: string): string {
  const folder = PLACES.map((place) => join(__dirname, place, name)).find((candidate) => existsSync(join(candidate, 'index.js')));
  if (folder === undefined) {
    throw new Error(`[cdk-bedrock-flows] the package has no code for its Lambda function '${name}'; `
      + 'install it again, or run \'npx projen bundle:handlers\' in a clone');
  }
  return folder;
}
