/** A run as a report has it, and what it is called there. */
import { line } from '../../picture/text';
import type { Change } from '../compare/compare';
import { isAsExpected, type RanCase } from '../run-case';

export interface ReportRun {
  readonly ran: RanCase;
  /** Which of several runs of the case it is, from 1. */
  readonly run?: number;
  readonly change?: Change;
}

/** Whether a run is what people open a report for. */
export function isNotable({ ran, change }: ReportRun): boolean {
  return !isAsExpected(ran) || change !== undefined;
}

export function nameOf({ ran: { name }, run }: ReportRun): string {
  return `${line(name, 200)}${run === undefined ? '' : ` (run ${run})`}`;
}

export function wordsOf(ran: RanCase): string {
  return isAsExpected(ran) ? '✓ as expected' : ran.problem === undefined ? '✕ not as expected' : '✕ can\'t run';
}
