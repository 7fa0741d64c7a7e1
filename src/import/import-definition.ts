import type { Construct } from 'constructs';
import { warn } from '../checks/warn';
import { TEXT } from '../core/constraints';
import type { Connection, Definition, Node } from '../core/model/definition';
import type { GraphOwner } from '../graph/flow-graph';
import type { FlowNode } from '../graph/flow-node';
import type { Guard } from '../graph/guards';
import { cut, shortHash } from '../graph/node-names';
import { ImportedNode } from '../nodes/imported-node';

/** Makes the nodes of an existing definition children of a flow (or of a loop), connected as they were. */
export function importDefinition(owner: Construct & GraphOwner, definition: Definition): void {
  const graph = owner._scopeGraph;
  const nodes = new Map<string, ImportedNode>();
  for (const model of definition.nodes ?? []) {
    const node = new ImportedNode(owner, model as Node);
    nodes.set(node.nodeName, node);
    if (model.type === 'Loop' && model.configuration && node._scopeGraph) {
      importDefinition(node as FlowNode as FlowNode & GraphOwner, model.configuration.loop?.definition ?? {});
    }
  }
  const connections = (definition.connections ?? []).map((connection) => legal(owner, connection as Connection));
  graph.addReadyConnections(connections);
  for (const node of nodes.values()) { trace(node, nodes, connections); }
}

/** The console stores longer names than CloudFormation takes; a name carries no meaning, so it is made anew. */
function legal(owner: Construct, connection: Connection): Connection {
  if (typeof connection.name !== 'string' || TEXT.connectionName.pattern.test(connection.name)) { return connection; }
  const hash = shortHash(connection.name);
  const letters = connection.name.replace(/[^0-9a-zA-Z]+/g, '_').replace(/^[^a-zA-Z]+/, '');
  const name = `${cut(letters, 101 - hash.length) || 'connection'}_${hash}`;
  warn(owner, 'RenamedConnection', `connection '${connection.name}' has a name that CloudFormation refuses, so it is `
    + `'${name}' here`,
  `connection names must ${TEXT.connectionName.words}`);
  return { ...connection, name };
}

/**
 * What lies upstream of an imported node: the conditions it depends on and the iterator it works under, so that new
 * nodes can be joined to it.
 */
function trace(node: ImportedNode, nodes: ReadonlyMap<string, ImportedNode>, connections: readonly Connection[]): void {
  const guards = new Map<FlowNode, Guard>();
  const seen = new Set<string>();
  const open = [node.nodeName];
  let iterator: FlowNode | undefined;
  while (open.length > 0) {
    const at = open.pop()!;
    if (seen.has(at)) { continue; }
    seen.add(at);
    for (const connection of connections.filter(({ target }) => target === at)) {
      const source = nodes.get(connection.source);
      if (!source) { continue; }
      const condition = connection.type === 'Conditional'
        ? connection.configuration?.conditional?.condition : undefined;
      if (condition !== undefined) { guards.set(source, { condition, via: node }); }
      if (source.nodeType === 'Iterator') { iterator = source; }
      open.push(connection.source);
    }
  }
  const collected = [...seen].some((name) => nodes.get(name)?.nodeType === 'Collector');
  node._trace(guards, collected ? undefined : iterator);
}
