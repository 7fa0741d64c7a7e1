/** How a run differs from what is expected, a line each; judges come afterwards. */
import { isDeepStrictEqual } from 'node:util';
import { compiledPattern, LATE, testInTime } from './pattern';
import { isPart, isSame } from './same';
import { misfit } from './schema';
import type { RunResult } from '../../src/core/simulate';
import { listed } from '../../src/core/words/lists';
import { quoted } from '../../src/core/words/quote';
import type { Expectation, ValueChecks } from '../cases/case';

const VALUE_CHECKS = ['contains', 'matches', 'oneOf', 'schema', 'judge'];

/** A run that fails is wrong unless that is expected. */
export function differences(result: RunResult, expect: Expectation = {}): readonly string[] {
  const found: string[] = [];
  const { error, outputs, visited, branches } = result;
  if (error && expect.error === undefined) { found.push(`failed with ${error.code}: ${error.message}`); }
  if (expect.error !== undefined && error?.code !== expect.error) {
    found.push(`should fail with ${expect.error}, but ${error ? `failed with ${error.code}` : 'did not fail'}`);
  }
  const isOne = 'output' in expect || VALUE_CHECKS.some((key) => key in expect);
  if (isOne && outputs.length !== 1) {
    found.push(`should give one output, but gave ${outputs.length}`);
  } else if (isOne) {
    const [{ document }] = outputs;
    if ('output' in expect && !isSame(document, expect.output, expect.tolerance)) {
      found.push(`should give ${short(expect.output)}, but gave ${short(document)}`);
    }
    found.push(...valueDifferences(document, expect));
  }
  for (const [node, document] of Object.entries(expect.outputs ?? {})) {
    const given = documentsOf(result, node);
    if (given.length === 0) {
      found.push(`should reach '${node}', but did not`);
    } else if (!given.some((one) => isSame(one, document, expect.tolerance))) {
      found.push(`'${node}' should give ${short(document)}, but gave ${given.map(short).join(' and ')}`);
    }
  }
  for (const [node, checks] of Object.entries(expect.at ?? {})) {
    const given = documentsOf(result, node);
    if (given.length === 0) { found.push(`should reach '${node}', but did not`); }
    found.push(...given.flatMap((document) => valueDifferences(document, checks))
      .map((difference) => `'${node}' ${difference}`));
  }
  const taken = new Set(branches.map(({ node, condition }) => `${node}.${condition}`));
  found.push(
    ...(expect.visits ?? []).filter((node) => !visited.includes(node))
      .map((node) => `should visit '${node}', but did not`),
    ...(expect.skips ?? []).filter((node) => visited.includes(node))
      .map((node) => `should not visit '${node}', but did`),
    ...(expect.takes ?? []).filter((branch) => !taken.has(branch))
      .map((branch) => `should take '${branch}', but took ${listed([...taken]) || 'no branch'}`),
  );
  return found;
}

/** What an Output node gave, once for each iteration that reached it. */
export function documentsOf({ outputs }: RunResult, node: string): readonly unknown[] {
  return outputs.filter(({ nodeName }) => nodeName === node).map(({ document }) => document);
}

function valueDifferences(document: unknown, checks: ValueChecks): readonly string[] {
  const { contains, matches, oneOf, schema } = checks;
  const found: string[] = [];
  const gave = `but gave ${short(document)}`;
  for (const part of contains === undefined ? [] : Array.isArray(contains) ? contains : [contains]) {
    if (!isPart(document, part)) { found.push(`should contain ${short(part)}, ${gave}`); }
  }
  if (matches !== undefined) {
    const isFound = testPattern(matches, document);
    if (isFound !== true) {
      const pattern = quoted(typeof matches === 'string' ? matches : matches.pattern);
      found.push(`should match ${pattern}, but ${isFound === 'late' ? LATE : `gave ${short(document)}`}`);
    }
  }
  if (oneOf && !oneOf.some((one) => isDeepStrictEqual(one, document))) {
    found.push(`should give one of ${oneOf.map(short).join(', ')}, ${gave}`);
  }
  if (schema !== undefined) {
    const fault = misfit(document, schema);
    if (fault !== undefined) { found.push(`should fit the schema: ${fault}`); }
  }
  return found;
}

/** What is not a string is looked at as JSON. */
function testPattern(matches: NonNullable<ValueChecks['matches']>, document: unknown): boolean | 'late' {
  const compiled = compiledPattern(matches);
  return 'expression' in compiled
    && testInTime(compiled.expression, typeof document === 'string' ? document : JSON.stringify(document));
}

export function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
