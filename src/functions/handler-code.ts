import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Where the bundles lie, seen from lib/index.js, from lib/versions (compiled, not yet put into one file) and from
 * src/versions.
 */
const PLACES = ['handlers', '../handlers', '../../lib/handlers'];

/** The bundled code of a Lambda function of this library: files of a folder that the functions share. */
export interface HandlerCode {
  readonly folder: string;
  /** Those that this function needs. */
  readonly files: readonly string[];
}

/** The bundled code of a Lambda function of this library; its handler is `<name>.handler`. */
export function handlerCode(name: string): HandlerCode {
  const folder = PLACES.map((place) => join(__dirname, place))
    .find((candidate) => existsSync(join(candidate, 'files.json')));
  const files = folder && listed(folder)[name];
  if (!folder || !files) {
    throw new Error(`[cdk-bedrock-flows] there is no code for the Lambda function '${name}' beside the library `
      + `in ${__dirname}; exclude the library when you bundle the app (esbuild --external:cdk-bedrock-flows); `
      + 'otherwise install it again, or run \'npx projen bundle:handlers\' in a clone');
  }
  return { folder, files };
}

function listed(folder: string): Readonly<Record<string, readonly string[] | undefined>> {
  return JSON.parse(readFileSync(join(folder, 'files.json'), 'utf8'));
}
