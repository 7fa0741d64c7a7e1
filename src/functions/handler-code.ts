import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the bundles lie, seen from lib/index.js, from lib/versions (compiled, not yet put into one file) and from
 * src/versions.
 */
const PLACES = ['handlers', '../handlers', '../../lib/handlers'];

/** The folder with the bundled code of a Lambda function of this library. */
export function handlerFolder(name: string): string {
  const folder = PLACES.map((place) => join(__dirname, place, name))
    .find((candidate) => existsSync(join(candidate, 'index.js')));
  if (folder === undefined) {
    throw new Error(`[cdk-bedrock-flows] there is no code for the Lambda function '${name}' beside the library `
      + `in ${__dirname}; `
      + 'an app that is bundled must leave the library out (esbuild --external:cdk-bedrock-flows); else install '
      + 'it again, '
      + 'or run \'npx projen bundle:handlers\' in a clone');
  }
  return folder;
}
