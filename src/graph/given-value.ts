import type { FlowValue } from './flow-value';
import { FlowError } from '../checks/flow-error';
import { shownKind } from '../checks/members';

/**
 * Refuses what is no value of a node, for programs in plain JavaScript. Constructs have a `node` as well, so that says
 * nothing.
 */
export function checkValue(place: string, input: string, value: FlowValue): void {
  if (typeof value === 'object' && typeof (value as FlowValue | null)?.expression === 'string') { return; }
  const is = shownKind(value);
  const remedy = 'give a value such as flow.input';
  throw new FlowError(place, `input '${input}' must be a value of a node, but is ${is}; ${remedy}`, 'IllegalValue');
}
