/** `bedrock-flows run`. */
import { batch } from './batch-command';
import { checkOptions } from './check-options';
import { answeredBefore } from './from-node';
import { Interruption } from './interruption';
import { keeping } from './keeping';
import { asUsage, orUsage } from '../run-mistakes';
import { singleNode } from './single-node';
import { Reached, Until } from './until-node';
import { RunView } from './view';
import { watching } from './watching';
import { type LogEntry, type RunResult, toFlowResponseStream } from '../../src/core/simulate';
import { refuseErrors } from '../../src/runner/check-flow';
import { MeasuredClock } from '../../src/runner/measured-clock';
import { programsOf } from '../../src/runner/mocks/about-mocks';
import { readMockFile } from '../../src/runner/mocks/read-mocks';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import { EXIT, type Io } from '../io';
import { Exporter, type OtlpOptions } from '../otlp/exporter';
import { printers } from '../printer';
import { findFlow } from '../source/find-flow';
import { documentOf } from '../source/flow-input';

export interface RunCommandOptions extends OtlpOptions {
  readonly flow?: string;
  readonly input?: string;
  readonly inputs?: string;
  readonly mocks?: string;
  readonly node?: string;
  readonly trace?: boolean;
  readonly json?: boolean;
  readonly record?: string;
  readonly replay?: string;
  readonly from?: string;
  readonly until?: string;
  readonly junit?: string;
  readonly python?: string;
  readonly check: boolean;
  readonly jobs?: number;
  readonly repeat?: number;
  readonly minShare?: number;
  readonly watch?: boolean;
  readonly compare?: string;
  readonly report?: string;
  readonly loopPolarity?: 'continueWhileTrue' | 'exitWhenTrue';
  readonly color: boolean;
}

/** Runs a flow, shows what happens as it happens, and returns the exit code. */
export async function runCommand(file: string, options: RunCommandOptions, io: Io): Promise<number> {
  checkOptions(file, options);
  if (!options.watch) { return runOnce(file, options, io); }
  const { inputs, mocks, replay, input, compare } = options;
  const at = input?.startsWith('@') ? input.slice(1) : undefined;
  const paths = [file, inputs, mocks, replay, compare, at].filter((path) => path !== undefined);
  return watching(paths, async () => runOnce(file, options, io), io);
}

async function runOnce(file: string, options: RunCommandOptions, io: Io): Promise<number> {
  const found = await findFlow(file, options.flow, io);
  // a node alone is part of a flow of ours, which is not what the service would be given
  if (options.check) { orUsage(() => refuseErrors(found)); }
  const flow = orUsage(() => new PreparedFlow(options.node === undefined ? found : singleNode(found, options.node), {
    mocks: options.mocks,
    record: options.record,
    ...options.from === undefined ? { replay: options.replay } : {
      handlers: answeredBefore(found.definition, options.from, options.replay ?? ''),
    },
    python: options.python,
    loopPolarity: options.loopPolarity,
    check: false,
    log: (line) => printers(io).err.line(line),
  }));
  for (const program of options.mocks === undefined ? [] : programsOf(readMockFile(options.mocks).mocks)) {
    printers(io).err.line(`the mocks start ${program}`);
  }
  const interruption = new Interruption();
  try {
    const traces = new Exporter(found.title, options, io);
    const run = options.inputs === undefined ? single : batch;
    const code = await run(flow, options, io, interruption.signal, traces);
    await traces.end();
    return interruption.exitCode ?? code;
  } catch (error) {
    if (interruption.exitCode === undefined) { throw asUsage(error); }
    printers(io).err.line('bedrock-flows: the run was interrupted');
    return interruption.exitCode;
  } finally {
    interruption.end();
    flow.close();
  }
}

async function single(
  flow: PreparedFlow, options: RunCommandOptions, io: Io, signal: AbortSignal, traces: Exporter,
): Promise<number> {
  const [input] = flow.plan.nodes.filter(({ type }) => type === 'Input');
  const document = options.input === undefined
    ? {} : { input: await documentOf(options.input, input?.outputs[0]?.type, io) };
  const { out } = printers(io, options.color);
  const view = new RunView(out, flow.plan, options);
  const until = options.until === undefined ? undefined : new Until(flow, options.until);
  const entries: LogEntry[] = [];
  const onEntry = (entry: LogEntry) => {
    entries.push(entry);
    if (options.json) {
      const events = toFlowResponseStream({ plan: flow.plan, entries: [entry] }, { enableTrace: true });
      for (const event of events) { out.json(event); }
    } else {
      view.entry(entry);
    }
    until?.check(entry, flow.plan);
  };
  // on a terminal people see how long nodes took; what is piped is the same each time
  const clock = io.stdout.isTTY && !options.json ? { clock: new MeasuredClock() } : traces.clock;
  const began = Date.now();
  const result = await keeping(flow, async () => runPrepared(flow, { ...document, ...clock, signal, onEntry })
    .catch((error: unknown) => { if (!(error instanceof Reached)) { throw error; } }));
  traces.add({ log: { plan: flow.plan, entries }, began });
  const { err } = printers(io);
  if (!result) {
    err.line(`stopped after '${options.until ?? ''}'`);
    return EXIT.clean;
  }
  if (until) { err.line(`'${options.until ?? ''}' was not reached`); }
  if (!options.json) { view.end(result); }
  return exitOf(result);
}

function exitOf({ error }: RunResult): number {
  return error ? EXIT.errors : EXIT.clean;
}
