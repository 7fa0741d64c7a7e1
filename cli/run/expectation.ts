/** One line of a batch: an input, and what is expected of its run. */
import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../src/core/model/opaque';
import { listed, nearest } from '../../src/core/nearest';
import { Plan, RunResult } from '../../src/core/simulate';
import { notJson } from '../../src/core/simulate/plain-json';
import { repeatedKey } from '../../src/core/template/json-syntax';
import { Failure } from '../failure';

export interface Expectation {
  /** The document of the one output. */
  readonly output?: unknown;
  /** Documents by the names of Output nodes. */
  readonly outputs?: { readonly [node: string]: unknown };
  /** The exception that ends the run, such as `validationException`. */
  readonly error?: string;
  /** Nodes that run. */
  readonly visits?: readonly string[];
  /** Nodes that do not. */
  readonly skips?: readonly string[];
  /** Branches that are taken, as `Condition.branch`. */
  readonly takes?: readonly string[];
}

export interface Case {
  readonly name: string;
  readonly input: unknown;
  /** The answers of the user to agents that ask, in turn. */
  readonly answers?: readonly unknown[];
  readonly expect?: Expectation;
}

const KEYS = ['name', 'input', 'answers', 'expect'];
const EXPECTED = ['output', 'outputs', 'error', 'visits', 'skips', 'takes'];

/**
 * The cases of a file of JSON lines; empty lines do not count.
 *
 * @throws Failure for a line that is not as it must be, or that expects something of what the flow does not have:
 * `skips` of a misspelt node always holds
 */
export function casesOf(text: string, file: string, plan: Plan): readonly Case[] {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line, place: `${file}:${at + 1}` }))
    .filter(({ line }) => line.trim() !== '');
  if (lines.length === 0) {
    throw new Failure(file, 'has no inputs', 'write one JSON object a line, such as {"input": "hello"}',
      'UnreadableInput');
  }
  return lines.map(({ line, place }, at) => {
    const one = caseOf(line, place, at + 1);
    checkNames(one.expect ?? {}, plan, place);
    return one;
  });
}

function caseOf(line: string, place: string, number: number): Case {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new Failure(place, 'is not JSON', 'write one JSON object a line, such as {"input": "hello"}',
      'UnreadableInput');
  }
  const repeated = repeatedKey(line);
  if (repeated) {
    throw new Failure(place, `has the key '${repeated.key}' twice in one object`, 'keep one', 'UnreadableInput');
  }
  if (!isRecord(json) || !('input' in json)) {
    throw new Failure(place, 'has no "input"', 'write it like {"input": "hello"}', 'UnreadableInput');
  }
  known(json, KEYS, place);
  const { name = `line ${number}`, input, answers, expect } = json;
  const fault = notJson([input, answers ?? null]);
  if (fault) {
    throw new Failure(place, `the input or an answer is no JSON: ${fault}`, 'give plain data', 'UnreadableInput');
  }
  if (typeof name !== 'string') { throw new Failure(place, '"name" is no text', 'give a text', 'UnreadableInput'); }
  if (answers !== undefined && !Array.isArray(answers)) {
    throw new Failure(place, '"answers" is no list', 'give a list of documents', 'UnreadableInput');
  }
  if (expect !== undefined) {
    if (!isRecord(expect)) {
      throw new Failure(place, '"expect" is no object', `give one with ${listed(EXPECTED)}`, 'UnreadableInput');
    }
    known(expect, EXPECTED, `${place}: "expect"`);
    checkShapes(expect, `${place}: "expect"`);
  }
  return { name, input, ...answers && { answers }, ...expect && { expect } };
}

function checkShapes({ outputs, error, ...lists }: Record<string, unknown>, place: string): void {
  if (outputs !== undefined && !isRecord(outputs)) {
    throw new Failure(place, '"outputs" is no object', 'give documents by the names of Output nodes',
      'UnreadableInput');
  }
  if (error !== undefined && typeof error !== 'string') {
    throw new Failure(place, '"error" is no text', 'give the name of an exception, such as "validationException"',
      'UnreadableInput');
  }
  for (const key of ['visits', 'skips', 'takes']) {
    const list = lists[key];
    if (list === undefined || Array.isArray(list) && list.every((one) => typeof one === 'string')) { continue; }
    throw new Failure(place, `"${key}" is no list of texts`, key === 'takes'
      ? 'write it like ["Condition.branch"]' : 'give the names of nodes in a list', 'UnreadableInput');
  }
}

function checkNames(
  { outputs = {}, visits = [], skips = [], takes = [] }: Expectation, { nodes }: Plan, place: string,
): void {
  const all = nodes.map(({ name }) => name);
  const branches = nodes.flatMap(({ name, conditions }) => conditions.map((condition) => `${name}.${condition.name}`));
  const wanted: [string, readonly string[], readonly string[], string][] = [
    ['outputs', Object.keys(outputs), nodes.filter(({ type }) => type === 'Output')
      .map(({ name }) => name), 'Output node'],
    ['visits', visits, all, 'node'], ['skips', skips, all, 'node'], ['takes', takes, branches, 'branch'],
  ];
  for (const [key, names, there, what] of wanted) {
    const unknown = names.find((name) => !there.includes(name));
    if (unknown === undefined) { continue; }
    const near = nearest(unknown, there);
    const remedy = near ? `did you mean '${near}'?` : there.length > 0
      ? `there are ${listed(new Set(there))}` : 'remove it: the flow has none';
    throw new Failure(`${place}: "expect"`,
      `"${key}" has '${unknown}', but the flow has no such ${what}`, remedy, 'UnreadableInput');
  }
}

function known(json: Record<string, unknown>, keys: readonly string[], place: string): void {
  const unknown = Object.keys(json).find((key) => !keys.includes(key));
  if (unknown === undefined) { return; }
  const near = nearest(unknown, keys);
  throw new Failure(place, `has "${unknown}", which means nothing here`, near
    ? `did you mean "${near}"?` : `use ${listed(keys)}`, 'UnreadableInput');
}

/** How a run differs from what is expected, a line each. A run that fails is wrong unless that is expected. */
export function differences(result: RunResult, expect: Expectation = {}): readonly string[] {
  const found: string[] = [];
  const { error, outputs, visited, branches } = result;
  if (error && expect.error === undefined) { found.push(`failed with ${error.code}: ${error.message}`); }
  if (expect.error !== undefined && error?.code !== expect.error) {
    found.push(`should fail with ${expect.error}, but ${error ? `failed with ${error.code}` : 'did not fail'}`);
  }
  if ('output' in expect) {
    const documents = outputs.map(({ document }) => document);
    if (documents.length !== 1) {
      found.push(`should give one output, but gave ${documents.length}`);
    } else if (!isDeepStrictEqual(documents[0], expect.output)) {
      found.push(`should give ${short(expect.output)}, but gave ${short(documents[0])}`);
    }
  }
  for (const [node, document] of Object.entries(expect.outputs ?? {})) {
    const given = outputs.filter(({ nodeName }) => nodeName === node).map((one) => one.document);
    if (given.length === 0) {
      found.push(`should reach '${node}', but did not`);
    } else if (!given.some((one) => isDeepStrictEqual(one, document))) {
      found.push(`'${node}' should give ${short(document)}, but gave ${given.map(short).join(' and ')}`);
    }
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

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 197)}...` : text;
}
