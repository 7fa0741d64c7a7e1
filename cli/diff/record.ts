/** `bedrock-flows diff`: its options and help. */
import { classesOf, diffCommand, type DiffOptions } from './command';
import type { CommandRecord } from '../command-record';

export const DIFF: CommandRecord<'diff'> = {
  name: 'diff',
  summary: 'compare flows, and classify the changes',
  description: [
    'Compares flows by meaning, and classifies each change: breaking or dangerous for callers, security, cost and '
      + 'quality, or behaviour.',
    'The order of nodes, names of connections and empty configurations make no difference. Prompts in the template are '
      + 'compared by their texts.',
  ],
  notes: `Classes:
  breaking   callers fail that worked before: names and types of input and outputs, an output that may be missing
  dangerous  callers may receive something new: another output, an output several times, an agent that asks
  security   a removed or changed guardrail, new permissions and Regions, keys
  cost       cost and quality: models, inference parameters, texts of prompts, numbers of results and iterations
  behaviour  everything else`,
  exitCodes: {
    0: 'the flows were compared',
    1: 'the flows were compared, and there are changes of a class of --fail-on',
    2: 'wrong usage, or a file could not be read or written',
  },
  examples: `
  bedrock-flows diff flow.v3.json flow.json
  bedrock-flows diff main:cdk.out/Support.template.json cdk.out/Support.template.json --fail-on breaking,security
  bedrock-flows diff main.template.json cdk.out --flow Triage --markdown
  git show main:flow.json | bedrock-flows diff - flow.json --html -o diff.html`,
  define: (command, io, done) => command
    .argument('<old>', 'a template, an export of a flow, a definition, or a folder such as cdk.out; a file in git such '
      + 'as main:flow.json; - is standard input')
    .argument('<new>', 'the same, after the change')
    .option('--flow <id>', 'compare only this flow: its logical id (with or without the CDK hash) or name')
    .option('--json', 'print JSON')
    .option('--markdown', 'print Markdown for a pull request')
    .option('--html', 'write a page with both pictures side by side')
    .option('-o, --output <file>', 'the file to write (default: standard output)')
    .option('--fail-on <classes>', 'exit with 1 if there are changes of these classes: breaking, dangerous, security, '
      + 'cost, behaviour, separated by commas, or any', classesOf)
    .option('--no-color', 'print without colours (as with NO_COLOR=1)')
    .action(async (before: string, after: string, options: DiffOptions) => {
      done(await diffCommand(before, after, options, io));
    }),
};
