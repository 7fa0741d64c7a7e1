/**
 * The options of what TypeScript and JavaScript call: one that is misspelt would silently do nothing, and in JavaScript
 * no compiler says so.
 */
import type { CompatibilityOptions } from './compatibility';
import type { FlowRuntimeOptions } from './flow-runtime';
import type { PrepareOptions } from './prepared-flow';
import type { FlowChoice } from './run-flow';
import type { RunPreparedOptions, RunPreparedSyncOptions } from './run-prepared';
import { runnerError } from './runner-error';
import { EFFECT_TYPES } from '../core/kinds';
import { isRecord } from '../core/model/opaque';
import { listed } from '../core/words/lists';
import { described, quoted } from '../core/words/quote';
import { didYouMean } from '../core/words/suggest';

/** The members of each option that has some, by the option; `undefined` for one that may be anything. */
export type OptionTable<T = object> = { readonly [option in keyof Required<T>]: readonly string[] | undefined };

// the compiler refuses an option that is missing here, and one that is not there
export const CHOICE: OptionTable<FlowChoice> = { flowId: undefined };

export const PREPARE: OptionTable<PrepareOptions> = {
  check: undefined,
  conditions: undefined,
  emptyArray: undefined,
  expressions: undefined,
  goesOn: undefined,
  handlers: ['nodes', 'types'],
  isSync: undefined,
  log: undefined,
  loopPolarity: undefined,
  mocks: undefined,
  profile: undefined,
  prompts: undefined,
  python: undefined,
  record: undefined,
  replay: undefined,
  spelling: undefined,
  terminal: undefined,
  traceTypes: undefined,
  unknown: undefined,
};

export const RUN_SYNC: OptionTable<RunPreparedSyncOptions> = {
  answers: undefined,
  clock: undefined,
  concurrency: ['type', 'maxConcurrency'],
  executionId: undefined,
  flowAliasArn: undefined,
  flowArn: undefined,
  input: undefined,
  inputs: undefined,
  operation: undefined,
  timeouts: ['node', 'flow'],
};

export const RUN: OptionTable<RunPreparedOptions> = { ...RUN_SYNC, onEntry: undefined, signal: undefined };

export const RUNTIME: OptionTable<FlowRuntimeOptions> = {
  clock: undefined,
  concurrency: RUN.concurrency,
  maxPausedBytes: undefined,
  nextExecutionId: undefined,
  timeouts: RUN.timeouts,
};

export const COMPATIBILITY: OptionTable<CompatibilityOptions> = { classes: undefined, flowId: undefined };

/**
 * @param place the function or method, for the message
 * @throws SimulateError for the first option that is not known
 */
export function checkOptions(place: string, options: unknown, ...tables: readonly OptionTable<any>[]): void {
  if (!isRecord(options)) {
    throw runnerError(place, `the options must be an object, got ${described(options)}`, 'give them by their names',
      'IllegalOption');
  }
  const table: { readonly [option: string]: readonly string[] | undefined } = Object.assign({}, ...tables);
  checkNames(place, '', options, Object.keys(table));
  const { answers } = options;
  if ('answers' in table && answers !== undefined && !Array.isArray(answers) && typeof answers !== 'function') {
    throw runnerError(place, `'answers' must be a list or a function, got ${described(answers)}`,
      'give what the user answers, in turn', 'IllegalOption');
  }
  for (const [option, members] of Object.entries(table)) {
    const given = options[option];
    if (members === undefined || given === undefined) { continue; }
    if (!isRecord(given)) {
      throw runnerError(place, `'${option}' must be an object, got ${described(given)}`,
        `give it with ${listed(members)}`, 'IllegalOption');
    }
    checkNames(place, option, given, members);
    if (option === 'handlers' && isRecord(given.types)) {
      checkNames(place, 'handlers.types', given.types, EFFECT_TYPES);
    }
  }
}

function checkNames(
  place: string, path: string, given: { readonly [name: string]: unknown }, known: readonly string[],
): void {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || known.includes(name)) { continue; }
    throw runnerError(place, path === '' ? `there is no option ${quoted(name)}` : `'${path}' has no `
      + `${path.endsWith('types') ? 'node type' : 'member'} ${quoted(name)}`,
    didYouMean(name, known, `use ${listed(known)}, or remove it`), 'IllegalOption');
  }
}
