/** `bedrock-flows run`. */
import { batch } from './batch-command';
import { findFlow } from './find-flow';
import { documentOf } from './input';
import { Interruption } from './interruption';
import { keeping } from './keeping';
import { asUsage, orUsage } from './run-failure';
import { singleNode } from './single-node';
import { RunView } from './view';
import { watching } from './watching';
import { type LogEntry, type RunResult, toFlowResponseStream } from '../../src/core/simulate';
import { refuseErrors } from '../../src/runner/check-flow';
import { MeasuredClock } from '../../src/runner/measured-clock';
import { programsOf } from '../../src/runner/mocks/about-mocks';
import { readMockFile } from '../../src/runner/mocks/read-mocks';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import { Failure } from '../failure';
import { EXIT, type Io } from '../io';
import { Exporter, type OtlpOptions } from '../otlp/exporter';
import { printers } from '../printer';
import { titleOf } from '../view/story';
import { checkWritable } from '../write-report';

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
  check(file, options);
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
    replay: options.replay,
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
    const traces = new Exporter(titleOf(found.name), options, io);
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
  const onEntry = (entry: LogEntry) => {
    if (!options.json) { return view.entry(entry); }
    for (const event of toFlowResponseStream({ plan: flow.plan, entries: [entry] }, { enableTrace: true })) {
      out.json(event);
    }
  };
  // on a terminal people see how long nodes took; what is piped is the same each time
  const clock = io.stdout.isTTY && !options.json ? { clock: new MeasuredClock() } : traces.clock;
  const began = Date.now();
  const result = await keeping(flow, async () => runPrepared(flow, { ...document, ...clock, signal, onEntry }));
  traces.add({ log: result.log, began });
  if (!options.json) { view.end(result); }
  return exitOf(result);
}

function exitOf({ error }: RunResult): number {
  return error ? EXIT.errors : EXIT.clean;
}

function check(file: string, options: RunCommandOptions): void {
  const { input, inputs, junit, record, replay, watch, compare, report } = options;
  const usage = (problem: string, remedy: string) => new Failure('bedrock-flows', problem, remedy, 'Usage');
  const exclude = (one: string, other: string) => usage(`${one} and ${other} exclude each other`, 'choose one of them');
  if (input !== undefined && inputs !== undefined) { throw exclude('--input', '--inputs'); }
  if (record !== undefined && replay !== undefined) { throw exclude('--record', '--replay'); }
  for (const [name, option] of Object.entries(OF_MANY)) {
    if (options[name as keyof typeof OF_MANY] !== undefined && inputs === undefined) {
      throw usage(`${option} is given without --inputs`, 'give a file with an input a line');
    }
  }
  const streams = [file, input, inputs, compare].filter((one) => one === '-').length;
  if (streams > 1) { throw usage('standard input is given twice', 'name it once'); }
  if (watch && streams > 0) { throw usage('--watch can\'t watch standard input', 'give files'); }
  // found before a run, which may cost, and not after it
  for (const path of [junit, record, report]) { if (path !== undefined) { checkWritable(path); } }
}

const OF_MANY = {
  junit: '--junit', repeat: '--repeat', minShare: '--min-share', compare: '--compare', report: '--report',
} as const;
