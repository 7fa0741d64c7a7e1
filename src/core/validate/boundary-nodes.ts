/** The nodes that a flow or a loop must have, or may have only once. */
import { outside } from './boundary';
import type { Report } from './finding';
import type { DefinitionIndex, GraphIndex, IndexedNode } from './indexed';
import { at } from './places';
import { loopWithout, loopWithSeveral } from '../sentences/loops';

type LoopEnd = 'LoopInput' | 'LoopController';

/** Whether a node is not the second of its name: that it is there twice is the fault. */
export function isNoCopy(node: IndexedNode): boolean {
  return !node.name || node.graph.node(node.name) === node;
}

/**
 * Whether a graph has no node of a type to start with: none that can't be read, none whose type is in doubt, none on
 * the wrong side of a loop.
 */
export function hasNoStart(definition: DefinitionIndex, graph: GraphIndex, type: 'Input' | 'LoopInput'): boolean {
  return !graph.unreadable.nodes
    && !graph.nodes.some((node) => node.type === type || !node.sureKind && node.incoming.length === 0)
    && !graph.connections.some(({ sourceName }) => outside(definition, graph, sourceName)?.type === type);
}

/** The same for the node that it ends with. */
export function hasNoEnd(definition: DefinitionIndex, graph: GraphIndex, type: 'Output' | 'LoopController'): boolean {
  return !graph.unreadable.nodes
    && !graph.nodes.some((node) => node.type === type || !node.sureKind && node.outgoing.length === 0)
    && !graph.connections.some(({ targetName }) => outside(definition, graph, targetName)?.type === type);
}

export function* loopsWithout(definition: DefinitionIndex, type: LoopEnd): Generator<Report> {
  for (const graph of definition.graphs) {
    const { loop } = graph;
    if (!loop || !(type === 'LoopInput' ? hasNoStart(definition, graph, type) : hasNoEnd(definition, graph, type))) {
      continue;
    }
    yield {
      ...at(loop),
      value: loop.name,
      ...loopWithout(loop.name, type),
    };
  }
}

export function* loopsWithSeveral(definition: DefinitionIndex, type: LoopEnd): Generator<Report> {
  for (const { loop, nodes } of definition.graphs) {
    const all = loop ? nodes.filter((node) => node.type === type && isNoCopy(node)).map((node) => node.name) : [];
    if (!loop || all.length < 2) { continue; }
    yield {
      ...at(loop),
      value: all.length,
      ...loopWithSeveral(loop.name, type, all.sort()),
    };
  }
}
