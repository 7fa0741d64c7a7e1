/**
 * Prepares a definition for the rules. It is made of any JSON whatsoever; what is not of the right kind is left out
 * here and reported by the normaliser. One pass, linear in the size of the definition.
 */
import { each } from './each';
import { indexConnections, isUnreadable } from './index-connections';
import { indexNode } from './index-node';
import type { DefinitionIndex, GraphIndex, IndexedNode } from './indexed';
import { isListUnreadable } from './unreadable';
import { isOpaque, isRecord } from '../model/opaque';
import { MAX_DEPTH } from '../template/keys';

// structures and lists between the definition of a loop and that of one in it: nodes, node, configuration, loop,
// definition
const LEVELS_PER_LOOP = 5;

/** Prepares a definition in the model's spelling. */
export function indexDefinition(
  definition: unknown, region?: string, prompts: DefinitionIndex['prompts'] = {},
): DefinitionIndex {
  const graphs: GraphIndex[] = [];
  const open: {
    readonly definition: unknown; readonly prefix: string; readonly loop?: IndexedNode; readonly depth: number;
  }[] = [
    { definition, prefix: '', depth: 0 },
  ];
  // a queue and no recursion; what the normaliser does not look into is not looked into here either
  for (const { definition: model, prefix, loop, depth } of open) {
    const graph = indexGraph(model, prefix, loop);
    graphs.push(graph);
    if (loop) { loop.inner = graph; }
    if ((depth + 1) * LEVELS_PER_LOOP >= MAX_DEPTH) { continue; }
    for (const node of graph.nodes) {
      const inner = node.type === 'Loop' ? node.configuration?.definition : undefined;
      if (isRecord(inner) && !isOpaque(inner)) {
        open.push({
          definition: inner, prefix: `${node.path}.configuration.loop.definition.`, loop: node, depth: depth + 1,
        });
      }
    }
  }
  const nodes = all(graphs, (graph) => graph.nodes);
  return {
    model: definition,
    region,
    prompts,
    root: graphs[0],
    graphs,
    nodes,
    inputs: all(nodes, (node) => node.inputs),
    outputs: all(nodes, (node) => node.outputs),
    connections: all(graphs, (graph) => graph.connections),
  };
}

function indexGraph(definition: unknown, prefix: string, loop: IndexedNode | undefined): GraphIndex {
  const nodes: IndexedNode[] = [];
  const byName = new Map<string, IndexedNode>();
  const graph = {
    prefix,
    loop,
    nodes,
    connections: [] as GraphIndex['connections'],
    unreadable: { nodes: isListUnreadable('Definition', definition, 'nodes'), connections: false },
    node: (name: string) => byName.get(name),
  };
  const { nodes: models, connections } = isRecord(definition) ? definition : {} as Record<string, unknown>;
  each(models, (model, at) => {
    const node = indexNode(graph, model, `${prefix}nodes[${at}]`);
    nodes.push(node);
    const twin = byName.get(node.name);
    if (twin) {
      twin.hasTwin = true;
      node.hasTwin = true;
    } else if (node.name) {
      byName.set(node.name, node);
    }
  });
  graph.connections = indexConnections(graph, connections);
  const isListRead = !isListUnreadable('Definition', definition, 'connections', () => true);
  graph.unreadable.connections = !isListRead || graph.connections.some(isUnreadable);
  return graph;
}

function all<T, U>(owners: readonly T[], of: (owner: T) => readonly U[]): readonly U[] {
  const found: U[] = [];
  for (const owner of owners) { for (const one of of(owner)) { found.push(one); } }
  return found;
}
