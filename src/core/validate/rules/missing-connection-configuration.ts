import { isOpaque } from '../../model/opaque';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** A connection says what it joins: a data connection output and input, a conditional one the condition. */
export const missingConnectionConfiguration: Rule = {
  code: 'MissingConnectionConfiguration',
  severity: 'error',
  meaning: 'a connection says what it joins: a data connection output and input, a conditional one the condition',
  remedy: 'add the configuration that belongs to its type',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.graphs.flatMap((graph) => graph.connections)) {
      const { type, data, conditionName, name } = connection;
      const key = type === 'Data' ? 'data' : type === 'Conditional' ? 'conditional' : undefined;
      if (!key || data || conditionName !== undefined || isOpaque(connection.model.configuration)) { continue; }
      yield {
        ...ofConnection(connection),
        message: `connection '${name}' has no configuration.${key}`,
        remedy: key === 'data' ? 'add sourceOutput and targetInput in it' : 'add the condition in it',
      };
    }
  },
};
