import { createRequire } from 'node:module';
import { join } from 'node:path';
import { runnerError } from '../../runner-error';

/** What is used of a client of the AWS SDK for JavaScript v3. */
export interface SdkClient {
  send(command: object, options?: { readonly abortSignal?: unknown }): Promise<any>;
  destroy(): void;
}

export type Sdk = Readonly<Record<string, new (input: object) => object>>;

/**
 * A package of the SDK: the project has it or not, and this library does not depend on it. It is looked for from the
 * folder of the process first, as that is the project's, then from here.
 */
export function loadSdk(place: string, name: string): Sdk {
  for (const load of [createRequire(join(process.cwd(), 'package.json')), require]) {
    try {
      return load(name) as Sdk;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') { throw error; }
    }
  }
  throw runnerError(place, `"aws" needs the package '${name}', which is not installed`,
    `run npm install --save-dev ${name}`, 'MissingPackage');
}
