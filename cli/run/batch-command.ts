/** `bedrock-flows run --inputs`: the cases of a data set, and the reports of their runs. */
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { type Batch, showBatch } from './batch';
import { lineOf } from './batch-line';
import type { RunCommandOptions } from './command';
import { junit } from './junit';
import { keeping } from './keeping';
import { judgesOf } from '../cases/case';
import { casesOf } from '../cases/read-cases';
import { type BatchLine, batchLine, readBatch } from './compare/batch-file';
import { compare, type Comparison } from './compare/compare';
import { showComparison } from './compare/show';
import { Judges } from '../expect/judges';
import { reportHtml } from './report/report';
import type { PreparedFlow } from '../../src/runner/prepared-flow';
import { EXIT, type Io } from '../io';
import type { Exporter } from '../otlp/exporter';
import { printers } from '../printer';
import { readText } from '../read-text';
import { writeReport } from '../write-report';

/** More at once rarely helps, and starts that many programs. */
const MOST_JOBS = 8;

export async function batch(
  flow: PreparedFlow, options: RunCommandOptions, io: Io, signal: AbortSignal, traces: Exporter,
): Promise<number> {
  const { repeat = 1, minShare = 1, python } = options;
  const { text, place } = await readText(options.inputs ?? '', io, 'correct the path');
  const cases = casesOf(text, place, flow.plan);
  const before = options.compare === undefined ? undefined : await readBatch(options.compare, io);
  const jobs = options.jobs ?? (flow.isShared ? 1 : Math.min(availableParallelism(), MOST_JOBS));
  const judges = new Judges({
    folder: options.inputs === '-' ? '.' : dirname(place), python, log: (line) => printers(io).err.line(line),
  });
  try {
    await judges.prepare(cases.flatMap(({ expect }) => expect ? judgesOf(expect) : []), io);
    const done = await keeping(flow, async () =>
      showBatch(flow, cases, { ...options, jobs, repeat, minShare, judges, signal, traces }, io));
    for (const { ran, run } of done.cases.flatMap((one) => one.numbered)) {
      if (ran.log) { traces.add({ log: ran.log, case: ran.name, run, began: ran.began ?? 0 }); }
    }
    writeReports(flow, done, before, options, io);
    return done.isAsExpected ? EXIT.clean : EXIT.errors;
  } finally {
    judges.close();
  }
}

function writeReports(
  flow: PreparedFlow, { cases, summary }: Batch, before: readonly BatchLine[] | undefined,
  { junit: junitFile, report, compare: with_ = '', json, color }: RunCommandOptions, io: Io,
): void {
  const runs = cases.flatMap((one) => one.numbered);
  const comparison: Comparison | undefined =
    before && compare(before, runs.flatMap(({ ran }) => batchLine(lineOf(ran)) ?? []));
  if (comparison) {
    const { out, err } = printers(io, color);
    // lines of JSON stay lines of JSON
    showComparison(comparison, with_, json ? err : out);
  }
  if (junitFile !== undefined) {
    writeReport(junitFile, junit(flow.title.replace(/\.(json|ya?ml|template)$/, ''), cases.map((one) => one.junit)));
  }
  if (report === undefined) { return; }
  writeReport(report, reportHtml({
    name: flow.title,
    definition: flow.definition,
    summary,
    runs: runs.map((one, at) => {
      const change = comparison?.now[at];
      return change ? { ...one, change } : one;
    }),
    ...comparison && { comparison: { with: with_, comparison } },
  }));
}
