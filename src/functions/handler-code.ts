import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the functions lie, seen from lib/index.js, from lib/functions (compiled, not yet put into one file) and from
 * src/functions.
 */
const PLACES = ['handlers', '../handlers', '../../lib/handlers'];

/** The folder with the code of a Lambda function of this library; its handler is `<name>.handler`. */
export function handlerCode(name: string): string {
  const folder = PLACES.map((place) => join(__dirname, place, name))
    .find((candidate) => existsSync(join(candidate, `${name}.js`)));
  if (folder === undefined) {
    throw new Error(`[cdk-bedrock-flows] there is no code for the Lambda function '${name}' beside the library `
      + `in ${__dirname}; exclude the library when you bundle the app (esbuild --external:cdk-bedrock-flows); `
      + 'otherwise install it again, or run \'npx projen bundle:handlers\' in a clone');
  }
  return folder;
}
