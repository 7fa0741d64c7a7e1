import { conditionFaults } from '../../condition/check';
import { parseCondition } from '../../condition/parse';
import { DEFAULT_CONDITION } from '../../constraints';
import { conditionsOf } from '../conditions';
import { ofCondition } from '../places';
import { Rule } from '../rule';

/** A condition compares inputs of its node with each other or with constants, in the documented grammar. */
export const malformedConditionExpression: Rule = {
  code: 'MalformedConditionExpression',
  severity: 'error',
  meaning: 'a condition compares inputs of its node with each other or with constants, in the documented grammar',
  remedy: 'write it like category == "refund"',
  source: 'Bedrock User Guide, flows-nodes, condition expressions',
  confidence: 'documented',
  * check(definition) {
    for (const { condition, expression, place, inputs } of definition.nodes.flatMap(conditionsOf)) {
      const parsed = parseCondition(expression);
      if ('problem' in parsed) {
        const { cause, offset } = parsed.problem;
        yield {
          ...place,
          offset,
          value: expression,
          message: `condition '${condition}' can't be read at character ${offset + 1}: ${cause}`,
          remedy: 'write it like category == "refund"',
        };
        continue;
      }
      for (const fault of conditionFaults(parsed.tree, inputs)) {
        yield { ...place, offset: fault.offset, value: expression, message: `condition '${condition}' ${fault.cause}`, remedy: fault.remedy };
      }
    }
    for (const condition of definition.nodes.flatMap((node) => node.conditions)) {
      const isDefault = condition.name === DEFAULT_CONDITION;
      if (isDefault === condition.hasExpression) {
        yield {
          ...ofCondition(condition),
          message: isDefault ? `condition '${condition.name}' has an expression, but is what is left when no other holds` : `condition '${condition.name}' has no expression`,
          remedy: isDefault ? 'remove the expression, or rename the condition' : 'add one, for example category == "refund"',
          value: condition.expression,
        };
      }
    }
  },
};
