/** `bedrock-flows cost`: its options and help. */
import { costCommand, type CostOptions } from './cost-command';
import type { CommandRecord } from '../command-record';
import { sourceOf, withRun } from '../config/with-config';

export const COST: CommandRecord<'cost'> = {
  name: 'cost',
  summary: 'estimate what runs of a flow cost',
  description: ['Runs a flow on this machine and estimates the cost of its model calls at list prices. The numbers of '
    + 'tokens come from mocks, recordings and real calls; otherwise they are estimated from the length of the texts.'],
  exitCodes: {
    0: 'the estimate is printed',
    2: 'wrong usage, or a file could not be read',
  },
  examples: `
  bedrock-flows cost cdk.out --inputs cases.jsonl --mocks mocks.json
  bedrock-flows cost flow.json --input hello --replay calls.json --json`,
  define: (command, io, done) => command
    .argument('[file]', 'a template, an export of a flow, a definition, or a folder such as cdk.out; - is '
      + 'standard input')
    .option('--flow <id>', 'which flow, by logical id (with or without the CDK hash) or name, if there are several')
    .option('--input <json>', 'the input of the flow: JSON or text, @file, or - for standard input')
    .option('--inputs <file>', 'many runs: a data set in a format of run')
    .option('--mocks <file>', 'the file with a mock for each node; "usage" beside "returns" has the tokens')
    .option('--replay <file>', 'answer from a recording of run --record')
    .option('--python <program>', 'the Python 3 interpreter for inline code; no sandbox')
    .option('--json', 'print JSON')
    .option('--no-color', 'print without colours (as with NO_COLOR=1)')
    .action(async (file: string | undefined, options: CostOptions) => {
      const { file: source, config } = sourceOf(file, io);
      done(await costCommand(source, withRun(options, config, true), io));
    }),
};
