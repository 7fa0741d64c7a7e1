import { name } from '../../words/quote';
import { cycleClosers } from '../graph-facts';
import { ofConnection } from '../places';
import type { Rule } from '../rule';

/** Connections form no cycle. */
export const cyclicConnection: Rule = {
  code: 'CyclicConnection',
  severity: 'error',
  meaning: 'connections form no cycle: none goes back to an earlier node',
  remedy: 'remove one of the connections; to repeat nodes, put them into a Loop',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.graphs.flatMap(cycleClosers)) {
      const { source, target, sourceName, targetName } = connection;
      // two nodes of one name: which of them is meant is the fault
      if (source?.hasTwin || target?.hasTwin) { continue; }
      yield {
        ...ofConnection(connection),
        value: connection.name,
        message: sourceName === targetName
          ? `${name(sourceName)} is connected to itself`
          : `${name(sourceName)} connects back to ${name(targetName)}, which runs before it`,
        remedy: 'remove the connection; to repeat nodes, put them into a Loop',
      };
    }
  },
};
