/** The nodes that a flow or a loop must have, or may have only once. */
import type { Report } from './finding';
import type { DefinitionIndex, GraphIndex, IndexedNode } from './indexed';
import { at } from './places';
import { name, names } from './words';

type LoopEnd = 'LoopInput' | 'LoopController';

/** Whether a graph surely has no node of a type: none that can't be read, and none whose type is in doubt. */
export function hasNo(graph: GraphIndex, type: string, isCandidate: (node: IndexedNode) => boolean): boolean {
  return !graph.unread.nodes && !graph.nodes.some((node) => node.type === type || !node.sureKind && isCandidate(node));
}

export function* loopsWithout(definition: DefinitionIndex, type: LoopEnd): Generator<Report> {
  for (const { loop, ...graph } of definition.graphs) {
    const isCandidate = (node: IndexedNode) => (type === 'LoopInput' ? node.incoming : node.outgoing).length === 0;
    if (!loop || !hasNo(graph, type, isCandidate)) { continue; }
    yield { ...at(loop), value: loop.name, message: `loop ${name(loop.name)} has no ${type} node`, remedy: 'add one to its definition' };
  }
}

export function* loopsWithSeveral(definition: DefinitionIndex, type: LoopEnd): Generator<Report> {
  for (const { loop, nodes } of definition.graphs) {
    const all = loop ? nodes.filter((node) => node.type === type).map((node) => node.name) : [];
    if (!loop || all.length < 2) { continue; }
    yield {
      ...at(loop),
      value: all.length,
      message: `loop ${name(loop.name)} has ${all.length} ${type} nodes, ${names(all.sort())}`,
      remedy: 'keep one of them',
    };
  }
}
