import { name } from '../../words/quote';
import type { IndexedConnection } from '../indexed';
import { ofConnection } from '../places';
import type { Rule } from '../rule';

/** Two connections never join the same ports, or the same condition and node. */
export const duplicateConnections: Rule = {
  code: 'DuplicateConnections',
  severity: 'error',
  meaning: 'no two connections join the same ports, or the same condition and node',
  remedy: 'remove one of them',
  source: 'bedrock-agent API model, FlowValidationDetails; that two nodes may have several connections: '
    + 'observed in exports',
  confidence: 'observed',
  * check(definition) {
    for (const graph of definition.graphs) {
      const seen = new Map<string, IndexedConnection>();
      for (const connection of graph.connections) {
        const key = keyOf(connection);
        const first = key && seen.get(key);
        if (key && !first) { seen.set(key, connection); }
        if (!first) { continue; }
        const both = [first.name, connection.name].sort().map(name).join(' and ');
        yield {
          ...ofConnection(connection),
          message: `connections ${both} both join ${name(connection.sourceName)} and ${name(connection.targetName)} in `
            + 'the same way',
          remedy: 'remove one of them',
          value: connection.name,
        };
      }
    }
  },
};

/** What a connection joins, where it says so. */
export function keyOf({ source, target, output, input, condition }: IndexedConnection): string | undefined {
  // two nodes of one name: which of them is meant is the fault
  if (!source || !target || source.hasTwin || target.hasTwin || !condition && (!output || !input)) { return undefined; }
  return [source.path, target.path, output?.name, input?.name, condition?.name].join('\n');
}
