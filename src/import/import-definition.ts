import type { Construct } from 'constructs';
import { type ImportedGraph, placeNodes } from './place-nodes';
import { warn } from '../checks/warn';
import { TEXT } from '../core/constraints';
import type { Connection, Definition, Node } from '../core/model/definition';
import type { GraphOwner } from '../graph/flow-graph';
import type { FlowNode } from '../graph/flow-node';
import { cut, shortHash } from '../graph/node-names';
import { ImportedNode } from '../nodes/imported-node';

/** Makes the nodes of an existing definition children of a flow, connected as they were. */
export function importDefinition(owner: Construct & GraphOwner, definition: Definition): void {
  const made: ImportedGraph[] = [];
  make(owner, definition, made);
  // what lies before a loop is known before what is in it
  for (const graph of made.reverse()) { placeNodes(graph); }
}

function make(owner: Construct & GraphOwner, definition: Definition, made: ImportedGraph[]): void {
  const graph = owner._scopeGraph;
  const nodes: ImportedNode[] = [];
  for (const model of definition.nodes ?? []) {
    const node = new ImportedNode(owner, model as Node);
    nodes.push(node);
    if (model.type === 'Loop' && model.configuration && node._scopeGraph) {
      make(node as FlowNode as FlowNode & GraphOwner, model.configuration.loop?.definition ?? {}, made);
    }
  }
  const connections = (definition.connections ?? []).map((connection) => legal(owner, connection as Connection));
  graph.addReadyConnections(connections);
  made.push({ graph, nodes, connections });
}

/** The console stores longer names than CloudFormation takes; a name carries no meaning, so it is made anew. */
function legal(owner: Construct, connection: Connection): Connection {
  if (typeof connection.name !== 'string' || TEXT.connectionName.pattern.test(connection.name)) { return connection; }
  const hash = shortHash(connection.name);
  const letters = connection.name.replace(/[^0-9a-zA-Z]+/g, '_').replace(/^[^a-zA-Z]+/, '');
  const name = `${cut(letters, 101 - hash.length) || 'connection'}_${hash}`;
  warn(owner, 'RenamedConnection', `connection '${connection.name}' has a name that CloudFormation rejects, so it is `
    + `renamed to '${name}' here`,
  `connection names must ${TEXT.connectionName.words}`);
  return { ...connection, name };
}
