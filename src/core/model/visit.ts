/** Walks a definition. Made for definitions of any origin: what is not a node, a list or a loop is passed over. */
import type { Definition, Node, NodeOf } from './definition';
import { isRecord } from './opaque';

export interface VisitedNode {
  readonly node: Node;
  /** Where it is, such as `nodes[3]` or `nodes[2].configuration.loop.definition.nodes[0]`. */
  readonly path: string;
  /** The loop it stands in. */
  readonly loop?: NodeOf<'Loop'>;
}

/**
 * Every node that is at least an object, those of loops right after their loop. The walk keeps its own stack, so depth
 * is no matter.
 */
export function* everyNode(definition: Definition): Generator<VisitedNode> {
  const open = [{ nodes: nodesOf(definition), at: 0, path: '', loop: undefined as NodeOf<'Loop'> | undefined }];
  while (open.length > 0) {
    const level = open[open.length - 1];
    if (level.at >= level.nodes.length) {
      open.pop();
      continue;
    }
    const node = level.nodes[level.at];
    const path = `${level.path}nodes[${level.at}]`;
    level.at++;
    if (!isRecord(node)) { continue; }
    yield { node: node as unknown as Node, path, ...(level.loop && { loop: level.loop }) };
    const inner = loopDefinition(node);
    if (inner) {
      open.push({
        nodes: nodesOf(inner),
        at: 0,
        path: `${path}.configuration.loop.definition.`,
        loop: node as unknown as NodeOf<'Loop'>,
      });
    }
  }
}

function nodesOf(definition: unknown): readonly unknown[] {
  return isRecord(definition) && Array.isArray(definition.nodes) ? definition.nodes : [];
}

function loopDefinition(node: Record<string, unknown>): unknown {
  const configuration = node.configuration;
  return isRecord(configuration) && isRecord(configuration.loop) ? configuration.loop.definition : undefined;
}
