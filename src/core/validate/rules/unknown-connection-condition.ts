import { DEFAULT_CONDITION } from '../../constraints';
import { listed } from '../../nearest';
import { suggestion } from '../../template/problem';
import { ofConnection } from '../places';
import { Rule } from '../rule';

/** A conditional connection names a condition of its Condition node. */
export const unknownConnectionCondition: Rule = {
  code: 'UnknownConnectionCondition',
  severity: 'error',
  meaning: 'a conditional connection names a condition of its Condition node',
  remedy: 'correct the name, or add the condition',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.graphs.flatMap((graph) => graph.connections)) {
      const { source, condition, conditionName } = connection;
      if (!source || conditionName === undefined || condition) { continue; }
      const names = source.conditions.map(({ name }) => name);
      // that the default is missing is said at the node
      if (source.type === 'Condition' && conditionName === DEFAULT_CONDITION) { continue; }
      yield {
        ...ofConnection(connection),
        message: source.type === 'Condition'
          ? `connection '${connection.name}' names the condition '${conditionName}' of '${source.name}', which has ${listed(names) || 'none'}`
          : `connection '${connection.name}' names a condition of '${source.name}', which is no Condition node`,
        remedy: suggestion(conditionName, names, source.type === 'Condition' ? 'name one of those' : 'make it a Data connection'),
        value: conditionName,
      };
    }
  },
};
