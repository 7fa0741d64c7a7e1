import { suggestion } from '../../template/problem';
import { boundaryOf, namesIn } from '../boundary';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** The node that a connection comes from exists. */
export const unknownConnectionSource: Rule = {
  code: 'UnknownConnectionSource',
  severity: 'error',
  meaning: 'the node that a connection comes from exists',
  remedy: 'correct the name',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const graph of definition.graphs) {
      for (const connection of graph.connections) {
        if (connection.source || boundaryOf(definition, graph, connection.sourceName)) { continue; }
        yield {
          ...ofConnection(connection),
          message: `connection '${connection.name}' comes from '${connection.sourceName}', which there is not`,
          remedy: suggestion(connection.sourceName, namesIn(graph), 'name one of the nodes'),
          value: connection.sourceName,
        };
      }
    }
  },
};
