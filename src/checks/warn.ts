import { Annotations } from 'aws-cdk-lib';
import { Construct, IConstruct } from 'constructs';
import { Code } from '../core/constraints';

const SAID = new WeakMap<Construct, Set<string>>();
const ACKNOWLEDGED = new WeakMap<IConstruct, Set<Code>>();

/**
 * A warning at a construct, in the form of an error: place, what, remedy, code. It can be acknowledged by its id, `cdk-bedrock-flows:<Code>`. What
 * was said already is not said again, by whomever and with whatever remedy.
 */
export function warn(scope: Construct, code: Code, message: string, remedy: string): void {
  if (scope.node.scopes.some((around) => ACKNOWLEDGED.get(around)?.has(code))) { return; }
  const said = SAID.get(scope) ?? new Set();
  SAID.set(scope, said);
  const what = `${code} ${message}`;
  if (said.has(what)) { return; }
  said.add(what);
  Annotations.of(scope).addWarningV2(`cdk-bedrock-flows:${code}`, `[${scope.node.path}] ${message}; ${remedy} [${code}]`);
}

/** Takes away the warnings of a code at a construct and inside it: those that were said, and those to come, which CDK alone would let through. */
export function acknowledge(scope: Construct, code: Code, reason: string): void {
  ACKNOWLEDGED.set(scope, (ACKNOWLEDGED.get(scope) ?? new Set()).add(code));
  Annotations.of(scope).acknowledgeWarning(`cdk-bedrock-flows:${code}`, reason);
}
