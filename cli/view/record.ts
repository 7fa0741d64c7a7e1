/** `bedrock-flows view` and `bedrock-flows graph`: their options and help. */
import { graphCommand, type GraphOptions } from './graph-command';
import { viewCommand, type ViewOptions } from './view-command';
import { oneOf } from '../arguments';
import type { CommandRecord } from '../command-record';
import { sourceOf, withFlow, withRun } from '../config/with-config';

const FLOW = [
  '--flow <id>', 'which flow, by logical id (with or without the CDK hash) or name, if there are several',
] as const;

export const VIEW: CommandRecord<'view'> = {
  name: 'view',
  summary: 'write a page that shows a flow, or a run of it',
  description: [
    'Writes one HTML file that shows a flow, and a run of it if there is one: each node with its inputs, requests and '
      + 'outputs, when it ran, and what',
    'validate finds. The file needs no server, network or scripts, and can be attached to a pull request. It contains '
      + 'the inputs and outputs of the run.',
  ],
  exitCodes: {
    0: 'the page is written',
    1: 'the page is written, and the run that it shows failed',
    2: 'wrong usage, or a file could not be read or written',
  },
  examples: `
  bedrock-flows view cdk.out --flow Triage -o triage.html
  bedrock-flows view cdk.out --flow Triage --input 'Where is my order?' --mocks mocks.json -o run.html
  bedrock-flows view flow.json --inputs cases.jsonl --case refund --mocks mocks.json -o refund.html
  bedrock-flows view flow.json --events events.jsonl -o run.html`,
  define: (command, io, done) => command
    .argument('[file]', 'a template, an export of a flow, a definition, or a folder such as cdk.out; - is '
      + 'standard input')
    .option(...FLOW)
    .option('-o, --output <file>', 'the file to write (default: standard output)')
    .option('--input <json>', 'run the flow with this input: JSON or text, @file, or - for standard input')
    .option('--inputs <file>', 'run one case of a data set in a format of run')
    .option('--case <name>', 'which case of --inputs: its name, or line N')
    .option('--mocks <file>', 'the file with a mock for each node; without an input option, it has the input too')
    .option('--recording <file>', 'answer from a recording of run --record')
    .option('--events <file>', 'show an earlier run: events of InvokeFlow with traces, as run --json prints them, or '
      + 'of a flow execution')
    .option('--measure', 'show the real durations of nodes; without it, the same run always gives the same page')
    .option('--python <program>', 'the Python 3 interpreter for inline code; no sandbox')
    .option('--loop-polarity <which>', 'continueWhileTrue (default) or exitWhenTrue: the documentation contradicts '
      + 'itself', oneOf('continueWhileTrue', 'exitWhenTrue'))
    .action(async (file: string | undefined, options: ViewOptions) => {
      const { file: source, config } = sourceOf(file, io);
      const { input, inputs, case: name, mocks, recording } = options;
      const isRun = [input, inputs, name, mocks, recording].some((option) => option !== undefined);
      const all = isRun ? withRun(options, config, name !== undefined) : withFlow(options, config);
      done(await viewCommand(source, all, io));
    }),
};

export const GRAPH: CommandRecord<'graph'> = {
  name: 'graph',
  summary: 'write the picture of a flow, as SVG or Mermaid',
  description: ['Writes the nodes and connections of a flow as a picture, for READMEs and pull requests.'],
  exitCodes: {
    0: 'the picture is written',
    2: 'wrong usage, or a file could not be read or written',
  },
  examples: `
  bedrock-flows graph cdk.out --flow Triage -o triage.svg
  bedrock-flows graph flow.json --format mermaid >> README.md`,
  define: (command, io, done) => command
    .argument('[file]', 'a template, an export of a flow, a definition, or a folder such as cdk.out; - is '
      + 'standard input')
    .option(...FLOW)
    .option('--format <format>', 'svg (default) or mermaid', oneOf('svg', 'mermaid'))
    .option('-o, --output <file>', 'the file to write (default: standard output)')
    .action(async (file: string | undefined, options: GraphOptions) => {
      const { file: source, config } = sourceOf(file, io);
      done(await graphCommand(source, withFlow(options, config), io));
    }),
};
