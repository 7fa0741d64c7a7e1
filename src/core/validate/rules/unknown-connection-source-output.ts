import { listed } from '../../nearest';
import { suggestion } from '../../template/problem';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** The output that a data connection names is declared on its node. */
export const unknownConnectionSourceOutput: Rule = {
  code: 'UnknownConnectionSourceOutput',
  severity: 'error',
  meaning: 'the output that a data connection names is declared on its node',
  remedy: 'correct the name, or declare the output',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.graphs.flatMap((graph) => graph.connections)) {
      const { source: node, data, output } = connection;
      if (!node || !data || output) { continue; }
      const names = node.outputs.map(({ name }) => name);
      yield {
        ...ofConnection(connection),
        message: `connection '${connection.name}' names the output '${data.sourceOutput}' of '${node.name}', which has ${listed(names) || 'none'}`,
        remedy: suggestion(data.sourceOutput, names, names.length > 0 ? 'name one of those' : 'declare the output, or connect another node'),
        value: data.sourceOutput,
      };
    }
  },
};
