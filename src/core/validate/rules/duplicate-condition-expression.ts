import { lex } from '../../condition/lex';
import { sameExpression } from '../../sentences/conditions';
import type { IndexedCondition } from '../indexed';
import { ofCondition } from '../places';
import type { Rule } from '../rule';
import { MAX_READ } from '../unreadable';

/** The conditions of a node have different expressions. */
export const duplicateConditionExpression: Rule = {
  code: 'DuplicateConditionExpression',
  severity: 'error',
  meaning: 'the conditions of a node have different expressions (a warning if they differ only in whitespace)',
  remedy: 'change or remove one; the first condition that is true applies',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      if (node.conditions.length < 2) { continue; }
      const seen = new Map<string, IndexedCondition[]>();
      for (const condition of node.conditions) {
        const { expression } = condition;
        if (!expression) { continue; }
        const dense = expression.replace(/\s/g, '');
        const alike = seen.get(dense);
        const first = alike?.find((one) => meaningOf(one.expression!) === meaningOf(expression));
        if (!alike) {
          seen.set(dense, [condition]);
        } else if (!first) {
          alike.push(condition);
        } else {
          yield {
            ...ofCondition(condition),
            ...first.expression !== expression && { severity: 'warning' },
            ...sameExpression(condition.name, first.name),
            value: expression,
          };
        }
      }
    }
  },
};

/** The expression without what makes no difference; one that can't be read is taken as it is. */
function meaningOf(expression: string): string {
  const lexemes = expression.length <= MAX_READ ? lex(expression) : [];
  return 'problem' in lexemes || lexemes.length === 0 ? expression : lexemes.map(({ text }) => text).join(' ');
}
