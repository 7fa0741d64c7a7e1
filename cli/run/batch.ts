/** Many runs of one flow, each against what is expected of it. */
import { basename } from 'node:path';
import { createColors } from 'picocolors';
import { Coverage } from './coverage';
import { Case, differences } from './expectation';
import { junit, JunitCase } from './junit';
import { RunResult } from '../../src/core/simulate';
import { traceText } from '../../src/core/trace';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import { Io, wantsColor } from '../io';
import { counted } from '../one-line';

export interface BatchOptions {
  readonly json?: boolean;
  readonly trace?: boolean;
  readonly color: boolean;
}

export interface Batch {
  readonly isAsExpected: boolean;
  /** JUnit XML. */
  readonly report: string;
}

export async function showBatch(flow: PreparedFlow, cases: readonly Case[], { json, trace, color }: BatchOptions, io: Io): Promise<Batch> {
  const { stdout, stderr, env } = io;
  const paint = createColors(wantsColor(stdout, env, color));
  const progress = new Progress(io, cases.length);
  const coverage = new Coverage(flow.plan);
  const done: JunitCase[] = [];
  for (const one of cases) {
    const started = performance.now();
    const result = await runPrepared(flow, { input: one.input, answers: one.answers });
    const wrong = differences(result, one.expect);
    coverage.add(result);
    done.push({ name: one.name, seconds: (performance.now() - started) / 1000, differences: wrong, trace: traceText(result.log) });
    progress.clear();
    if (json) {
      stdout.write(`${JSON.stringify(lineOf(one, result, wrong))}\n`);
    } else if (wrong.length > 0) {
      stdout.write(`${paint.red('not as expected')} ${paint.bold(one.name)}\n${wrong.map((line) => `  ${line}\n`).join('')}`);
      if (trace) { stdout.write(`${traceText(result.log).replace(/^/gm, '    ')}\n`); }
    } else if (trace) {
      stdout.write(`${paint.green('as expected')} ${paint.bold(one.name)}\n${traceText(result.log).replace(/^/gm, '    ')}\n`);
    }
    progress.show(done);
  }
  progress.clear();
  const wrong = done.filter((one) => one.differences.length > 0).length;
  const summary = `${done.length - wrong} of ${counted(done.length, 'run')} as expected; ${coverage}\n`;
  // lines of JSON stay lines of JSON
  if (json) { stderr.write(summary); } else { stdout.write(wrong > 0 ? paint.red(summary) : paint.green(summary)); }
  return { isAsExpected: wrong === 0, report: junit(basename(flow.name).replace(/\.\w+$/, ''), done) };
}

function lineOf({ name }: Case, { outputs, error, completionReason, branches, visited }: RunResult, wrong: readonly string[]): object {
  return {
    name, passed: wrong.length === 0, completionReason, outputs, error, branches: branches.map(({ node, condition }) => `${node}.${condition}`), visited, differences: wrong,
  };
}

/** A line on a terminal that says how far it is. */
class Progress {
  private shown = false;

  public constructor(private readonly io: Io, private readonly all: number) {}

  public show(done: readonly JunitCase[]): void {
    if (!this.io.stderr.isTTY) { return; }
    const wrong = done.filter(({ differences: found }) => found.length > 0).length;
    this.io.stderr.write(`${done.length} of ${this.all}${wrong > 0 ? `, ${wrong} not as expected` : ''}`);
    this.shown = true;
  }

  public clear(): void {
    if (this.shown) { this.io.stderr.write('\r\u001b[K'); }
    this.shown = false;
  }
}
