/** `bedrock-flows init`: its options and help. */
import { Option } from 'commander';
import { initCommand, type InitOptions, LANGUAGES } from './command';
import type { CommandRecord } from '../command-record';

export const INIT: CommandRecord<'init'> = {
  name: 'init',
  summary: 'write a new app with a flow, mocks, tests and a workflow for CI',
  description: ['Writes a new CDK app into an empty folder: a flow with branches, its mocks, a data set, tests and a '
    + 'workflow for GitHub Actions. It never writes over a file.'],
  exitCodes: {
    0: 'the app was written',
    2: 'wrong usage, or the folder is not empty',
  },
  examples: `
  bedrock-flows init support
  bedrock-flows init support --language python`,
  define: (command, io, done) => command
    .argument('[folder]', 'where to write it; a folder that is empty or new', '.')
    .addOption(new Option('--language <language>', 'the language of the app').choices(Object.keys(LANGUAGES))
      .default('typescript'))
    .action((folder: string, options: InitOptions) => { done(initCommand(folder, options, io)); }),
};
