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
    'Runs a flow without an AWS account, as the service is documented and was observed to run it: `--explain` says '
      + 'how sure that is.',
    'Whatever a node asks of the outside is answered by a mock, a program, a recording, a person, or the real '
      + 'service.',
  ],
  exitCodes: {
    0: 'the flow came to its end; all runs are as expected',
    1: 'the flow failed, or a run is not as expected',
    2: 'wrong usage, or something could not be read',
    130: 'it was interrupted; what there was is kept',
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
    .option('--flow <id>', 'which flow, by logical id (with or without the hash of CDK) or name, where there '
      + 'are several')
    .option('--input <json>', 'what the flow is given: JSON or text, @file, or - for standard input')
    .option('--inputs <file>', 'many runs: a file of JSON lines such as {"input": …, "expect": {"output": …}}, a JSON '
      + 'list of them, or CSV; it may name programs that judge')
    .option('--mocks <file>', 'a file that says what answers for each node')
    .option('--node <name>', 'run this node alone; the input is an object with a member for each of its inputs')
    .option('--trace', 'show whole values; of many runs, the steps of each')
    .option('--json', 'print the events of InvokeFlow, one a line; of many runs, one line for each run')
    .option('--record <file>', 'write down what answered, to be replayed')
    .option('--replay <file>', 'answer as recorded')
    .option('--from <node>', 'go on from this node: --replay answers for what stands before it, and for nothing else')
    .option('--until <node>', 'stop when this node has come to something')
    .option('--junit <file>', 'write a JUnit report of many runs')
    .option('--compare <file>', 'say what changed since a batch: what --json printed then')
    .option('--report <file>', 'write a page with all runs of --inputs, and pictures of those that are not as expected')
    .option('--otlp <url>', 'send a trace of each run to OpenTelemetry: a receiver of OTLP over HTTP, such as '
      + 'http://localhost:4318')
    .option('--otlp-file <file>', 'write the traces as lines of OTLP in JSON')
    .option('--otlp-content', 'also tell what runs were given and gave: prompts, answers and messages of errors')
    .option('--repeat <number>', 'run each case of --inputs that many times, and say how many runs were as expected',
      someNumber)
    .option('--min-share <share>', 'the least share of the runs of a case that must be as expected, from 0 to 1 '
      + '(default: 1)', share)
    .option('--watch', 'run again whenever the flow, the inputs or the mocks change, until Ctrl+C')
    .option('--no-check', 'run also what has errors, which the service would refuse; see validate')
    .option('--jobs <number>', 'how many runs at once (default: as many as there are processors, at most 8; one where '
      + 'nodes share a person or objects)', someNumber)
    .option('--python <program>', 'the Python 3 that runs inline code; no sandbox')
    .option('--loop-polarity <which>', 'continueWhileTrue (default) or exitWhenTrue: the documents contradict '
      + 'each other', oneOf('continueWhileTrue', 'exitWhenTrue'))
    .option('--explain [rule]', 'say how the runner reads the service, and how sure that is, or what a code means, '
      + 'and stop')
    .option('--no-color', 'print without colours (as with NO_COLOR=1); FORCE_COLOR=1 colours what is not a terminal')
    .action(async (file: string | undefined, options: RunCommandOptions & { readonly explain?: string | true }) => {
      if (options.explain !== undefined) {
        done(explainFidelity(options.explain === true ? undefined : options.explain, io, options.color));
      } else {
        const { file: source, config } = sourceOf(file, io);
        done(await runCommand(source, withRun(options, config, options.node === undefined && !options.until), io));
      }
    }),
};
