/** Whether an expectation is written as it must be, and is about what the flow has. */
import type { Expectation } from './case';
import { known } from './known';
import { checkJudges } from './read-judge';
import { isRecord } from '../../src/core/model/opaque';
import type { Plan } from '../../src/core/simulate';
import { listed } from '../../src/core/words/lists';
import { described } from '../../src/core/words/quote';
import { nearest, suggestion } from '../../src/core/words/suggest';
import { CommandError } from '../command-error';
import { compiledPattern } from '../expect/pattern';
import { schemaFault } from '../expect/schema-fault';

const VALUE = ['contains', 'matches', 'oneOf', 'schema', 'judge'];
export const EXPECTED = ['output', 'outputs', 'tolerance', ...VALUE, 'at', 'error', 'visits', 'skips', 'takes'];

/** @throws CommandError for the first thing that is not as it must be */
export function readExpectation(expect: Readonly<Record<string, unknown>>, place: string): void {
  known(expect, EXPECTED, place);
  const { outputs, error, at, tolerance, ...lists } = expect;
  if (outputs !== undefined && !isRecord(outputs)) {
    throw new CommandError(place, '"outputs" is not an object', 'give documents by the names of Output nodes',
      'UnreadableInput');
  }
  if (error !== undefined && typeof error !== 'string') {
    throw new CommandError(place, '"error" is not a string',
      'give the name of an exception, such as "validationException"', 'UnreadableInput');
  }
  if (tolerance !== undefined && !(typeof tolerance === 'number' && tolerance >= 0 && tolerance < Infinity)) {
    throw new CommandError(place, `"tolerance" must be a number from 0, got ${described(tolerance)}`,
      'give the amount by which numbers in "output" and "outputs" may differ', 'UnreadableInput');
  }
  for (const key of ['visits', 'skips', 'takes']) {
    const list = lists[key];
    if (list === undefined || Array.isArray(list) && list.every((one) => typeof one === 'string')) { continue; }
    throw new CommandError(place, `"${key}" is not a list of strings`, key === 'takes'
      ? 'write it like ["Condition.branch"]' : 'give the names of nodes in a list', 'UnreadableInput');
  }
  checkValueChecks(expect, place);
  if (at === undefined) { return; }
  if (!isRecord(at)) {
    throw new CommandError(place, `"at" must be an object, got ${described(at)}`,
      'give checks by the names of Output nodes, such as {"Answer": {"contains": "hello"}}', 'UnreadableInput');
  }
  for (const [node, checks] of Object.entries(at)) {
    const below = `${place}: "at": "${node}"`;
    if (!isRecord(checks)) {
      throw new CommandError(below, `must be an object, got ${described(checks)}`, `give one with ${listed(VALUE)}`,
        'UnreadableInput');
    }
    known(checks, VALUE, below);
    checkValueChecks(checks, below);
  }
}

function checkValueChecks({ contains, matches, oneOf, schema, judge }: Record<string, unknown>, place: string): void {
  const refuse = (problem: string, remedy: string) => new CommandError(place, problem, remedy, 'UnreadableInput');
  if (contains === '' || Array.isArray(contains) && contains.length === 0) {
    throw refuse('"contains" is empty, which everything contains', 'give a string, a value, or a list of them');
  }
  if (matches !== undefined) {
    const compiled = compiledPattern(matches);
    if ('fault' in compiled) {
      throw refuse(`"matches" ${compiled.fault}`, 'give a regular expression of JavaScript, such as "^[A-Z]" or '
        + '{"pattern": "^[a-z]", "flags": "i"}');
    }
  }
  if (oneOf !== undefined && !(Array.isArray(oneOf) && oneOf.length > 0)) {
    throw refuse(`"oneOf" must be a list with at least one value, got ${described(oneOf)}`,
      'give the accepted documents');
  }
  if (schema !== undefined) {
    const fault = schemaFault(schema);
    if (fault) { throw refuse(`"schema" ${fault.problem}`, fault.remedy); }
  }
  if (judge !== undefined) { checkJudges(judge, place); }
}

/** @throws CommandError where something is expected of a node or branch that the flow does not have */
export function checkNames(
  { outputs = {}, at = {}, visits = [], skips = [], takes = [] }: Expectation, { nodes }: Plan, place: string,
): void {
  const all = nodes.map(({ name }) => name);
  const branches = nodes.flatMap(({ name, conditions }) => conditions.map((condition) => `${name}.${condition.name}`));
  const ends = nodes.filter(({ type }) => type === 'Output').map(({ name }) => name);
  const wanted: [string, readonly string[], readonly string[], string][] = [
    ['outputs', Object.keys(outputs), ends, 'Output node'], ['at', Object.keys(at), ends, 'Output node'],
    ['visits', visits, all, 'node'], ['skips', skips, all, 'node'], ['takes', takes, branches, 'branch'],
  ];
  for (const [key, names, there, what] of wanted) {
    const unknown = names.find((name) => !there.includes(name));
    if (unknown === undefined) { continue; }
    const remedy = suggestion(nearest(unknown, there), there.length > 0
      ? `there are ${listed(new Set(there))}` : 'remove it: the flow has none');
    throw new CommandError(`${place}: "expect"`,
      `"${key}" has '${unknown}', but the flow has no such ${what}`, remedy, 'UnreadableInput');
  }
}
