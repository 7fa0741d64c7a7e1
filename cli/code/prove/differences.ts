/** In what two definitions differ. */
import type { NormalForm } from './normal-form';
import { canonical } from '../../../src/core/model/canonical';
import { isRecord } from '../../../src/core/model/opaque';

export interface Difference {
  /** The node; those of loops as `Loop/Node`. */
  readonly node: string;
  /** In words that follow the name of the node. */
  readonly message: string;
}

export function differences(original: NormalForm, made: NormalForm): readonly Difference[] {
  const found: Difference[] = [];
  for (const [node, form] of original.nodes) {
    const other = made.nodes.get(node);
    if (other === undefined) {
      found.push({ node, message: 'is not in the program' });
    } else if (canonical(form) !== canonical(other)) {
      found.push({ node, message: firstDifference(form, other, '') });
    }
  }
  for (const node of made.nodes.keys()) {
    if (!original.nodes.has(node)) { found.push({ node, message: 'is not in the original' }); }
  }
  for (const one of original.connections) {
    if (!made.connections.has(one)) { found.push(lost(one, 'is not connected in the program')); }
  }
  for (const one of made.connections) {
    if (!original.connections.has(one)) { found.push(lost(one, 'is not connected in the original')); }
  }
  return found;
}

function lost(connection: string, what: string): Difference {
  const [, target] = connection.split(' > ');
  return { node: target.split('.')[0], message: `${connection} ${what}` };
}

function firstDifference(left: unknown, right: unknown, path: string): string {
  const [one, other] = [left, right].map((side) => Array.isArray(side) ? { ...side } as object : side);
  if (isRecord(one) && isRecord(other)) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      if (canonical(one[key]) !== canonical(other[key])) {
        return firstDifference(one[key], other[key], path === '' ? key : `${path}.${key}`);
      }
    }
  }
  return `has ${path} ${shown(left)}, in the program it is ${shown(right)}`;
}

function shown(value: unknown): string {
  const json = value === undefined ? 'nothing' : canonical(value);
  return json.length > 80 ? `${json.slice(0, 77)}...` : json;
}
