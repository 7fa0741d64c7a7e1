/** `bedrock-flows types`: its options and help. */
import { LANGUAGES, typesCommand, type TypesOptions } from './command';
import { oneOf } from '../arguments';
import type { CommandRecord } from '../command-record';
import { sourceOf, withFlow } from '../config/with-config';

export const TYPES: CommandRecord<'types'> = {
  name: 'types',
  summary: 'write types for functions behind Lambda nodes and for callers',
  description: [
    'Writes types for the inputs and answers of the functions of Lambda nodes, a reader of their event, and types for '
      + 'the input and outputs of callers.',
    'The file needs no package; import it in the function or the caller. Existing types are regenerated; any other '
      + 'file is left unchanged.',
  ],
  exitCodes: {
    0: 'the types were written',
    2: 'wrong usage, or a file could not be read',
  },
  examples: `
  bedrock-flows types cdk.out --flow Support -o functions/extract/flow-types.ts
  bedrock-flows types cdk.out --flow Support --language python -o functions/extract/flow_types.py`,
  define: (command, io, done) => command
    .argument('[file]', 'a template, a folder such as cdk.out, or any other file with a flow; - is standard input')
    .option('--language <name>', 'typescript or python', oneOf(...Object.keys(LANGUAGES)), 'typescript')
    .option('--flow <id>', 'which flow, by logical id (with or without the CDK hash) or name, if there are several')
    .option('-o, --output <file>', 'write it to a file')
    .action(async (file: string | undefined, options: TypesOptions) => {
      const { file: source, config } = sourceOf(file, io);
      done(await typesCommand(source, withFlow(options, config), io));
    }),
};
