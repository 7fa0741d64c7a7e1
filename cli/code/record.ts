/** `bedrock-flows code`: its options and help. */
import { codeCommand, type CodeOptions } from './command';
import { oneOf } from '../arguments';
import type { CommandRecord } from '../command-record';
import { sourceOf, withFlow } from '../config/with-config';
import { LANGUAGES } from './print/languages';

export const CODE: CommandRecord<'code'> = {
  name: 'code',
  summary: 'write the program of a flow, for the AWS CDK',
  description: [
    'Writes a CDK program that creates the flow of a file: a stack for you to keep and change. The program never reads '
      + 'the file again.',
    'Before it writes the program, the command runs it, compares its definition with the one in the file, and prints '
      + 'each difference.',
  ],
  exitCodes: {
    0: 'the program has the same definition as the file',
    1: 'it does not; the differences are printed, and the program is written anyway',
    2: 'wrong usage, or a file could not be read',
  },
  examples: `
  bedrock-flows code flow.json --language typescript -o lib/support-stack.ts
  bedrock-flows code cdk.out --flow Support --language python
  aws bedrock-agent get-flow --flow-identifier ID | bedrock-flows code - --language java --class SupportStack`,
  define: (command, io, done) => command
    .argument('[file]', 'an answer of GetFlow, an export of the console, a definition, a template, or a folder such as '
      + 'cdk.out; - is standard input')
    .requiredOption('--language <name>', 'typescript, python, java, csharp or go', oneOf(...Object.keys(LANGUAGES)))
    .option('-o, --output <file>', 'write it to a file, and prompts and code of more than one line to files beside it')
    .option('--flow <id>', 'which flow, by logical id (with or without the CDK hash) or name, if there are several')
    .option('--class <name>', 'the name of the stack')
    .option('--force', 'overwrite existing files')
    .action(async (file: string | undefined, options: CodeOptions) => {
      const { file: source, config } = sourceOf(file, io);
      done(await codeCommand(source, withFlow(options, config), io));
    }),
};
