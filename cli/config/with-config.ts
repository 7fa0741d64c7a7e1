/** Fills in what the command line leaves out. Where it names a file, nothing that the project says counts. */
import { type Config, CONFIG_FILE, readConfig } from './read-config';
import { CommandError } from '../command-error';
import type { Io } from '../io';

/** @throws CommandError where neither the command line nor the project names a file */
export function sourceOf(file: string | undefined, io: Io): { readonly file: string; readonly config?: Config } {
  if (file !== undefined) { return { file }; }
  const config = readConfig(io);
  if (config?.source !== undefined) { return { file: config.source, config }; }
  if (config) {
    throw new CommandError(config.place, 'has no "source"', 'add "source": "cdk.out", or name a file',
      'UnreadableInput');
  }
  throw new CommandError('bedrock-flows', 'no file is given',
    `name a file or folder, - for standard input, or "source" in ${CONFIG_FILE}`, 'Usage');
}

interface FlowOption { readonly flow?: string }
interface RunOptions extends FlowOption {
  readonly mocks?: string;
  readonly input?: string;
  readonly inputs?: string;
}

export function withFlow<T extends FlowOption>(options: T, config: Config | undefined): T {
  return config?.flow === undefined || options.flow !== undefined ? options : { ...options, flow: config.flow };
}

/** @param isMany whether the cases of the project are to run, where no input is given */
export function withRun<T extends RunOptions>(options: T, config: Config | undefined, isMany: boolean): T {
  if (!config) { return options; }
  const { mocks = config.mocks, input, inputs } = options;
  const cases = isMany && input === undefined && inputs === undefined ? config.cases : inputs;
  return {
    ...withFlow(options, config), ...mocks !== undefined && { mocks }, ...cases !== undefined && { inputs: cases },
  };
}
