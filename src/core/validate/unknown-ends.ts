/**
 * The names of nodes that connections have and the graph does not: each name once, however many connections have it.
 */
import { outside } from './boundary';
import type { Report } from './finding';
import { isEnd, isStart } from './graph-facts';
import type { DefinitionIndex, GraphIndex, IndexedConnection, IndexedNode } from './indexed';
import { ofConnection } from './places';
import { isOpaque } from '../model/opaque';
import { namesOf } from '../words/lists';
import { name } from '../words/quote';
import { didYouMean } from '../words/suggest';

export type End = 'source' | 'target';

const WORDS = { source: ['comes from', 'come from'], target: ['goes to', 'go to'] } as const;

export function* unknownEnds(definition: DefinitionIndex, end: End): Generator<Report> {
  for (const graph of definition.graphs) {
    const missing = missingAt(definition, graph, end);
    // where there is no node at all, that is the fault
    if (graph.unreadable.nodes || graph.nodes.length === 0 || missing.size === 1 && !hasBoundaryNode(graph, end)) {
      continue;
    }
    // a node that connections come from and lead to is missing once
    const fit = missing.size === 0 ? [] : namesOf(graph.nodes.filter((node) => canBe(end, node)));
    const saidAlready = end === 'target' ? missingAt(definition, graph, 'source') : new Map();
    for (const [nodeName, connections] of missing) {
      if (nodeName === '') {
        yield* connections.map((connection) => ({
          ...ofConnection(connection),
          message: `connection ${name(connection.name)} has no ${end}`,
          remedy: 'add the name of a node',
        }));
      } else if (!saidAlready.has(nodeName)) {
        yield reportOf(fit, end, nodeName, connections);
      }
    }
  }
}

function missingAt(
  definition: DefinitionIndex, graph: GraphIndex, end: End,
): ReadonlyMap<string, readonly IndexedConnection[]> {
  const missing = new Map<string, IndexedConnection[]>();
  for (const connection of graph.connections) {
    const nodeName = nameAt(connection, end);
    if (connection[end] || !isKnown(connection, end) || outside(definition, graph, nodeName)) { continue; }
    const there = missing.get(nodeName);
    if (there) { there.push(connection); } else { missing.set(nodeName, [connection]); }
  }
  return missing;
}

/** @param fit the names of nodes that can be this end of a connection */
function reportOf(
  fit: readonly string[], end: End, nodeName: string, connections: readonly IndexedConnection[],
): Report {
  const first = connections.reduce((one, other) => other.name < one.name ? other : one);
  const [one, many] = WORDS[end];
  const who = connections.length === 1
    ? `connection ${name(first.name)} ${one}`
    : `connection ${name(first.name)} and ${connections.length - 1} more ${many}`;
  return {
    ...ofConnection(first),
    path: `${first.path}.${end}`,
    value: nodeName,
    message: `${who} ${name(nodeName)}, but there is no such node`,
    remedy: didYouMean(nodeName, fit, 'name one of the nodes'),
  };
}

/** Nothing comes from a node that ends a graph, and nothing goes to one that starts it. */
function canBe(end: End, node: IndexedNode): boolean {
  return end === 'source' ? !isEnd(node) : !isStart(node);
}

function nameAt(connection: IndexedConnection, end: End): string {
  return end === 'source' ? connection.sourceName : connection.targetName;
}

function isKnown({ model }: IndexedConnection, end: End): boolean {
  const value = model[end];
  return value === undefined || typeof value === 'string' && !isOpaque(value);
}

/** Where the node that starts or ends a graph is not there, that is the fault; and it is what the connections name. */
function hasBoundaryNode(graph: GraphIndex, end: End): boolean {
  return graph.nodes.some(end === 'source' ? isStart : isEnd);
}
