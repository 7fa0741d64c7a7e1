import { crossesBoundary } from '../../sentences/loops';
import { name } from '../../words/quote';
import { outside } from '../boundary';
import { ofConnection } from '../places';
import type { Rule } from '../rule';

const remedy = 'pass the value in through the Loop node and its LoopInput, or out through the LoopController';

/** No connection crosses the boundary of a loop. */
export const invalidLoopBoundary: Rule = {
  code: 'InvalidLoopBoundary',
  severity: 'error',
  meaning: 'no connection crosses the boundary of a loop',
  remedy,
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.connections) {
      const { graph, sourceName, targetName } = connection;
      const end = [sourceName, targetName].find((one) => outside(definition, graph, one));
      if (end === undefined) { continue; }
      yield {
        ...ofConnection(connection),
        value: connection.name,
        ...crossesBoundary(`connection ${name(connection.name)}`, end, remedy),
      };
    }
  },
};
