import { twoNodes, twoOf } from '../../sentences/names';
import type { DefinitionIndex, IndexedConnection, IndexedNode } from '../indexed';
import { keyOf } from './duplicate-connections';
import type { Report } from '../finding';
import { at, ofConnection } from '../places';
import type { Rule } from '../rule';

/** No two nodes of a flow, nor inputs, outputs, conditions of a node, nor connections, have one name. */
export const duplicateName: Rule = {
  code: 'DuplicateName',
  severity: 'error',
  meaning: 'no two nodes have the same name, nor do two inputs, outputs or conditions of one node (a warning for '
    + 'connections, and for nodes inside and outside a loop)',
  remedy: 'rename one of them',
  source: 'connections and expressions refer to these by name only; that it matters for connections, and across loops, '
    + 'is assumed',
  confidence: 'assumed',
  * check(definition) {
    yield* ofNodes(definition);
    for (const node of definition.nodes) { yield* ofParts(node); }
    yield* ofConnections(definition);
  },
};

function* ofNodes(definition: DefinitionIndex): Generator<Report> {
  const seen = new Map<string, IndexedNode>();
  for (const node of definition.nodes) {
    if (!node.name) { continue; }
    const first = seen.get(node.name);
    if (!first) {
      seen.set(node.name, node);
      continue;
    }
    const isSameGraph = node.graph.node(node.name) !== node;
    yield {
      ...at(node),
      path: `${node.path}.name`,
      value: node.name,
      severity: isSameGraph ? 'error' : 'warning',
      ...twoNodes(node.name, !isSameGraph),
    };
  }
}

function* ofParts(node: IndexedNode): Generator<Report> {
  const parts = [
    ['inputs', 'input', node.inputs], ['outputs', 'output', node.outputs], ['conditions', 'condition', node.conditions],
  ] as const;
  for (const [what, key, all] of parts) {
    for (const one of all) {
      if (!one.name || node[key](one.name) === one) { continue; }
      yield {
        ...at(node),
        [key]: one.name,
        path: `${one.path}.name`,
        value: one.name,
        ...twoOf(what, one.name),
      };
    }
  }
}

function* ofConnections(definition: DefinitionIndex): Generator<Report> {
  for (const graph of definition.graphs) {
    const seen = new Map<string, IndexedConnection>();
    for (const connection of graph.connections) {
      const twin = connection.name ? seen.get(connection.name) : undefined;
      // one that joins the same is one too many, whatever its name
      if (twin && (keyOf(connection) === undefined || keyOf(twin) !== keyOf(connection))) {
        yield {
          ...ofConnection(connection),
          path: `${connection.path}.name`,
          severity: 'warning',
          value: connection.name,
          ...twoOf('connections', connection.name),
        };
      }
      seen.set(connection.name, connection);
    }
  }
}
