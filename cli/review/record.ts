/** `bedrock-flows review`: its options and help. */
import { reviewCommand, type ReviewOptions } from './command';
import type { CommandRecord } from '../command-record';

export const REVIEW: CommandRecord<'review'> = {
  name: 'review',
  summary: 'list and decide what waits for a person',
  description: [
    'Lists the requests in the queue of a HumanApproval, and decides them. Whoever may read the queue can decide.',
    'The AWS SDK for JavaScript is that of your project, with your credentials.',
  ],
  exitCodes: {
    0: 'listed, or decided',
    1: 'a request was over before it was decided',
    2: 'wrong usage, or the account gave no answer',
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
    .option('--comment <text>', 'why, for the state machine')
    .option('--as <name>', 'who decides, for the state machine (default: your name on this machine)')
    .option('--region <region>', 'the Region (default: that of the profile)')
    .option('--endpoint-url <url>', 'where the services are; one on this machine needs no credentials')
    .option('--json', 'print one line of JSON for each request')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 colours what is not a terminal')
    .action(async (options: ReviewOptions) => { done(await reviewCommand(options, io)); }),
};
