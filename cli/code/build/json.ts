/** JSON as values of a program. */
import { type Draft, Unsayable } from './draft';
import { isIntrinsic, isRecord } from '../../../src/core/model/opaque';
import type { Expression } from '../program';

/** @param node for the names of parameters, which stand for what only the deployment knows */
export function jsonExpression(draft: Draft, value: unknown, node: string): Expression {
  if (typeof value === 'string') { return { kind: 'text', value }; }
  if (typeof value === 'number') { return { kind: 'number', value }; }
  if (typeof value === 'boolean') { return { kind: 'boolean', value }; }
  if (Array.isArray(value)) {
    return { kind: 'list', of: { kind: 'json' }, items: value.map((item) => jsonExpression(draft, item, node)) };
  }
  if (isIntrinsic(value)) { return draft.known(value, node, 'value'); }
  if (!isRecord(value)) { throw new Unsayable('no program can set null there'); }
  const entries = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
  return {
    kind: 'map',
    of: { kind: 'json' },
    entries: entries.map(([key, member]) => ({ key, value: jsonExpression(draft, member, node) })),
  };
}
