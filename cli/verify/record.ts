/** `bedrock-flows verify`: its options and help. */
import { verifyCommand, type VerifyOptions } from './command';
import type { CommandRecord } from '../command-record';

export const VERIFY: CommandRecord<'verify'> = {
  name: 'verify',
  summary: 'compare runs of a flow on this machine with those in an account',
  description: [
    'Runs the inputs of a fixture in an account and on this machine, and shows where events differ. Nodes without a '
      + 'mock answer here as',
    'they did in the account, so only the flow itself is compared. Without --flow-id, the recording in the fixture is '
      + 'compared. Calls to an account are billed.',
  ],
  exitCodes: {
    0: 'everything is the same',
    1: 'something differs',
    2: 'wrong usage, or a call to the account failed',
  },
  examples: `
  bedrock-flows verify fixture.json --flow-id ABCDEFGHIJ --alias-id TSTALIASID --region us-east-1 --record recorded.json
  bedrock-flows verify recorded.json`,
  define: (command, io, done) => command
    .argument('<fixture>', 'a JSON file: {"flow": "flow.json", "mocks": "mocks.json", "cases": [{"name": "refund", '
      + '"input": "hello", "answers": []}]}')
    .option('--flow-id <id>', 'the flow in the account, by id or ARN')
    .option('--alias-id <id>', 'its alias, by id or ARN', 'TSTALIASID')
    .option('--region <region>', 'the Region (default: that of the profile)')
    .option('--record <file>', 'write the answers of the account to a fixture, with the date; it contains ids of the '
      + 'account')
    .option('--allow-programs', 'let the mocks of the fixture start the programs that they name')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 forces colours')
    .action(async (file: string, options: VerifyOptions) => { done(await verifyCommand(file, options, io)); }),
};
