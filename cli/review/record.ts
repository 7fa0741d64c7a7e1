/** `bedrock-flows review`: its options and help. */
import { reviewCommand, type ReviewOptions } from './command';
import type { CommandRecord } from '../command-record';

export const REVIEW: CommandRecord<'review'> = {
  name: 'review',
  summary: 'list and decide requests that wait for a person',
  description: [
    'Lists the requests in the queue of a HumanApproval, and decides them. Anyone who can read the queue can decide.',
    'Uses the AWS SDK for JavaScript of your project and your credentials.',
  ],
  exitCodes: {
    0: 'listed, or decided',
    1: 'a request had ended before it was decided',
    2: 'wrong usage, or a call to the account failed',
  },
  examples: `
  bedrock-flows review --queue https://sqs.eu-central-1.amazonaws.com/111122223333/Approval
  bedrock-flows review --queue "$QUEUE" --approve 3f2a91c0 --comment 'checked with the customer'
  bedrock-flows review --queue "$QUEUE" --decide`,
  define: (command, io, done) => command
    .option('--queue <url>', 'the URL of the queue')
    .option('--approve <id>', 'approve this request')
    .option('--reject <id>', 'reject this request')
    .option('--decide', 'ask about each request, one after the other')
    .option('--comment <text>', 'the reason, for the state machine')
    .option('--as <name>', 'who decides, for the state machine (default: your name on this machine)')
    .option('--region <region>', 'the Region (default: that of the profile)')
    .option('--endpoint-url <url>', 'the endpoint of the services; one on this machine needs no credentials')
    .option('--json', 'print one line of JSON for each request')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 forces colours')
    .action(async (options: ReviewOptions) => { done(await reviewCommand(options, io)); }),
};
