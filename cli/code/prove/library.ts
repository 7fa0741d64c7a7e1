/** The constructs that a generated program stands on: those of the project, else those that came with the command. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CommandError } from '../../command-error';

/** Classes and enums by their names. */
export interface Library {
  readonly flows: Readonly<Record<string, unknown>>;
  readonly cdk: Readonly<Record<string, unknown>>;
}

export function loadLibrary(): Library {
  return { flows: load('cdk-bedrock-flows'), cdk: load('aws-cdk-lib') };
}

function load(name: string): Readonly<Record<string, unknown>> {
  for (const from of [createRequire(join(process.cwd(), 'package.json')), require]) {
    try {
      return from(name) as Readonly<Record<string, unknown>>;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') { throw error; }
    }
  }
  throw new CommandError('bedrock-flows', `the program is run before it is written, but '${name}' is not installed`,
    'run npm install cdk-bedrock-flows aws-cdk-lib constructs', 'Usage');
}
