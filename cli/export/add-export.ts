/** `bedrock-flows export`: its options and help. */
import type { Command } from 'commander';
import { exportCommand, type ExportOptions } from './command';
import { gathered } from '../arguments';
import { sourceOf, withFlow } from '../config/with-config';
import type { Io } from '../io';

export function addExport(program: Command, io: Io, done: (exit: number) => void): void {
  program.command('export')
    .summary('write a flow as JSON for update-flow and the console')
    .description([
      'Writes the flow of a template as the API takes it: for people who try it out in the console, and bring it back '
        + 'with `bedrock-flows code`.',
      'Prompts that the template holds beside the flow are put into it. What only a deployment knows stands in it as '
        + '${LogicalId.Attribute}.',
    ].join('\n'))
    .argument('[file]', 'a template, a folder such as cdk.out, or any other file with a flow; - is standard input')
    .option('--flow <id>', 'which flow, by logical id (with or without the hash of CDK) or name, where there '
      + 'are several')
    .option('-o, --output <file>', 'write it to a file')
    .option('--set <name=value>', 'what one of the ${names} is; can be given several times', gathered, [])
    .addHelpText('after', `
Exit code:
  0  the flow was written; if it has \${names}, they are said
  1  only the deployment knows its nodes or connections, so nothing was written
  2  wrong usage, or something could not be read

Examples:
  bedrock-flows export cdk.out --flow Support -o flow.json \\
    --set 'SupportExecutionRole1234.Arn=arn:aws:iam::111122223333:role/flows'
  aws bedrock-agent update-flow --flow-identifier ID --cli-input-json file://flow.json`)
    .action(async (file: string | undefined, options: ExportOptions) => {
      const { file: source, config } = sourceOf(file, io);
      done(await exportCommand(source, withFlow(options, config), io));
    });
}
