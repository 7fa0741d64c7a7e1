/** `bedrock-flows trace`: its options and help. */
import { traceCommand, type TraceOptions } from './command';
import type { CommandRecord } from '../command-record';

export const TRACE: CommandRecord<'trace'> = {
  name: 'trace',
  summary: 'show a flow execution of an account',
  description: [
    'Shows the steps of a flow execution as run does, or writes the page that view writes. Only reads, with the AWS '
      + 'SDK for JavaScript of your project',
    'and your credentials.',
  ],
  exitCodes: {
    0: 'the execution succeeded, or runs',
    1: 'it failed, took too long, or was stopped',
    2: 'wrong usage, or the account gave no answer',
  },
  examples: `
  bedrock-flows trace arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ/alias/KLMNOPQRST/execution/run-1
  bedrock-flows trace arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ/alias/KLMNOPQRST/execution/run-1 \\
    -o run.html`,
  define: (command, io, done) => command
    .argument('<executionArn>', 'what StartFlowExecution answered')
    .option('-o, --output <file>', 'write the page of the execution, as view does')
    .option('--region <region>', 'the Region (default: that of the ARN)')
    .option('--endpoint-url <url>', 'where the service is; one on this machine, such as that of serve, needs no '
      + 'credentials')
    .option('--trace', 'show whole values')
    .option('--json', 'print the events, one a line')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 colours what is not a terminal')
    .action(async (arn: string, options: TraceOptions) => { done(await traceCommand(arn, options, io)); }),
};
