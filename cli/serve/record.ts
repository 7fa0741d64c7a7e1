/** `bedrock-flows serve`: its options and help. */
import { serveCommand } from './command';
import type { ServeOptions } from './options';
import { gathered, oneOf } from '../arguments';
import type { CommandRecord } from '../command-record';
import { sourceOf } from '../config/with-config';

export const SERVE: CommandRecord<'serve'> = {
  name: 'serve',
  summary: 'answer InvokeFlow and flow executions on this machine',
  description: [
    'Serves flows to the AWS SDKs, as bedrock-agent-runtime does, until it is stopped. Only programs on this machine '
      + 'can reach it.',
    'The identifier of a flow is its logical id (with or without the CDK hash), its name, its id, or an ARN with one '
      + 'of these; any alias works.',
    'Files are read again when they change.',
  ],
  exitCodes: {
    0: 'it was stopped',
    2: 'wrong usage, or a file could not be read',
  },
  examples: `
  bedrock-flows serve cdk.out --mocks mocks.json
  bedrock-flows serve cdk.out --mocks mocks.json --ui
  bedrock-flows serve flow.json --port 8181 --mocks mocks.json --flow Support=ABCDEFGHIJ`,
  define: (command, io, done) => command
    .argument('[file...]', 'templates, exports of flows, definitions, and folders such as cdk.out')
    .option('--port <number>', 'the port (default: any free port)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1, which only programs on this machine can '
      + 'reach); others need --allow-host')
    .option('--allow-host <name>',
      'a host name that requests may use, such as host.docker.internal; can be given several times', gathered)
    .option('--flow <name>',
      'serve this flow only; NAME=ID serves it by that id too; can be given several times', gathered)
    .option('--mocks <file>', 'the file with a mock for each node; NAME=FILE is for one flow; can be given several '
      + 'times, later ones have priority', gathered)
    .option('--no-check', 'also serve flows with errors, which the service would reject; see validate')
    .option('--concurrency <how>', 'the concurrency of the alias: automatic, or manual:N (default: one node at a time)')
    .option('--time-limit [seconds]', 'end a flow after this time; without a number, after one hour')
    .option('--python <program>', 'the Python 3 interpreter for inline code; no sandbox')
    .option('--loop-polarity <which>', 'continueWhileTrue (default) or exitWhenTrue: the documentation contradicts '
      + 'itself', oneOf('continueWhileTrue', 'exitWhenTrue'))
    .option('--ui', 'serve pages for a browser on this machine: the flows, and the latest runs as they happen')
    .option('-q, --quiet', 'print no line for each request')
    .action(async (files: string[], options: Partial<ServeOptions>) => {
      const { file, config } = files.length === 0 ? sourceOf(undefined, io) : { file: undefined, config: undefined };
      const given = {
        mocks: listOf(config?.mocks), flow: listOf(config?.flow), allowHost: [], check: true, ...options,
      };
      done(await serveCommand(file === undefined ? files : [file], given, io));
    }),
};

function listOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
