/** `bedrock-flows run`. */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { showBatch } from './batch';
import { judgesOf } from './cases/case';
import { casesOf } from './cases/read-cases';
import { Judges } from './expect/judges';
import { findFlow } from './find-flow';
import { documentOf } from './input';
import { Interruption } from './interruption';
import { asUsage, orUsage } from './run-failure';
import { singleNode } from './single-node';
import { RunView } from './view';
import { watching } from './watching';
import { LogEntry, RunResult, toFlowResponseStream } from '../../src/core/simulate';
import { refuseErrors } from '../../src/runner/check-flow';
import { MeasuredClock } from '../../src/runner/measured-clock';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import { Failure } from '../failure';
import { EXIT, Io } from '../io';
import { printers } from '../printer';
import { readText } from '../read-text';
import { checkWritable, writeReport } from '../write-report';

export interface RunCommandOptions {
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
  readonly loopPolarity?: 'continueWhileTrue' | 'exitWhenTrue';
  readonly color: boolean;
}

/** More at once rarely helps, and starts that many programs. */
const MOST_JOBS = 8;

/** Runs a flow, shows what happens as it happens, and returns the exit code. */
export async function runCommand(file: string, options: RunCommandOptions, io: Io): Promise<number> {
  check(file, options);
  if (!options.watch) { return runOnce(file, options, io); }
  const { inputs, mocks, replay, input } = options;
  const at = input?.startsWith('@') ? input.slice(1) : undefined;
  const paths = [file, inputs, mocks, replay, at].filter((path) => path !== undefined);
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
  const interruption = new Interruption();
  try {
    const run = options.inputs === undefined ? single : batch;
    const code = await run(flow, options, io, interruption.signal);
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

async function single(flow: PreparedFlow, options: RunCommandOptions, io: Io, signal: AbortSignal): Promise<number> {
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
  const clock = io.stdout.isTTY && !options.json && { clock: new MeasuredClock() };
  const result = await keeping(flow, async () => runPrepared(flow, { ...document, ...clock, signal, onEntry }));
  if (!options.json) { view.end(result); }
  return exitOf(result);
}

async function batch(flow: PreparedFlow, options: RunCommandOptions, io: Io, signal: AbortSignal): Promise<number> {
  const { text, place } = await readText(options.inputs ?? '', io, 'correct the path');
  const cases = casesOf(text, place, flow.plan);
  const jobs = options.jobs ?? (flow.isShared ? 1 : Math.min(availableParallelism(), MOST_JOBS));
  const { repeat = 1, minShare = 1, python } = options;
  const judges = new Judges({
    folder: options.inputs === '-' ? '.' : dirname(place), python, log: (line) => printers(io).err.line(line),
  });
  try {
    await judges.prepare(cases.flatMap(({ expect }) => expect ? judgesOf(expect) : []), io);
    const { isAsExpected, report } = await keeping(flow, async () =>
      showBatch(flow, cases, { ...options, jobs, repeat, minShare, judges, signal }, io));
    if (options.junit !== undefined) { writeReport(options.junit, report); }
    return isAsExpected ? EXIT.clean : EXIT.errors;
  } finally {
    judges.close();
  }
}

/** Records what was answered, also of a run that does not come to its end; why it does not is what is said then. */
async function keeping<T>(flow: PreparedFlow, work: () => Promise<T>): Promise<T> {
  let result: T;
  try {
    result = await work();
  } catch (error) {
    try { flow.save('partly'); } catch { /* what came first is said */ }
    throw error;
  }
  flow.save();
  return result;
}

function exitOf({ error }: RunResult): number {
  return error ? EXIT.errors : EXIT.clean;
}

function check(file: string, options: RunCommandOptions): void {
  const { input, inputs, junit, record, replay, watch } = options;
  const usage = (problem: string, remedy: string) => new Failure('bedrock-flows', problem, remedy, 'Usage');
  const exclude = (one: string, other: string) => usage(`${one} and ${other} exclude each other`, 'choose one of them');
  if (input !== undefined && inputs !== undefined) { throw exclude('--input', '--inputs'); }
  if (record !== undefined && replay !== undefined) { throw exclude('--record', '--replay'); }
  for (const [name, option] of Object.entries(OF_MANY)) {
    if (options[name as keyof typeof OF_MANY] !== undefined && inputs === undefined) {
      throw usage(`${option} is given without --inputs`, 'give a file with an input a line');
    }
  }
  const streams = [file, input, inputs].filter((one) => one === '-').length;
  if (streams > 1) { throw usage('standard input is given twice', 'name it once'); }
  if (watch && streams > 0) { throw usage('--watch can\'t watch standard input', 'give files'); }
  // found before a run, which may cost, and not after it
  for (const path of [junit, record]) { if (path !== undefined) { checkWritable(path); } }
}

const OF_MANY = { junit: '--junit', repeat: '--repeat', minShare: '--min-share' } as const;
