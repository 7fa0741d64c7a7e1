import { Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { FlowSmokeTest } from './flow-smoke-test';
import { FlowError } from '../checks/flow-error';
import { spelt } from '../checks/spelt';

/**
 * The environment of a function: 4 KB in all (Lambda Developer Guide, gettingstarted-limits); some of it is for names
 * and the ARN of the router.
 */
export const ENVIRONMENT_CHARACTERS = 3_700;

/**
 * The tests as JSON; what is known at deployment only is put in then, with what JSON needs. Maps are sorted: theirs is
 * no order.
 */
export function testsAsJson(scope: IConstruct, inputNode: string, tests: readonly FlowSmokeTest[]): string {
  return Stack.of(scope).toJsonString(sorted(tests.map((test) => test._test(inputNode))));
}

/** Refuses what is no test: in a list of them, Python and JavaScript let anything through. */
export function checkSmokeTests(place: string, tests: readonly FlowSmokeTest[], maxCharacters?: number): void {
  for (const [at, test] of tests.entries()) {
    if (test instanceof FlowSmokeTest) { continue; }
    throw new FlowError(place, spelt`smokeTests[${at}] is not a FlowSmokeTest; write FlowSmokeTest.of(document, `
      + 'options)',
    'IllegalValue');
  }
  const { length } = JSON.stringify(tests.map((test) => test._test('')));
  if (maxCharacters !== undefined && length > maxCharacters) {
    throw new FlowError(place, spelt`the 'smokeTests' have ${length} characters of JSON, and the environment of a `
      + `function has room for ${maxCharacters}; `
      + 'send shorter documents, or fewer', 'QuotaExceeded');
  }
}

// numbers and texts may be tokens too: only what is a plain map has keys to sort
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (typeof value !== 'object' || value === null || Token.isUnresolved(value)) { return value; }
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => left < right ? -1 : 1)
    .map(([key, member]) => [key, sorted(member)]));
}
