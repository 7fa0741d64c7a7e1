/** `bedrock-flows invoke`: its options and help. */
import { invokeCommand, type InvokeOptions } from './command';
import { gathered } from '../arguments';
import type { CommandRecord } from '../command-record';

export const INVOKE: CommandRecord<'invoke'> = {
  name: 'invoke',
  summary: 'call a deployed flow',
  description: [
    'Calls a deployed flow and shows its steps as run does. Uses the AWS SDK for JavaScript of your project and your '
      + 'credentials;',
    'the model calls of the flow are billed.',
  ],
  exitCodes: {
    0: 'the flow completed, or an agent asks and has no answer',
    1: 'the flow failed',
    2: 'wrong usage, or a call to the account failed',
  },
  examples: `
  bedrock-flows invoke arn:aws:bedrock:eu-west-1:111122223333:flow/ABCDEFGHIJ/alias/KLMNOPQRST --input 'Where is it?'
  bedrock-flows invoke --flow-id ABCDEFGHIJ --input '{"message": "hello"}' --region us-east-1
  bedrock-flows invoke AliasArn --outputs outputs.json --input hello --definition cdk.out -o run.html
  bedrock-flows invoke --flow-id Triage --input hello --endpoint-url http://127.0.0.1:8181`,
  define: (command, io, done) => command
    .argument('[alias]', 'the ARN of an alias, or with --outputs the name of an output with the ARN')
    .option('--flow-id <id>', 'the flow, by id or ARN, in place of the ARN of an alias')
    .option('--alias-id <id>', 'its alias, by id or ARN (default: TSTALIASID, the draft)')
    .option('--outputs <file>', 'the file that cdk deploy --outputs-file wrote')
    .option('--input <json>', 'the input of the flow: JSON or text, @file, or - for standard input')
    .option('--input-node <name>', 'the name of its Input node (default: that of --definition, otherwise '
      + 'FlowInputNode)')
    .option('--answer <text>', 'the answer when an agent asks; can be given several times', gathered)
    .option('--definition <file>', 'a file or folder with the flow, such as cdk.out, for the types of its nodes')
    .option('--flow <id>', 'which flow of --definition, by logical id or name, if there are several')
    .option('-o, --output <file>', 'write the page of the run, as view does; needs --definition')
    .option('--region <region>', 'the Region (default: that of the ARN, otherwise of the profile)')
    .option('--endpoint-url <url>', 'the endpoint of the service; one on this machine, such as that of serve, needs no '
      + 'credentials')
    .option('--trace', 'show values in full')
    .option('--json', 'print the events of InvokeFlow, one per line')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 forces colours')
    .action(async (alias: string | undefined, options: InvokeOptions) => {
      done(await invokeCommand(alias, options, io));
    }),
};
