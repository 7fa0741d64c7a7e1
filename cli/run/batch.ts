/** Many runs of one flow, each against what is expected of it. */
import { basename } from 'node:path';
import { Coverage } from './coverage';
import { Case } from './expectation';
import { junit } from './junit';
import { isAsExpected, notRun, RanCase, runCase } from './run-case';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { counted } from '../counted';
import { Io } from '../io';
import { bold, green, printers, red } from '../printer';

export interface BatchOptions {
  readonly json?: boolean;
  readonly trace?: boolean;
  readonly color: boolean;
  /** How many runs at once. */
  readonly jobs: number;
  /** Ends what runs, and begins nothing more. */
  readonly signal: AbortSignal;
}

export interface Batch {
  readonly isAsExpected: boolean;
  /** JUnit XML. */
  readonly report: string;
}

/** Runs all cases; what is shown has their order, in whatever order they come to their end. */
export async function showBatch(
  flow: PreparedFlow, cases: readonly Case[], options: BatchOptions, io: Io,
): Promise<Batch> {
  const { out, err } = printers(io, options.color);
  const coverage = new Coverage(flow.plan);
  const done: (RanCase | undefined)[] = cases.map(() => undefined);
  let shown = 0;
  await sideBySide(cases.length, options.jobs, async (at) => {
    const ran = done[at] = options.signal.aborted ? notRun(cases[at]) : await runCase(flow, cases[at], options.signal);
    if (ran.result) { coverage.add(ran.result); }
    err.clearStatus();
    for (let next = done[shown]; next; next = done[++shown]) { show(next, options, out); }
    if (shown < cases.length) { err.status(progressOf(done)); }
  });
  const ran = done.filter((one) => one !== undefined);
  const good = ran.filter(isAsExpected).length;
  const summary = `${good} of ${counted(ran.length, 'run')} as expected; ${coverage}`;
  // lines of JSON stay lines of JSON
  if (options.json) { err.line(summary); } else { out.line((good < ran.length ? red : green)(summary)); }
  return { isAsExpected: good === ran.length, report: junit(basename(flow.name).replace(/\.\w+$/, ''), ran) };
}

async function sideBySide(count: number, jobs: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => { while (next < count) { await work(next++); } };
  await Promise.all(Array.from({ length: Math.min(jobs, count) }, lane));
}

function show(ran: RanCase, { json, trace: isTraced }: BatchOptions, out: ReturnType<typeof printers>['out']): void {
  const { name, differences, problem, trace } = ran;
  if (json) { return out.json(lineOf(ran)); }
  const isGood = isAsExpected(ran);
  if (isGood && !isTraced) { return; }
  out.line(isGood ? green('as expected') : red(problem === undefined ? 'not as expected' : 'can\'t run'), ' ',
    bold(name));
  out.lines([...differences, ...problem === undefined ? [] : problem.split('\n')].map((line) => `  ${line}`));
  if (isTraced && trace !== '') { out.lines(trace.split('\n').map((line) => `    ${line}`)); }
}

function lineOf(ran: RanCase): object {
  const { name, result, differences, problem } = ran;
  const { outputs, error, completionReason, branches, visited } = result ?? {};
  return {
    name,
    passed: isAsExpected(ran),
    completionReason,
    outputs,
    error,
    branches: branches?.map(({ node, condition }) => `${node}.${condition}`),
    visited,
    differences,
    problem,
  };
}

function progressOf(done: readonly (RanCase | undefined)[]): string {
  const ran = done.filter((one) => one !== undefined);
  const wrong = ran.filter((one) => !isAsExpected(one)).length;
  return `${ran.length} of ${done.length}${wrong > 0 ? `, ${wrong} not as expected` : ''}`;
}
