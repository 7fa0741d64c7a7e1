import { mixedOperators } from '../../sentences/conditions';
import { conditionsOf } from '../conditions';
import type { Rule } from '../rule';

/** And, or and not are not mixed without parentheses. */
export const ambiguousCondition: Rule = {
  code: 'AmbiguousCondition',
  severity: 'warning',
  meaning: 'a condition does not mix and, or and not without parentheses',
  remedy: 'add parentheses: the precedence of the operators is not documented',
  source: 'Bedrock User Guide, flows-nodes: "we recommend that you use parentheses"',
  confidence: 'documented',
  * check(definition) {
    for (const { condition, expression, parsed, place } of conditionsOf(definition)) {
      if (!parsed || 'problem' in parsed || !parsed.ambiguous) { continue; }
      yield {
        ...place,
        path: `${place.path}.expression`,
        value: expression,
        ...mixedOperators(condition),
      };
    }
  },
};
