import { createHash } from 'crypto';
import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Step Functions Developer Guide, limits: the name of a state. */
const MAX_NAME = 80;
/** Room for what follows: `: StepName`. */
const MAX_STEP = 16;
const HASH = 8;

/**
 * What the names of a fragment's states begin with: its place in the stack, which no other fragment has, whatever state
 * machine both are in.
 */
export function namePrefix(scope: Construct): string {
  const path = scope.node.scopes.slice(Stack.of(scope).node.scopes.length).map(({ node }) => node.id).join('/');
  const longest = MAX_NAME - MAX_STEP;
  if (path.length <= longest) { return path; }
  const hash = createHash('sha256').update(path).digest('hex').slice(0, HASH);
  return `${path.slice(0, longest - HASH - 1)}-${hash}`;
}
