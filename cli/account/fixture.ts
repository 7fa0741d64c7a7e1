/** A fixture: a flow, what it is given, and maybe what an account made of it. */
import { dirname, resolve } from 'node:path';
import { isRecord } from '../../src/core/model/opaque';
import { notJson } from '../../src/core/simulate/plain-json';
import { repeatedKey } from '../../src/core/template/json-syntax';
import { known } from '../cases/known';
import { CommandError } from '../command-error';
import { readFileText } from '../read-text';

/** An event of InvokeFlow as JSON: one key. */
export type Event = Readonly<Record<string, any>>;

export interface VerifyCase {
  readonly name: string;
  readonly input: unknown;
  /** What the user answers to agents, in turn. */
  readonly answers?: readonly unknown[];
  /** What the account said: the events of each call. */
  readonly turns?: readonly (readonly Event[])[];
}

export interface Fixture {
  /** The path of its file. */
  readonly place: string;
  /** A path, or the definition itself. */
  readonly flow: string | object;
  /** Which flow, where there are several. */
  readonly flowId?: string;
  /** A path, or the mocks themselves. */
  readonly mocks?: string | object;
  readonly cases: readonly VerifyCase[];
  readonly recorded?: { readonly date: string; readonly region?: string };
}

const KEYS = ['flow', 'flowId', 'mocks', 'cases', 'recorded'];
const CASE_KEYS = ['name', 'input', 'answers', 'turns'];
const EXAMPLE = 'write {"flow": "flow.json", "cases": [{"input": "hello"}]}';

export function readFixture(place: string): Fixture {
  const text = readFileText(place, 'correct the path');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new CommandError(place, 'is not JSON', EXAMPLE, 'UnreadableInput');
  }
  const repeated = repeatedKey(text);
  if (repeated) {
    throw new CommandError(place, `has the key '${repeated.key}' twice in one object`, 'keep one', 'UnreadableInput');
  }
  if (!isRecord(json)) { throw new CommandError(place, 'is not a JSON object', EXAMPLE, 'UnreadableInput'); }
  const fault = notJson(json);
  if (fault) { throw new CommandError(place, `can't be read: ${fault}`, 'correct it there', 'UnreadableInput'); }
  known(json, KEYS, place);
  const { flow, flowId, mocks, cases, recorded } = json;
  const wrong = (key: string, what: string) => new CommandError(place, `"${key}" ${what}`, EXAMPLE, 'UnreadableInput');
  if (typeof flow !== 'string' && !isRecord(flow)) {
    throw wrong('flow', 'must be the path of a file, or a definition');
  }
  if (flowId !== undefined && typeof flowId !== 'string') { throw wrong('flowId', 'must be a string'); }
  if (mocks !== undefined && typeof mocks !== 'string' && !isRecord(mocks)) {
    throw wrong('mocks', 'must be the path of a file, or mocks');
  }
  if (!Array.isArray(cases) || cases.length === 0) { throw wrong('cases', 'must be a list of at least one'); }
  if (recorded !== undefined && !(isRecord(recorded) && typeof recorded.date === 'string')) {
    throw wrong('recorded', 'must have a date');
  }
  return {
    place,
    flow: beside(place, flow),
    ...flowId !== undefined && { flowId },
    ...mocks !== undefined && { mocks: beside(place, mocks) },
    cases: cases.map((one, at) => caseOf(one, `${place}: cases[${at}]`, at + 1)),
    ...isRecord(recorded) && { recorded: recorded as unknown as Fixture['recorded'] },
  };
}

/** Paths in a fixture are relative to it. */
function beside<T>(place: string, value: string | T): string | T {
  return typeof value === 'string' ? resolve(dirname(place), value) : value;
}

function caseOf(json: unknown, place: string, number: number): VerifyCase {
  const wrong = (problem: string) => new CommandError(place, problem,
    'write it like {"name": "refund", "input": "hello"}', 'UnreadableInput');
  if (!isRecord(json) || !('input' in json)) { throw wrong('has no "input"'); }
  known(json, CASE_KEYS, place);
  const { name = `case ${number}`, input, answers, turns } = json;
  if (answers !== undefined && !Array.isArray(answers)) { throw wrong('"answers" is not a list'); }
  if (typeof name !== 'string') { throw wrong('"name" is not a string'); }
  if (turns !== undefined
    && !(Array.isArray(turns) && turns.every((turn) => Array.isArray(turn) && turn.every(isEvent)))) {
    throw wrong('"turns" is not a list of lists of events');
  }
  return { name, input, ...answers && { answers }, ...turns && { turns: turns as VerifyCase['turns'] } };
}

/** One member, which is an object; of a trace, one kind of trace. */
function isEvent(event: unknown): event is Event {
  if (!isRecord(event)) { return false; }
  const [[key, value] = [], ...others] = Object.entries(event);
  if (others.length > 0 || typeof value !== 'object' || value === null) { return false; }
  return key !== 'flowTraceEvent' || isRecord(value) && isEvent(value.trace);
}
