/** What changed between two batches, run by run: the same name means the same case, the n-th time the same run. */
import { isDeepStrictEqual } from 'node:util';
import type { BatchLine } from './batch-file';
import { short } from '../../expect/differences';

export interface Change {
  readonly name: string;
  readonly kind: 'changed' | 'new' | 'gone';
  /** What is different, a line each. */
  readonly lines: readonly string[];
}

export interface Comparison {
  /** For each run of now, in its order; `undefined` where nothing changed. */
  readonly now: readonly (Change | undefined)[];
  readonly gone: readonly Change[];
  /** Time and tokens of all runs that are in both, in a line each. */
  readonly totals: readonly string[];
}

/** Smaller differences of time are noise where something real answers. */
const TIME = { share: 0.1, ms: 10 };

export function compare(before: readonly BatchLine[], now: readonly BatchLine[]): Comparison {
  const old = new Map<string, BatchLine[]>();
  for (const line of before) { old.set(line.name, [...old.get(line.name) ?? [], line]); }
  const pairs = now.map((line) => [old.get(line.name)?.shift(), line] as const);
  return {
    now: pairs.map(([one, line]) => changeOf(one, line)),
    gone: [...old.values()].flat().map(({ name }) => ({ name, kind: 'gone', lines: [] })),
    totals: totalsOf(pairs.flatMap(([one, line]) => one ? [[one, line] as const] : [])),
  };
}

function changeOf(before: BatchLine | undefined, now: BatchLine): Change | undefined {
  const { name } = now;
  if (!before) { return { name, kind: 'new', lines: [] }; }
  const lines = [
    ...before.passed === now.passed ? [] : [now.passed
      ? 'as expected, which it was not' : 'no longer as expected'],
    ...changed('failure', before.error, now.error),
    ...changed('problem', before.problem, now.problem),
    ...outputChanges(before, now),
    ...changed('branches', before.branches.join(', '), now.branches.join(', '), 'none'),
    ...tokenChange(before, now),
    ...timeChange(before, now),
  ];
  return lines.length > 0 ? { name, kind: 'changed', lines } : undefined;
}

function outputChanges(before: BatchLine, now: BatchLine): readonly string[] {
  const nodes = [...new Set([...before.outputs, ...now.outputs].map(({ nodeName }) => nodeName))];
  const given = ({ outputs }: BatchLine, node: string) => outputs.filter(({ nodeName }) => nodeName === node)
    .map(({ document }) => document);
  return nodes.flatMap((node) => {
    const [was, is] = [given(before, node), given(now, node)];
    if (isDeepStrictEqual(was, is)) { return []; }
    const said = (documents: readonly unknown[]) => documents.length === 0 ? 'nothing'
      : documents.map(short).join(' and ');
    return [`'${node}': ${said(was)} -> ${said(is)}`];
  });
}

function changed(what: string, before = '', now = '', otherwise = 'none'): readonly string[] {
  return before === now ? [] : [`${what}: ${before || otherwise} -> ${now || otherwise}`];
}

function tokenChange({ tokens: before }: BatchLine, { tokens: now }: BatchLine): readonly string[] {
  if (!before || !now || before.input === now.input && before.output === now.output) { return []; }
  const isGuess = before.guessed === true || now.guessed === true;
  return [`tokens: ${before.input} + ${before.output} -> ${now.input} + ${now.output}${isGuess ? ' (guessed)' : ''}`];
}

function timeChange({ timeMs: before }: BatchLine, { timeMs: now }: BatchLine): readonly string[] {
  if (before === undefined || now === undefined) { return []; }
  const difference = Math.abs(before - now);
  return difference < TIME.ms || difference < TIME.share * Math.max(before, now) ? []
    : [`time: ${Math.round(before)} ms -> ${Math.round(now)} ms`];
}

function totalsOf(pairs: readonly (readonly [BatchLine, BatchLine])[]): readonly string[] {
  const sum = (which: 0 | 1): BatchLine => {
    const lines = pairs.map((pair) => pair[which]);
    const tokens = lines.flatMap((line) => line.tokens ?? []);
    const times = lines.flatMap(({ timeMs }) => timeMs ?? []);
    return {
      name: '',
      passed: true,
      outputs: [],
      branches: [],
      ...tokens.length > 0 && {
        tokens: {
          input: tokens.reduce((all, { input }) => all + input, 0),
          output: tokens.reduce((all, { output }) => all + output, 0),
          ...tokens.some(({ guessed }) => guessed) && { guessed: true },
        },
      },
      ...times.length > 0 && { timeMs: times.reduce((all, time) => all + time, 0) },
    };
  };
  const [before, now] = [sum(0), sum(1)];
  return [...tokenChange(before, now), ...timeChange(before, now)];
}
