import type { Construct } from 'constructs';
import { shown } from './shown';
import type { Code } from '../core/constraints';
import type { Sentence } from '../core/sentences/sentence';
import { errorLine } from '../core/words/line';

/** A mistake in a program: one line that names the place, what is wrong, what to do, and the code of the rule. */
export class FlowError extends Error {
  constructor(place: string, message: string, readonly code: Code) {
    super(shown(errorLine(place, message, code)));
    this.name = 'FlowError';
  }
}

/** The error for what a rule would refuse too, in the words of the rule. */
export function refusal(place: string, { message, remedy }: Sentence, code: Code): FlowError {
  return new FlowError(place, `${message}; ${remedy}`, code);
}

/**
 * What was last asked for, where many nodes are made: constructs puts a path together anew each time, and a node names
 * its place in each of its checks.
 */
let last: { readonly scope: Construct; readonly path: string; id?: string; place?: string } | undefined;

/** The path that a construct has, or would have, below a scope. */
export function placeOf(scope: Construct, id?: string): string {
  if (id === undefined) {
    const { node } = scope;
    return node.scope ? placeOf(node.scope as Construct, node.id) : node.path;
  }
  if (last?.scope !== scope) { last = { scope, path: scope.node.path, id: undefined, place: undefined }; }
  if (last.place === undefined || last.id !== id) {
    last.id = id;
    last.place = last.path ? `${last.path}/${id}` : id;
  }
  return last.place;
}
