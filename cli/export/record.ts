/** `bedrock-flows export`: its options and help. */
import { exportCommand, type ExportOptions } from './command';
import { gathered } from '../arguments';
import type { CommandRecord } from '../command-record';
import { sourceOf, withFlow } from '../config/with-config';

export const EXPORT: CommandRecord<'export'> = {
  name: 'export',
  summary: 'write a flow as JSON for update-flow and the console',
  description: [
    'Writes the flow of a template in the form of the API, to try it out in the console and bring it back with '
      + '`bedrock-flows code`.',
    'Prompts of the same template become part of the flow. Values that are known only at deployment are written as '
      + '${LogicalId.Attribute}.',
  ],
  exitCodes: {
    0: 'the flow was written; remaining ${names} are listed',
    1: 'its nodes or connections are known only at deployment, so nothing was written',
    2: 'wrong usage, or a file could not be read',
  },
  examples: `
  bedrock-flows export cdk.out --flow Support -o flow.json \\
    --set 'SupportExecutionRole1234.Arn=arn:aws:iam::111122223333:role/flows'
  aws bedrock-agent update-flow --flow-identifier ID --cli-input-json file://flow.json`,
  define: (command, io, done) => command
    .argument('[file]', 'a template, a folder such as cdk.out, or any other file with a flow; - is standard input')
    .option('--flow <id>', 'which flow, by logical id (with or without the CDK hash) or name, if there are several')
    .option('-o, --output <file>', 'write it to a file')
    .option('--set <name=value>', 'the value of one of the ${names}; can be given several times', gathered)
    .action(async (file: string | undefined, options: ExportOptions) => {
      const { file: source, config } = sourceOf(file, io);
      done(await exportCommand(source, withFlow(options, config), io));
    }),
};
