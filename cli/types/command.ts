/** `bedrock-flows types`. */
import { basename } from 'node:path';
import { pythonOf } from './python';
import { type TypedFlow, typedFlow } from './typed-flow';
import { typescriptOf } from './typescript';
import { CommandError } from '../command-error';
import { EXIT, type Io } from '../io';
import { printers } from '../printer';
import { findFlow } from '../source/find-flow';
import { readText, writeText } from '../write-files';

export const LANGUAGES: Readonly<Record<string, (flow: TypedFlow) => string>> = {
  typescript: typescriptOf, python: pythonOf,
};

export interface TypesOptions {
  readonly flow?: string;
  readonly language: string;
  readonly output?: string;
}

/** Writes the types of a flow, and returns the exit code. */
export async function typesCommand(file: string, options: TypesOptions, io: Io): Promise<number> {
  const { flow: id, language, output } = options;
  const { definition, names } = await findFlow(file, id, io);
  const source = file === '-' ? 'standard input' : basename(file);
  const text = LANGUAGES[language](typedFlow(definition, names[names.length - 1], source));
  if (output === undefined) {
    printers(io).out.own(text);
  } else {
    refuseOthers(output);
    writeText(output, text);
    printers(io).err.line(`wrote ${output}`);
  }
  return EXIT.clean;
}

/** Types are written over types; whatever else is there is the user's, such as the function that they are for. */
function refuseOthers(path: string): void {
  const [first] = readText(path)?.split('\n', 1) ?? [];
  if (first === undefined || first === '' || first.includes("written by 'bedrock-flows types'")) { return; }
  throw new CommandError(path, 'already exists, and was not written by this command',
    'name another file with -o', 'Usage');
}
