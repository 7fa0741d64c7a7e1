/** The verdicts on a run: each judge of a case is given each document that it is about. */
import { documentsOf, short } from './differences';
import type { Judges, Score } from './judges';
import type { RunResult } from '../../src/core/simulate';
import { type Case, type Judge, listOf } from '../cases/case';

export async function scoresOf(
  result: RunResult, { name, input, expect = {} }: Case, judges: Judges, signal: AbortSignal,
): Promise<readonly Score[]> {
  const { outputs } = result;
  const ask = async (judge: Judge, node: string, output: unknown, wanted: { readonly expected?: unknown }) =>
    judges.score(judge, { name, input, output, node, ...wanted }, signal);
  const only = outputs.length === 1 ? outputs : [];
  const whole = 'output' in expect ? { expected: expect.output } : {};
  return Promise.all([
    ...listOf(expect.judge).flatMap((judge) => only.map(async ({ nodeName, document }) =>
      ask(judge, nodeName, document, whole))),
    ...Object.entries(expect.at ?? {}).flatMap(([node, checks]) => listOf(checks.judge).flatMap((judge) =>
      documentsOf(result, node).map(async (document) => ask(judge, node, document,
        expect.outputs && Object.hasOwn(expect.outputs, node) ? { expected: expect.outputs[node] } : {})))),
  ]);
}

export function scoreDifferences(scores: readonly Score[]): readonly string[] {
  return scores.filter(({ passed }) => !passed).map(({ judge, node, score, reason }) => (
    `judge ${judge} did not pass '${node}'${score === undefined ? '' : `: score ${score}`}`
    + `${reason === undefined ? '' : `${score === undefined ? ':' : ','} ${short(reason)}`}`
  ));
}
