import { cycleClosers } from '../graph-facts';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** Connections never lead back to a node they came from. */
export const cyclicConnection: Rule = {
  code: 'CyclicConnection',
  severity: 'error',
  meaning: 'connections never lead back to a node they came from',
  remedy: 'remove one of the connections; to repeat nodes, put them into a Loop',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.graphs.flatMap(cycleClosers)) {
      const { sourceName, targetName } = connection;
      yield {
        ...ofConnection(connection),
        message: sourceName === targetName ? `'${sourceName}' is connected to itself` : `'${sourceName}' leads back to '${targetName}', which it comes from`,
        remedy: 'remove the connection; to repeat nodes, put them into a Loop',
        value: connection.name,
      };
    }
  },
};
