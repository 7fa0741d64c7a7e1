import { suggestion } from '../../template/problem';
import { boundaryOf, namesIn } from '../boundary';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** The node that a connection leads to exists. */
export const unknownConnectionTarget: Rule = {
  code: 'UnknownConnectionTarget',
  severity: 'error',
  meaning: 'the node that a connection leads to exists',
  remedy: 'correct the name',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const graph of definition.graphs) {
      for (const connection of graph.connections) {
        if (connection.target || boundaryOf(definition, graph, connection.targetName)) { continue; }
        yield {
          ...ofConnection(connection),
          message: `connection '${connection.name}' leads to '${connection.targetName}', which there is not`,
          remedy: suggestion(connection.targetName, namesIn(graph), 'name one of the nodes'),
          value: connection.targetName,
        };
      }
    }
  },
};
