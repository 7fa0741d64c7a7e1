/** `bedrock-flows run`. */
import { showBatch } from './batch';
import { casesOf } from './expectation';
import { findFlow } from './find-flow';
import { documentOf, fileText } from './input';
import { asUsage, orUsage } from './run-failure';
import { singleNode } from './single-node';
import { showRun } from './view';
import { RunResult } from '../../src/core/simulate';
import { MeasuredClock } from '../../src/runner/measured-clock';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import { Failure } from '../failure';
import { EXIT, Io } from '../io';
import { writeReport } from '../write-report';

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
  readonly loopPolarity?: 'continueWhileTrue' | 'exitWhenTrue';
  readonly color: boolean;
}

/** Runs a flow, shows what happens, and returns the exit code. */
export async function runCommand(file: string, options: RunCommandOptions, io: Io): Promise<number> {
  check(file, options);
  const found = await findFlow(file, options.flow, io);
  const flow = orUsage(() => new PreparedFlow(options.node === undefined ? found : singleNode(found, options.node), {
    mocks: options.mocks, record: options.record, replay: options.replay, python: options.python, loopPolarity: options.loopPolarity,
  }));
  try {
    return options.inputs === undefined ? await single(flow, options, io) : await batch(flow, options.inputs, options, io);
  } catch (error) {
    throw asUsage(error);
  } finally {
    flow.close();
  }
}

async function single(flow: PreparedFlow, options: RunCommandOptions, io: Io): Promise<number> {
  const [input] = flow.plan.nodes.filter(({ type }) => type === 'Input');
  const document = options.input === undefined ? {} : { input: await documentOf(options.input, input?.outputs[0]?.type, io) };
  // on a terminal people see how long nodes took; what is piped is the same each time
  const result = await runPrepared(flow, { ...document, ...io.stdout.isTTY && !options.json && { clock: new MeasuredClock() } });
  flow.save();
  if (options.json) {
    for (const event of result.events) { io.stdout.write(`${JSON.stringify(event)}\n`); }
  } else {
    showRun(result, io, options);
  }
  return exitOf(result);
}

async function batch(flow: PreparedFlow, inputs: string, options: RunCommandOptions, io: Io): Promise<number> {
  const { text, place } = await fileText(inputs, io, 'correct the path');
  const { isAsExpected, report } = await showBatch(flow, casesOf(text, place, flow.plan), options, io);
  flow.save();
  if (options.junit !== undefined) {
    writeReport(options.junit, report);
  }
  return isAsExpected ? EXIT.clean : EXIT.errors;
}

function exitOf({ error }: RunResult): number {
  return error ? EXIT.errors : EXIT.clean;
}

function check(file: string, { input, inputs, junit, record, replay }: RunCommandOptions): void {
  const exclude = (one: string, other: string) => new Failure('bedrock-flows', `${one} and ${other} exclude each other`, 'choose one of them', 'Usage');
  if (input !== undefined && inputs !== undefined) { throw exclude('--input', '--inputs'); }
  if (record !== undefined && replay !== undefined) { throw exclude('--record', '--replay'); }
  if (junit !== undefined && inputs === undefined) {
    throw new Failure('bedrock-flows', '--junit is given without --inputs', 'give a file with an input a line', 'Usage');
  }
  if ([file, input, inputs].filter((one) => one === '-').length > 1) {
    throw new Failure('bedrock-flows', 'standard input is given twice', 'name it once', 'Usage');
  }
}
