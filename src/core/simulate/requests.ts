/** The request of a node whose work is done outside the engine. */
import type { PlanNode } from './plan';
import type { Values } from './prompt-template';
import type { Request } from './request';
import { KINDS } from '../kinds';
import type { RequestOptions } from '../kinds/kind';

export function requestOf(node: PlanNode, inputs: Values, options: RequestOptions): Request {
  const { run } = KINDS[node.type];
  if (run.how !== 'effect') { throw new Error(`a ${node.type} node asks nothing of the outside`); }
  return run.request(node, inputs, options);
}
