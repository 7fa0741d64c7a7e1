import { DEFAULT_CONDITION } from '../../constraints';
import { isOpaque } from '../../model/opaque';
import { names, namesOf } from '../../words/lists';
import { name } from '../../words/quote';
import { didYouMean } from '../../words/suggest';
import { ofConnection } from '../places';
import type { Rule } from '../rule';

/** A conditional connection names a condition of its Condition node. */
export const unknownConnectionCondition: Rule = {
  code: 'UnknownConnectionCondition',
  severity: 'error',
  meaning: 'a conditional connection names a condition of its Condition node',
  remedy: 'correct the name, or add the condition',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const connection of definition.connections) {
      const { source, condition, conditionName } = connection;
      if (!source?.sureKind || source.hasTwin || source.unreadable.conditions || !conditionName
        || isOpaque(conditionName)
        || condition) { continue; }
      const here = { ...ofConnection(connection), condition: conditionName, value: conditionName };
      const who = `connection ${name(connection.name)} names`;
      if (source.type !== 'Condition') {
        const remedy = 'make it a Data connection';
        yield { ...here, message: `${who} a condition of ${name(source.name)}, which is no Condition node`, remedy };
      } else if (conditionName !== DEFAULT_CONDITION && source.conditions.length > 0) {
        // that the default is missing, or all of them, is said at the node
        const known = namesOf(source.conditions);
        yield {
          ...here,
          message: `${who} the condition ${name(conditionName)} of ${name(source.name)}, which has ${names(known)}`,
          remedy: didYouMean(conditionName, known, 'name one of those'),
        };
      }
    }
  },
};
