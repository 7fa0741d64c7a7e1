/** `bedrock-flows view`. */
import { eventsIn } from './events-file';
import { everyNode } from '../../src/core/model/visit';
import { factsOfEvents, factsOfLog, type RunFacts } from '../../src/core/picture';
import { validateModel } from '../../src/core/validate/validate';
import { listed } from '../../src/core/words/lists';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { MeasuredClock } from '../../src/runner/measured-clock';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import type { LoadedFlow } from '../../src/runner/sources/document-flow';
import type { Case } from '../cases/case';
import { casesOf } from '../cases/read-cases';
import { CommandError } from '../command-error';
import { EXIT, type Io } from '../io';
import { pageHtml } from '../picture/page';
import { Story, type StoryOptions } from '../picture/story';
import { printers } from '../printer';
import { readText } from '../read-text';
import { asUsage, orUsage } from '../run-mistakes';
import { findFlow } from '../source/find-flow';
import { documentOf } from '../source/flow-input';
import { writeOut } from '../write-out';

export interface ViewOptions {
  readonly flow?: string;
  readonly output?: string;
  readonly input?: string;
  readonly inputs?: string;
  readonly case?: string;
  readonly mocks?: string;
  readonly recording?: string;
  readonly events?: string;
  readonly measure?: boolean;
  readonly python?: string;
  readonly loopPolarity?: 'continueWhileTrue' | 'exitWhenTrue';
}

type Run = Pick<StoryOptions, 'run' | 'diagnostics'>;

/** Writes the page and returns the exit code. */
export async function viewCommand(file: string, options: ViewOptions, io: Io): Promise<number> {
  check(file, options, io);
  const flow = await findFlow(file, options.flow, io);
  const run = await runOf(flow, options, io);
  const { title, definition, problems } = flow;
  writeOut(pageHtml(
    new Story({ title, definition, findings: validateModel(definition, problems), ...run }),
  ), options.output, io);
  return run.run?.error ? EXIT.errors : EXIT.clean;
}

async function runOf(flow: LoadedFlow, options: ViewOptions, io: Io): Promise<Run> {
  if (options.events !== undefined) { return { run: await pastRun(flow, options.events, io) }; }
  const isRun =
    [options.input, options.inputs, options.mocks, options.recording].some((option) => option !== undefined);
  return isRun ? newRun(flow, options, io) : {};
}

async function pastRun({ definition }: LoadedFlow, file: string, io: Io): Promise<RunFacts> {
  const types = new Map([...everyNode(definition)].map(({ node }) => [node.name, node.type]));
  const events = await eventsIn(file, io);
  const { facts, unknown } = factsOfEvents(events, (name) => types.get(name) ?? '');
  if (unknown === events.length) {
    throw new CommandError(file, 'contains no event of a run',
      'give events of InvokeFlow with traces, or those of ListFlowExecutionEvents', 'UnreadableInput');
  }
  if (unknown > 0) {
    printers(io).err.line(`${file}: warning: ${unknown} of ${events.length} entries are not known events; `
      + 'they are left out');
  }
  return facts;
}

async function newRun(loaded: LoadedFlow, options: ViewOptions, io: Io): Promise<Run> {
  const { mocks, recording: replay, python, loopPolarity } = options;
  const flow = orUsage(() => new PreparedFlow(loaded, { mocks, replay, python, loopPolarity }));
  try {
    const given = await givenTo(flow, options, io);
    const { log, diagnostics } = await runPrepared(flow,
      { ...given, ...options.measure && { clock: new MeasuredClock() } });
    return { run: factsOfLog(log), diagnostics };
  } catch (error) {
    throw asUsage(error);
  } finally {
    flow.close();
  }
}

async function givenTo(flow: PreparedFlow, options: ViewOptions, io: Io): Promise<{
  readonly input?: unknown; readonly answers?: readonly unknown[];
}> {
  if (options.inputs !== undefined) {
    const { text, place } = await readText(options.inputs, io, 'correct the path');
    const { input, answers } = chosenCase(casesOf(text, place, flow.plan), options);
    return { input, ...answers && { answers } };
  }
  if (options.input === undefined) { return {}; }
  const [node] = flow.plan.nodes.filter(({ type }) => type === 'Input');
  return { input: await documentOf(options.input, node?.outputs[0]?.type, io) };
}

function chosenCase(cases: readonly Case[], { inputs, case: wanted }: ViewOptions): Case {
  const names = cases.map(({ name }) => name);
  if (wanted === undefined) {
    if (cases.length === 1) { return cases[0]; }
    throw new CommandError(
      inputs!, `has ${cases.length} cases, ${listed(names.slice(0, 10))}${names.length > 10 ? ' and more' : ''}`,
      `choose one with --case '${names[0]}'`, 'Usage',
    );
  }
  const found = cases.find(({ name }) => name === wanted);
  if (found) { return found; }
  throw new CommandError(
    inputs!, `has no case '${wanted}'`, suggestion(nearest(wanted, names), `there are ${listed(names.slice(0, 10))}`),
    'Usage',
  );
}

function check(file: string, options: ViewOptions, { stdout }: Io): void {
  const { input, inputs, events, output } = options;
  const usage = (problem: string, remedy: string) => new CommandError('bedrock-flows', problem, remedy, 'Usage');
  const exclude = (one: string, other: string) => usage(`${one} and ${other} exclude each other`, 'choose one of them');
  if (input !== undefined && inputs !== undefined) { throw exclude('--input', '--inputs'); }
  if (events !== undefined) {
    for (const name of ['input', 'inputs', 'mocks', 'recording', 'measure'] as const) {
      if (options[name] !== undefined) { throw exclude('--events', `--${name}`); }
    }
  }
  if (options.case !== undefined && inputs === undefined) {
    throw usage('--case is given without --inputs', 'give the file that the case is in');
  }
  if ([file, input, inputs, events].filter((one) => one === '-').length > 1) {
    throw usage('standard input is given twice', 'name it once');
  }
  if (output === undefined && stdout.isTTY) {
    throw usage('a page is not for a terminal', 'name a file with -o, such as -o run.html');
  }
}
