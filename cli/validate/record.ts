/** `bedrock-flows validate`: its options and help. */
import { validateFiles, type ValidateOptions } from './command';
import { regionName, wholeNumber } from '../arguments';
import { CommandError } from '../command-error';
import type { CommandRecord } from '../command-record';
import { sourceOf } from '../config/with-config';
import { explain } from '../explain/explain';

export const VALIDATE: CommandRecord<'validate'> = {
  name: 'validate',
  summary: 'check flows in templates, exports and definitions',
  description: [
    'Checks the flows in files by the rules of the service, and says what is wrong, where, and what to do about it.',
    'It reads CloudFormation templates (JSON or YAML), a folder such as cdk.out, answers of GetFlow, exports of the '
      + 'console and bare definitions.',
  ],
  exitCodes: {
    0: 'no errors',
    1: 'errors, or more warnings than --max-warnings allows',
    2: 'wrong usage, or something could not be read',
  },
  examples: `
  bedrock-flows validate cdk.out
  bedrock-flows validate template.yaml flows/*.json
  aws bedrock-agent get-flow --flow-identifier ID | bedrock-flows validate -
  bedrock-flows validate --sarif cdk.out > flows.sarif
  bedrock-flows validate --policy policy.json cdk.out
  bedrock-flows validate --explain MissingDefaultCondition`,
  define: (command, io, done) => command
    .argument('[file...]', 'files and folders; - is standard input')
    .option('--json', 'print one line of JSON for each flow')
    .option('--sarif', 'print SARIF 2.1.0, for code review tools')
    .option('--explain <code>', 'say what a code means and what to do, and stop')
    .option('--max-warnings <number>', 'fail if there are more warnings than that', wholeNumber)
    .option('--region <region>',
      'where flows are whose file does not say it: some models can be called in some Regions only', regionName)
    .option('--policy <file>', 'check what the JSON in the file asks for too: models, Regions, guardrails and so on')
    .option('-q, --quiet', 'print errors only')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 colours what is not a terminal')
    .action(async (files: string[], options: ValidateOptions & { readonly explain?: string }) => {
      if (options.json && options.sarif) {
        throw new CommandError('bedrock-flows', '--json and --sarif exclude each other', 'choose one of them', 'Usage');
      }
      if (options.explain !== undefined) {
        done(explain(options.explain, io, options.color));
      } else {
        done(await validateFiles(files.length > 0 ? files : [sourceOf(undefined, io).file], options, io));
      }
    }),
};
