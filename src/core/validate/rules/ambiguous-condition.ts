import { parseCondition } from '../../condition/parse';
import { conditionsOf } from '../conditions';
import { Rule } from '../rule';

/** And, or and not are not mixed without parentheses. */
export const ambiguousCondition: Rule = {
  code: 'AmbiguousCondition',
  severity: 'warning',
  meaning: 'and, or and not are not mixed without parentheses',
  remedy: 'add parentheses: which binds tighter is not documented',
  source: 'Bedrock User Guide, flows-nodes: "we recommend that you use parentheses"',
  confidence: 'documented',
  * check(definition) {
    for (const { condition, expression, place } of definition.nodes.flatMap(conditionsOf)) {
      const parsed = parseCondition(expression);
      if ('tree' in parsed && parsed.ambiguous) {
        yield {
          ...place,
          value: expression,
          message: `condition '${condition}' mixes and, or, not without parentheses, and which binds tighter is not documented`,
          remedy: 'add parentheses',
        };
      }
    }
  },
};
