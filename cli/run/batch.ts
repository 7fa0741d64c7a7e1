/** Many runs of one flow, each against what is expected of it. */
import { lineOf } from './batch-line';
import { Coverage } from './coverage';
import { tokensText } from './measured';
import { RepeatedCase } from './repeated';
import { isAsExpected, notRun, type RanCase, runCase } from './run-case';
import { addedUp } from '../../src/core/picture';
import type { PreparedFlow } from '../../src/runner/prepared-flow';
import type { Case } from '../cases/case';
import { counted } from '../counted';
import type { Judges } from '../expect/judges';
import type { Io } from '../io';
import type { Exporter } from '../otlp/exporter';
import { addedCost, costText } from '../prices/cost';
import { PRICE_NOTE } from '../prices/price-of';
import { bold, dim, green, type Printer, printers, red } from '../printer';

export interface BatchOptions {
  readonly json?: boolean;
  readonly trace?: boolean;
  readonly color: boolean;
  /** How many runs at once. */
  readonly jobs: number;
  /** How often each case runs. */
  readonly repeat: number;
  /** The least share of its runs that must be as expected. */
  readonly minShare: number;
  readonly judges: Judges;
  readonly traces: Pick<Exporter, 'clock'>;
  /** Ends what runs, and begins nothing more. */
  readonly signal: AbortSignal;
}

export interface Batch {
  readonly isAsExpected: boolean;
  /** What was said of all of it. */
  readonly summary: string;
  readonly cases: readonly RepeatedCase[];
}

/** Runs all cases; what is shown has their order, in whatever order they come to their end. */
export async function showBatch(
  flow: PreparedFlow, cases: readonly Case[], options: BatchOptions, io: Io,
): Promise<Batch> {
  const { out, err } = printers(io, options.color);
  const { repeat, judges, signal, traces } = options;
  const coverage = new Coverage(flow.plan);
  const all = cases.map(({ name }) => new RepeatedCase(name, repeat, options.minShare));
  const progress = new Progress(cases.length * repeat, err);
  let shown = 0;
  await sideBySide(cases.length * repeat, options.jobs, async (at) => {
    const number = Math.floor(at / repeat);
    const one = cases[number];
    const ran = signal.aborted ? notRun(one) : await runCase(flow, one, judges, { signal, ...traces.clock });
    all[number].put(at % repeat, ran);
    if (ran.result) { coverage.add(ran.result); }
    for (; shown < all.length && all[shown].isOver; shown++) { show(all[shown], options, out, err); }
    progress.add(ran);
  });
  err.clearStatus();
  const cost = addedCost(all.flatMap((one) => one.all).flatMap(({ measured }) => measured?.cost ?? []));
  const isGood = all.every((one) => one.isAsExpected);
  const summary = `${summaryOf(all, repeat)}; ${coverage}`;
  // lines of JSON stay lines of JSON
  if (options.json) { err.line(summary); } else { out.line((isGood ? green : red)(summary)); }
  const costs = cost.models.length === 0 ? undefined
    : `${tokensText(addedUp(cost.models.map(({ usage }) => usage))!)}; ${costText(cost)}, ${PRICE_NOTE}`;
  if (costs !== undefined) { (options.json ? err : out).line(dim(costs)); }
  return { isAsExpected: isGood, summary: costs === undefined ? summary : `${summary}; ${costs}`, cases: all };
}

async function sideBySide(count: number, jobs: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => { while (next < count) { await work(next++); } };
  await Promise.all(Array.from({ length: Math.min(jobs, count) }, lane));
}

function show(one: RepeatedCase, { json, trace: isTraced }: BatchOptions, out: Printer, err: Printer): void {
  err.clearStatus();
  if (json) {
    for (const { ran, run } of one.numbered) { out.json(lineOf(ran, run)); }
    return;
  }
  const { isAsExpected: isGood, told: { differences, problem, trace }, share } = one;
  if (isGood && !isTraced) { return; }
  out.line(isGood ? green('as expected') : red(problem === undefined ? 'not as expected' : 'can\'t run'), ' ',
    bold(one.name), ...share === undefined ? [] : [dim(` (${share})`)]);
  out.lines([...differences, ...problem === undefined ? [] : problem.split('\n')].map((line) => `  ${line}`));
  if (isTraced && trace !== '') { out.lines(trace.split('\n').map((line) => `    ${line}`)); }
}

function summaryOf(all: readonly RepeatedCase[], repeat: number): string {
  const runs = all.flatMap((one) => one.all);
  const good = runs.filter(isAsExpected).length;
  const scores = runs.flatMap((one) => one.scores ?? []).flatMap(({ score }) => score ?? []);
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return [
    `${good} of ${counted(runs.length, 'run')} as expected`,
    repeat > 1 ? ` (${Math.round(100 * good / Math.max(runs.length, 1))} %), `
      + `${all.filter((one) => one.isAsExpected).length} of ${counted(all.length, 'case')}` : '',
    scores.length > 0 ? `; mean score ${Number(mean.toFixed(3))}` : '',
  ].join('');
}

/** How far a batch is, on a terminal; not more often than anybody reads it. */
class Progress {
  private static readonly PAUSE = 50;
  private done = 0;
  private wrong = 0;
  private last = -Infinity;

  public constructor(private readonly count: number, private readonly err: Printer) {}

  public add(ran: RanCase): void {
    this.done++;
    if (!isAsExpected(ran)) { this.wrong++; }
    const now = performance.now();
    if (this.done === this.count || now - this.last < Progress.PAUSE) { return; }
    this.last = now;
    this.err.status(`${this.done} of ${this.count}${this.wrong > 0 ? `, ${this.wrong} not as expected` : ''}`);
  }
}
