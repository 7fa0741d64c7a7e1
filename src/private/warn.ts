import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Code } from '../core/constraints';

const SAID = new WeakMap<Construct, Set<string>>();

/**
 * A warning at a construct, in the form of an error: place, what, remedy, code. It can be acknowledged by its id, `cdk-bedrock-flows:<Code>`. What
 * was said already is not said again, by whomever and with whatever remedy.
 */
export function warn(scope: Construct, code: Code, message: string, remedy: string): void {
  const said = SAID.get(scope) ?? new Set();
  SAID.set(scope, said);
  const what = `${code} ${message}`;
  if (said.has(what)) { return; }
  said.add(what);
  Annotations.of(scope).addWarningV2(`cdk-bedrock-flows:${code}`, `[${scope.node.path}] ${message}; ${remedy} [${code}]`);
}
