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
    'Checks the flows in files against the rules of the service, and reports what is wrong, where, and how to correct '
      + 'it.',
    'It reads CloudFormation templates (JSON or YAML), a folder such as cdk.out, answers of GetFlow, exports of the '
      + 'console and plain definitions.',
  ],
  exitCodes: {
    0: 'no errors',
    1: 'errors, or more warnings than --max-warnings allows',
    2: 'wrong usage, or a file could not be read',
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
    .option('--explain <code>', 'explain a code and its remedy, and stop')
    .option('--max-warnings <number>', 'fail if there are more warnings than this', wholeNumber)
    .option('--region <region>',
      'the Region of flows whose file does not name it: some models can be called only in some Regions', regionName)
    .option('--policy <file>', 'also check the policy in this JSON file: models, Regions, guardrails and so on')
    .option('-q, --quiet', 'print errors only')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 forces colours')
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
