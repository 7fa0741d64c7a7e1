/** One case of a batch: its run, or why there is none. */
import { type Measured, measured } from './measured';
import type { LogEntry, RunLog, RunResult, Timer } from '../../src/core/simulate';
import { thrownText } from '../../src/core/simulate/thrown';
import { traceText } from '../../src/core/trace';
import type { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';
import type { Case } from '../cases/case';
import { differences } from '../expect/differences';
import { scoreDifferences, scoresOf } from '../expect/judged';
import type { Judges, Score } from '../expect/judges';

export interface RanCase {
  readonly name: string;
  readonly input: unknown;
  readonly seconds: number;
  readonly result?: RunResult;
  readonly measured?: Measured;
  /** Of judges. */
  readonly scores?: readonly Score[];
  /** What is wrong, a line each; empty for a run that is as it should be. */
  readonly differences: readonly string[];
  /** Why it could not run to its end: a mistake in what it was given, which no expectation is about. */
  readonly problem?: string;
  /** The steps, as far as it came. */
  readonly trace: string;
  /** Milliseconds since 1970; not there where it was not started. */
  readonly began?: number;
  /** As far as it came. */
  readonly log?: RunLog;
}

export interface CaseOptions {
  readonly signal: AbortSignal;
  /** Default: a clock that only moves by what mocks say. */
  readonly clock?: Timer;
}

export async function runCase(
  flow: PreparedFlow, one: Case, judges: Judges, { signal, clock }: CaseOptions,
): Promise<RanCase> {
  const { name, input, answers, expect } = one;
  const started = performance.now();
  const began = Date.now();
  const entries: LogEntry[] = [];
  const took = () => (performance.now() - started) / 1000;
  try {
    const result = await runPrepared(flow, {
      input, answers, signal, ...clock && { clock }, onEntry: (entry) => entries.push(entry),
    });
    const seconds = took();
    const scores = await scoresOf(result, one, judges, signal);
    return {
      name,
      input,
      seconds,
      began,
      log: result.log,
      result,
      measured: measured(result),
      ...scores.length > 0 && { scores },
      differences: [...differences(result, expect), ...scoreDifferences(scores)],
      trace: traceText(result.log),
    };
  } catch (error) {
    const problem = signal.aborted ? 'it was interrupted' : thrownText(error);
    const log = { plan: flow.plan, entries };
    return { name, input, began, log, seconds: took(), differences: [], problem, trace: traceText(log) };
  }
}

/** A case that was not begun. */
export function notRun({ name, input }: Case): RanCase {
  return { name, input, seconds: 0, differences: [], problem: 'it was not started', trace: '' };
}

export function isAsExpected({ differences: found, problem }: RanCase): boolean {
  return found.length === 0 && problem === undefined;
}
