import { Construct } from 'constructs';
import { shown } from './shown';
import { Code } from '../core/constraints';

/** A mistake in a program: one line that names the place, what is wrong, what to do, and the code of the rule. */
export class FlowError extends Error {
  constructor(place: string, message: string, readonly code: Code) {
    super(shown(`[${place}] ${message} [${code}]`));
    this.name = 'FlowError';
  }
}

/** The path that a construct has, or would have, below a scope. */
export function placeOf(scope: Construct, id?: string): string {
  const path = scope.node.path;
  if (id === undefined) { return path; }
  return path ? `${path}/${id}` : id;
}
