/** `bedrock-flows verify`: its options and help. */
import { verifyCommand, type VerifyOptions } from './command';
import type { CommandRecord } from '../command-record';

export const VERIFY: CommandRecord<'verify'> = {
  name: 'verify',
  summary: 'compare runs of a flow here with those in an account',
  description: [
    'Gives the inputs of a fixture to a flow in an account and to the same flow here, and says where events differ. '
      + 'Nodes without a mock answer here as',
    'they did in the account, so that what is compared is the flow. Without --flow-id, what the fixture has recorded '
      + 'is compared. Calls to an account cost.',
  ],
  exitCodes: {
    0: 'everything is the same',
    1: 'something differs',
    2: 'wrong usage, or the account gave no answer',
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
    .option('--record <file>', 'write what the account said as a fixture, with the date; it holds ids of the account')
    .option('--allow-programs', 'let the mocks of the fixture start the programs that they name')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 colours what is not a terminal')
    .action(async (file: string, options: VerifyOptions) => { done(await verifyCommand(file, options, io)); }),
};
