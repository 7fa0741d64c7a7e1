import { boundaryOf } from '../boundary';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** No connection crosses the boundary of a loop. */
export const invalidLoopBoundary: Rule = {
  code: 'InvalidLoopBoundary',
  severity: 'error',
  meaning: 'no connection crosses the boundary of a loop',
  remedy: 'let the value come in through the Loop node and its LoopInput, or leave through the LoopController',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const graph of definition.graphs) {
      for (const connection of graph.connections) {
        const outside = [connection.sourceName, connection.targetName].find((name) => !graph.node(name) && boundaryOf(definition, graph, name));
        if (outside === undefined) { continue; }
        yield {
          ...ofConnection(connection),
          value: connection.name,
          message: `connection '${connection.name}' crosses the boundary of a loop: '${outside}' is on its other side`,
          remedy: 'let the value come in through the Loop node and its LoopInput, or leave through the LoopController',
        };
      }
    }
  },
};
