/** `bedrock-flows trace`: its options and help. */
import { traceCommand, type TraceOptions } from './command';
import type { CommandRecord } from '../command-record';

export const TRACE: CommandRecord<'trace'> = {
  name: 'trace',
  summary: 'show a flow execution of an account',
  description: [
    'Shows the steps of a flow execution as run does, or writes the page that view writes. Only reads from the '
      + 'account, with the AWS SDK for JavaScript of your project',
    'and your credentials.',
  ],
  exitCodes: {
    0: 'the execution succeeded, or is running',
    1: 'it failed, took too long, or was stopped',
    2: 'wrong usage, or a call to the account failed',
  },
  examples: `
  bedrock-flows trace arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ/alias/KLMNOPQRST/execution/run-1
  bedrock-flows trace arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ/alias/KLMNOPQRST/execution/run-1 \\
    -o run.html`,
  define: (command, io, done) => command
    .argument('<executionArn>', 'the ARN that StartFlowExecution returned')
    .option('-o, --output <file>', 'write the page of the execution, as view does')
    .option('--region <region>', 'the Region (default: that of the ARN)')
    .option('--endpoint-url <url>', 'the endpoint of the service; one on this machine, such as that of serve, needs no '
      + 'credentials')
    .option('--trace', 'show values in full')
    .option('--json', 'print the events, one per line')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 forces colours')
    .action(async (arn: string, options: TraceOptions) => { done(await traceCommand(arn, options, io)); }),
};
