/** A run of a batch as a line of JSON: what scripts read, and what `--compare` compares with. */
import { tokensLine } from './measured';
import { isAsExpected, type RanCase } from './run-case';

/** @param run which of several runs of the case it is, from 1 */
export function lineOf(ran: RanCase, run?: number): object {
  const { name, result, differences, problem, scores, measured } = ran;
  const { outputs, error, completionReason, branches, visited } = result ?? {};
  return {
    name,
    run,
    passed: isAsExpected(ran),
    completionReason,
    outputs,
    error,
    branches: branches?.map(({ node, condition }) => `${node}.${condition}`),
    visited,
    timeMs: measured?.timeMs,
    tokens: measured?.usage && tokensLine(measured.usage),
    costUsd: measured && Number(measured.cost.usd.toPrecision(6)),
    scores,
    differences,
    problem,
  };
}
