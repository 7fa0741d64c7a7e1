/** The cases of a data set, each checked before any of them runs. */
import type { Case, Expectation } from './case';
import { csvCases } from './csv-cases';
import { known } from './known';
import { checkNames, EXPECTED, readExpectation } from './read-expectation';
import { jsonRows, type Row } from './rows';
import { isRecord } from '../../src/core/model/opaque';
import type { Plan } from '../../src/core/simulate';
import { notJson } from '../../src/core/simulate/plain-json';
import { listed } from '../../src/core/words/lists';
import { CommandError } from '../command-error';

const KEYS = ['name', 'input', 'answers', 'expect'];

/**
 * The cases of a file: CSV where its name ends so, else JSON or JSON lines.
 *
 * @throws CommandError for a case that is not as it must be, or that expects something of what the flow does not have:
 * `skips` of a misspelt node always holds
 */
export function casesOf(text: string, file: string, plan: Plan): readonly Case[] {
  const isCsv = /\.csv$/i.test(file);
  const [input] = plan.nodes.filter(({ type }) => type === 'Input');
  const rows = isCsv ? csvCases(text, file, input?.outputs[0]?.type) : jsonRows(text, file);
  return rows.map((row, at) => {
    const one = caseOf(row, isCsv ? `row ${at + 1}` : `line ${at + 1}`);
    checkNames(one.expect ?? {}, plan, row.place);
    return one;
  });
}

function caseOf({ json, place, expect: common }: Row, otherwise: string): Case {
  if (!isRecord(json) || !('input' in json)) {
    throw new CommandError(place, 'has no "input"', 'write it like {"input": "hello"}', 'UnreadableInput');
  }
  known(json, KEYS, place);
  const { name = otherwise, input, answers, expect } = json;
  const fault = notJson([input, answers ?? null, expect ?? null]);
  if (fault) {
    throw new CommandError(place, `the input or an answer is not JSON: ${fault}`, 'give plain data', 'UnreadableInput');
  }
  if (typeof name !== 'string') {
    throw new CommandError(place, '"name" is not a string', 'give a string', 'UnreadableInput');
  }
  if (answers !== undefined && !Array.isArray(answers)) {
    throw new CommandError(place, '"answers" is not a list', 'give a list of documents', 'UnreadableInput');
  }
  if (expect !== undefined && !isRecord(expect)) {
    throw new CommandError(place, '"expect" is not an object', `give one with ${listed(EXPECTED)}`, 'UnreadableInput');
  }
  const whole = common || expect ? { ...common, ...expect } : undefined;
  if (whole) { readExpectation(whole, `${place}: "expect"`); }
  return { name, input, ...answers && { answers }, ...whole && { expect: whole as Expectation } };
}
