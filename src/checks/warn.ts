import { Annotations } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { shown } from './shown';
import type { Code } from '../core/constraints';
import { errorLine, withRemedy } from '../core/words/line';

const SAID = new WeakMap<Construct, Set<string>>();
/** The codes that are acknowledged at a construct, and whether each has taken anything away. */
const ACKNOWLEDGED = new WeakMap<IConstruct, Map<Code, boolean>>();

/**
 * A warning at a construct, in the form of an error: place, what, remedy, code. It can be acknowledged by its id,
 * `cdk-bedrock-flows:<Code>`. What was said already is not said again, by whomever and with whatever remedy.
 */
export function warn(scope: Construct, code: Code, message: string, remedy: string): void {
  const acknowledged = scope.node.scopes.map((around) => ACKNOWLEDGED.get(around)).filter((codes) => codes?.has(code));
  for (const codes of acknowledged) { codes!.set(code, true); }
  if (acknowledged.length > 0) { return; }
  const said = SAID.get(scope) ?? new Set();
  SAID.set(scope, said);
  const what = `${code} ${message}`;
  if (said.has(what)) { return; }
  said.add(what);
  Annotations.of(scope).addWarningV2(`cdk-bedrock-flows:${code}`, shown(
    errorLine(scope.node.path, withRemedy(message, remedy), code)));
}

/**
 * Takes away the warnings of a code at a construct and inside it: those that were said, and those to come, which CDK
 * alone would let through.
 */
export function acknowledge(scope: Construct, code: Code, reason: string): void {
  const isSaid = scope.node.findAll()
    .some((inside) => [...SAID.get(inside) ?? []].some((what) => what.startsWith(`${code} `)));
  const codes = ACKNOWLEDGED.get(scope) ?? new Map<Code, boolean>();
  ACKNOWLEDGED.set(scope, codes.set(code, isSaid || codes.get(code) === true));
  Annotations.of(scope).acknowledgeWarning(`cdk-bedrock-flows:${code}`, reason);
}

/** Whether a warning was taken away by what was acknowledged at this construct. */
export function hasTakenAway(scope: Construct, code: Code): boolean {
  return ACKNOWLEDGED.get(scope)?.get(code) === true;
}
