import { DEFAULT_CONDITION } from '../../constraints';
import { names, namesOf } from '../../words/lists';
import { at } from '../places';
import type { Rule } from '../rule';

/** A Condition node has a condition named default, without expression. */
export const missingDefaultCondition: Rule = {
  code: 'MissingDefaultCondition',
  severity: 'error',
  meaning: 'a Condition node has a condition named default, which has no expression',
  remedy: 'add {"name": "default"} as the last condition',
  source: 'Bedrock User Guide, flows-nodes; API model',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      const { conditions, unreadable } = node;
      if (conditions.length === 0 || unreadable.conditions || node.condition(DEFAULT_CONDITION)) { continue; }
      const listed = names(namesOf(conditions));
      yield {
        ...at(node),
        message: conditions.length === 1
          ? `the condition ${listed} has no default beside it`
          : `the conditions ${listed} have no default beside them`,
        remedy: 'add {"name": "default"} as the last one',
      };
    }
  },
};
