import { IndexedNode } from '../index-definition';
import { at, ofConnection } from '../places';
import { Rule } from '../rule';

/** No two nodes of a flow, nor inputs, outputs, conditions of a node, nor connections, have one name. */
export const duplicateName: Rule = {
  code: 'DuplicateName',
  severity: 'error',
  meaning: 'no two nodes of a flow, nor inputs, outputs, conditions of a node, nor connections, have one name',
  remedy: 'rename one of them',
  source: 'Bedrock User Guide, flows-create; within loops: assumed',
  confidence: 'assumed',
  * check(definition) {
    const names = new Map<string, IndexedNode>();
    for (const node of definition.nodes) {
      const first = names.get(node.name);
      if (first && node.name) {
        const isSame = first.graph === node.graph;
        yield {
          ...at(node),
          path: `${node.path}.name`,
          value: node.name,
          severity: isSame ? 'error' : 'warning',
          message: isSame ? `there are two nodes '${node.name}'` : `there are two nodes '${node.name}', one of them in a loop`,
          remedy: 'rename one of them',
        };
      }
      names.set(node.name, first ?? node);
      for (const [what, ports] of [['inputs', node.inputs], ['outputs', node.outputs], ['conditions', node.conditions]] as const) {
        for (const port of repeated<{ readonly name: string; readonly path: string }>(ports)) {
          yield { ...at(node), path: `${port.path}.name`, value: port.name, message: `there are two ${what} '${port.name}'`, remedy: 'rename one of them' };
        }
      }
    }
    for (const connection of definition.graphs.flatMap((graph) => repeated(graph.connections))) {
      yield { ...ofConnection(connection), value: connection.name, message: `there are two connections '${connection.name}'`, remedy: 'rename one of them' };
    }
  },
};

function repeated<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return all.filter(({ name }) => {
    const again = name !== '' && seen.has(name);
    seen.add(name);
    return again;
  });
}
