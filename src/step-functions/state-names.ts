import { createHash } from 'crypto';
import { aws_stepfunctions as sfn, Stack, Token } from 'aws-cdk-lib';
import type { Construct, IConstruct } from 'constructs';
import { errorLine } from '../core/words/line';
import { name } from '../core/words/quote';

/** Step Functions Developer Guide, limits: the name of a state. */
const MAX_NAME = 80;
/** Room for what follows: `: StepName`. */
const MAX_STEP = 16;
const HASH = 8;

/**
 * What the names of a fragment's states begin with: its place in the stack, which no other fragment has, whatever state
 * machine both are in. A nested stack is a part of that place, since machines around it may have its states.
 */
export function namePrefix(scope: Construct): string {
  const path = scope.node.scopes.slice(outermostStack(scope).node.scopes.length).map(({ node }) => node.id).join('/');
  const longest = MAX_NAME - MAX_STEP;
  if (path.length <= longest) { return path; }
  const hash = createHash('sha256').update(path).digest('hex').slice(0, HASH);
  return `${path.slice(0, longest - HASH - 1)}-${hash}`;
}

function outermostStack(scope: Construct): Stack {
  const { nestedStackParent } = Stack.of(scope);
  return nestedStackParent ? outermostStack(nestedStackParent) : Stack.of(scope);
}

/** What is wrong with the longest name of a state, or of those of a fragment: users may put something before them. */
export function longNames(states: IConstruct): string[] {
  const names = states.node.findAll().filter((one): one is sfn.State => one instanceof sfn.State)
    .map(({ stateId }) => stateId).filter((id) => !Token.isUnresolved(id) && id.length > MAX_NAME);
  const [longest] = names.sort((one, other) => other.length - one.length);
  return longest === undefined ? [] : [errorLine('', `the name of state ${name(longest)} is ${longest.length} `
    + `characters long, but Step Functions allows ${MAX_NAME}; choose a shorter id, name or prefix`, 'IllegalValue')];
}
