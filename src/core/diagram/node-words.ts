/** What a diagram says about a node, and the shape it says it in. */
import { shown } from './values';
import { isNodeType, KINDS } from '../kinds';
import type { Shape } from '../kinds/drawing';

const BOX: Shape = ['[', ']'];

/** The brackets around the text of a node. */
export function shapeOf(type: string): Shape {
  return isNodeType(type) ? KINDS[type].drawing.shape : BOX;
}

/** The lines of a node: its name, then its type and what tells it from others of that type. */
export function wordsOf(node: Record<string, unknown>): string[] {
  const type = shown(node.type, '(no type)');
  const details = detailsOf(node);
  return [shown(node.name, '(no name)'), details.length > 0 ? `${type}: ${details.join(', ')}` : type];
}

/**
 * What tells a node from others of its type: its model, function, knowledge base and the like, as far as they are
 * known.
 */
export function detailsOf(node: Record<string, unknown>): string[] {
  const type = shown(node.type, '');
  const details = isNodeType(type) ? KINDS[type].drawing.details?.(node) ?? [] : [];
  return details.filter((detail) => detail !== undefined);
}
