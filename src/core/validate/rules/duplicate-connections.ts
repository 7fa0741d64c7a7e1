import { ofConnection } from '../places';
import { Rule } from '../rule';

/** Two connections never join the same ports, or the same condition and node. */
export const duplicateConnections: Rule = {
  code: 'DuplicateConnections',
  severity: 'error',
  meaning: 'two connections never join the same ports, or the same condition and node',
  remedy: 'remove one of them',
  source: 'bedrock-agent API model, FlowValidationDetails; that several connections between two nodes are fine: observed in exports',
  confidence: 'observed',
  * check(definition) {
    for (const graph of definition.graphs) {
      const seen = new Map<string, string>();
      for (const connection of graph.connections) {
        const { type, sourceName, targetName, data, conditionName, name } = connection;
        const key = JSON.stringify([type, sourceName, targetName, data?.sourceOutput, data?.targetInput, conditionName]);
        const first = seen.get(key);
        if (first === undefined) {
          seen.set(key, name);
        } else {
          yield {
            ...ofConnection(connection),
            message: `connection '${name}' joins what '${first}' joins already, '${sourceName}' and '${targetName}'`,
            remedy: 'remove one of them',
            value: name,
          };
        }
      }
    }
  },
};
