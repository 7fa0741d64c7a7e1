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
    'Serves flows to the AWS SDKs, as bedrock-agent-runtime does, until it is stopped. Only programs of this machine '
      + 'can reach it.',
    'A flow goes by its logical id, with or without the hash of CDK, by its name and id, and by ARNs made of them, '
      + 'with any alias.',
    'Files are read again when they change.',
  ],
  exitCodes: {
    0: 'it was stopped',
    2: 'wrong usage, or something could not be read',
  },
  examples: `
  bedrock-flows serve cdk.out --mocks mocks.json
  bedrock-flows serve cdk.out --mocks mocks.json --ui
  bedrock-flows serve flow.json --port 8181 --mocks mocks.json --flow Support=ABCDEFGHIJ`,
  define: (command, io, done) => command
    .argument('[file...]', 'templates, exports of flows, definitions, and folders such as cdk.out')
    .option('--port <number>', 'the port (default: any that is free)')
    .option('--host <address>', 'the address to listen on (default: 127.0.0.1, which only programs of this machine can '
      + 'reach); others need --allow-host')
    .option('--allow-host <name>',
      'a host name under which requests may come, such as host.docker.internal; can be given several times', gathered)
    .option('--flow <name>',
      'serve this flow only; NAME=ID serves it by that id too; can be given several times', gathered)
    .option('--mocks <file>', 'a file that says what answers for each node; NAME=FILE is for one flow; can be given '
      + 'several times, later ones count first', gathered)
    .option('--no-check', 'serve also what has errors, which the service would refuse; see validate')
    .option('--concurrency <how>', 'as the alias has it: automatic, or manual:N; without it, one node after the other')
    .option('--time-limit [seconds]', 'end a flow after so long; without a number, after an hour')
    .option('--python <program>', 'the Python 3 that runs inline code; no sandbox')
    .option('--loop-polarity <which>', 'continueWhileTrue (default) or exitWhenTrue: the documents contradict '
      + 'each other', oneOf('continueWhileTrue', 'exitWhenTrue'))
    .option('--ui', 'pages for a browser of this machine: the flows, and the last runs as they happen')
    .option('-q, --quiet', 'no line for each request')
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
