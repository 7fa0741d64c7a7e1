import { listed } from '../../nearest';
import { suggestion } from '../../template/problem';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** The input that a data connection names is declared on its node. */
export const unknownConnectionTargetInput: Rule = {
  code: 'UnknownConnectionTargetInput',
  severity: 'error',
  meaning: 'the input that a data connection names is declared on its node',
  remedy: 'correct the name, or declare the input',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.graphs.flatMap((graph) => graph.connections)) {
      const { target: node, data, input } = connection;
      if (!node || !data || input) { continue; }
      const names = node.inputs.map(({ name }) => name);
      yield {
        ...ofConnection(connection),
        message: `connection '${connection.name}' names the input '${data.targetInput}' of '${node.name}', which has ${listed(names) || 'none'}`,
        remedy: suggestion(data.targetInput, names, names.length > 0 ? 'name one of those' : 'declare the input, or connect another node'),
        value: data.targetInput,
      };
    }
  },
};
