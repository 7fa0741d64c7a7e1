import { ofCondition } from '../places';
import { Rule } from '../rule';

/** The conditions of a node have different expressions. */
export const duplicateConditionExpression: Rule = {
  code: 'DuplicateConditionExpression',
  severity: 'error',
  meaning: 'the conditions of a node have different expressions',
  remedy: 'change or remove one; the first that holds is taken',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const seen = new Map<string, string>();
      for (const condition of node.conditions) {
        if (condition.expression === undefined) { continue; }
        const meaning = condition.expression.replace(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ' ').trim();
        const first = seen.get(meaning);
        if (first === undefined) {
          seen.set(meaning, condition.name);
        } else {
          yield {
            ...ofCondition(condition),
            message: `condition '${condition.name}' has the expression of '${first}', which comes first`,
            remedy: 'change or remove one',
            value: condition.expression,
          };
        }
      }
    }
  },
};
