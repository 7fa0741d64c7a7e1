/** `bedrock-flows run`: its options and help. */
import { runCommand, type RunCommandOptions } from './command';
import { explainFidelity } from './explain';
import { oneOf, share, someNumber } from '../arguments';
import type { CommandRecord } from '../command-record';
import { sourceOf, withRun } from '../config/with-config';

export const RUN: CommandRecord<'run'> = {
  name: 'run',
  summary: 'run a flow on this machine, with mocks or real code behind its nodes',
  description: [
    'Runs a flow without an AWS account, following the documented and observed behaviour of the service; `--explain` '
      + 'shows how certain each rule is.',
    'The call of a node is answered by a mock, a program, a recording, a person, or the real service.',
  ],
  exitCodes: {
    0: 'the flow completed; all runs are as expected',
    1: 'the flow failed, or a run is not as expected',
    2: 'wrong usage, or a file could not be read',
    130: 'it was interrupted; the results so far are kept',
  },
  examples: `
  bedrock-flows run cdk.out --flow Support --input 'Where is my order?' --mocks mocks.json
  bedrock-flows run flow.json --inputs cases.jsonl --mocks mocks.json --junit report.xml
  bedrock-flows run flow.json --inputs cases.csv --mocks mocks.json --repeat 5 --min-share 0.8
  bedrock-flows run flow.json --inputs cases.jsonl --mocks mocks.json --compare before.jsonl --report report.html
  bedrock-flows run flow.json --input hello --mocks mocks.json --replay calls.json --from Reply
  bedrock-flows run flow.json --node Classify --input '{"message": "hello"}' --mocks mocks.json
  bedrock-flows run flow.json --inputs cases.jsonl --mocks mocks.json --otlp http://localhost:4318
  bedrock-flows run --explain LoopPolarity
  bedrock-flows run --explain MissingHandler`,
  define: (command, io, done) => command
    .argument('[file]', 'a template, an export of a flow, a definition, or a folder such as cdk.out; - is '
      + 'standard input')
    .option('--flow <id>', 'which flow, by logical id (with or without the CDK hash) or name, if there are several')
    .option('--input <json>', 'the input of the flow: JSON or text, @file, or - for standard input')
    .option('--inputs <file>', 'many runs: a file of JSON lines such as {"input": …, "expect": {"output": …}}, a JSON '
      + 'list of them, or CSV; it can name programs that judge outputs')
    .option('--mocks <file>', 'the file with a mock for each node')
    .option('--node <name>', 'run only this node; the input is an object with a member for each of its inputs')
    .option('--trace', 'show values in full; of many runs, the steps of each')
    .option('--json', 'print the events of InvokeFlow, one per line; of many runs, one line for each run')
    .option('--record <file>', 'record the answers in a file, for --replay')
    .option('--replay <file>', 'answer as recorded')
    .option('--from <node>', 'continue from this node: --replay answers only for the nodes before it')
    .option('--until <node>', 'stop when this node has a result')
    .option('--junit <file>', 'write a JUnit report of many runs')
    .option('--compare <file>', 'show what changed since an earlier batch, which is a file with the output of --json')
    .option('--report <file>', 'write a page with all runs of --inputs, and pictures of those that are not as expected')
    .option('--otlp <url>', 'send a trace of each run to OpenTelemetry: a receiver of OTLP over HTTP, such as '
      + 'http://localhost:4318')
    .option('--otlp-file <file>', 'write the traces as lines of OTLP in JSON')
    .option('--otlp-content', 'also include the content of runs: inputs, outputs, prompts, answers and error messages')
    .option('--repeat <number>', 'run each case of --inputs this many times, and print how many runs were as expected',
      someNumber)
    .option('--min-share <share>', 'the lowest share of the runs of a case that must be as expected, from 0 to 1 '
      + '(default: 1)', share)
    .option('--watch', 'run again whenever the flow, the inputs or the mocks change, until Ctrl+C')
    .option('--no-check', 'also run flows with errors, which the service would reject; see validate')
    .option('--jobs <number>', 'how many runs at once (default: the number of processors, at most 8; 1 if nodes share '
      + 'a person or objects)', someNumber)
    .option('--python <program>', 'the Python 3 interpreter for inline code; no sandbox')
    .option('--loop-polarity <which>', 'continueWhileTrue (default) or exitWhenTrue: the documentation contradicts '
      + 'itself', oneOf('continueWhileTrue', 'exitWhenTrue'))
    .option('--explain [rule]', 'explain how the runner interprets the service and how certain that is, or what a code '
      + 'means, and stop')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 forces colours')
    .action(async (file: string | undefined, options: RunCommandOptions & { readonly explain?: string | true }) => {
      if (options.explain !== undefined) {
        done(explainFidelity(options.explain === true ? undefined : options.explain, io, options.color));
      } else {
        const { file: source, config } = sourceOf(file, io);
        done(await runCommand(source, withRun(options, config, options.node === undefined && !options.until), io));
      }
    }),
};
