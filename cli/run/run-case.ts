/** One case of a batch: its run, or why there is none. */
import { Case, differences } from './expectation';
import { LogEntry, RunResult } from '../../src/core/simulate';
import { thrownText } from '../../src/core/simulate/thrown';
import { traceText } from '../../src/core/trace';
import { PreparedFlow } from '../../src/runner/prepared-flow';
import { runPrepared } from '../../src/runner/run-prepared';

export interface RanCase {
  readonly name: string;
  readonly seconds: number;
  readonly result?: RunResult;
  /** What is wrong, a line each; empty for a run that is as it should be. */
  readonly differences: readonly string[];
  /** Why it could not run to its end: a mistake in what it was given, which no expectation is about. */
  readonly problem?: string;
  /** The steps, as far as it came. */
  readonly trace: string;
}

export async function runCase(
  flow: PreparedFlow, { name, input, answers, expect }: Case, signal: AbortSignal,
): Promise<RanCase> {
  const started = performance.now();
  const entries: LogEntry[] = [];
  const took = () => (performance.now() - started) / 1000;
  try {
    const result = await runPrepared(flow, { input, answers, signal, onEntry: (entry) => entries.push(entry) });
    return { name, seconds: took(), result, differences: differences(result, expect), trace: traceText(result.log) };
  } catch (error) {
    const problem = signal.aborted ? 'it was interrupted' : thrownText(error);
    return { name, seconds: took(), differences: [], problem, trace: traceText({ plan: flow.plan, entries }) };
  }
}

/** A case that was not begun. */
export function notRun({ name }: Case): RanCase {
  return { name, seconds: 0, differences: [], problem: 'it was not begun', trace: '' };
}

export function isAsExpected({ differences: found, problem }: RanCase): boolean {
  return found.length === 0 && problem === undefined;
}
