/** An account in which nothing is deployed. */
import type { AccountState } from './account';
import { expectSame } from './steps';

/**
 * Lambda makes the log group of a function that has none of its own when it first runs, and nothing deletes it: CDK's
 * own providers of custom resources leave theirs behind too.
 */
const MADE_BY_LAMBDA = /^\/aws\/lambda\//;

const EMPTY: AccountState = {
  flows: {},
  prompts: {},
  guardrails: [],
  inferenceProfiles: [],
  roles: {},
  flowRoles: [],
  loosePolicies: [],
  functions: [],
  functionAliases: [],
  logGroups: [],
  alarms: [],
  buckets: [],
  queues: [],
  codeDeploy: [],
  stacks: {},
};

/** @param functions whether there may be log groups of functions that are gone */
export function expectEmpty(state: AccountState, functions: 'none' | 'gone'): void {
  const logGroups = functions === 'gone'
    ? state.logGroups.filter((name) => !MADE_BY_LAMBDA.test(name)) : state.logGroups;
  expectSame('the account', { ...state, logGroups }, EMPTY);
}
