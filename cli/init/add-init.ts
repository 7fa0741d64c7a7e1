/** `bedrock-flows init`: its options and help. */
import { type Command, Option } from 'commander';
import { initCommand, type InitOptions, LANGUAGES } from './command';
import type { Io } from '../io';

export function addInit(program: Command, io: Io, done: (exit: number) => void): void {
  program.command('init')
    .summary('write a new app with a flow, mocks, tests and a workflow for CI')
    .description('Writes a new CDK app into an empty folder: a flow with branches, its mocks, a data set, tests and a '
      + 'workflow for GitHub Actions. It never writes over a file.')
    .argument('[folder]', 'where to write it; a folder that is empty or new', '.')
    .addOption(new Option('--language <language>', 'the language of the app').choices(Object.keys(LANGUAGES))
      .default('typescript'))
    .addHelpText('after', `
Exit code:
  0  the app was written
  2  wrong usage, or the folder is not empty

Examples:
  bedrock-flows init support
  bedrock-flows init support --language python`)
    .action((folder: string, options: InitOptions) => { done(initCommand(folder, options, io)); });
}
