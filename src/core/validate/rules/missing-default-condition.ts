import { DEFAULT_CONDITION } from '../../constraints';
import { listed } from '../../nearest';
import { at } from '../places';
import { Rule } from '../rule';

/** A Condition node has a condition named default, without expression. */
export const missingDefaultCondition: Rule = {
  code: 'MissingDefaultCondition',
  severity: 'error',
  meaning: 'a Condition node has a condition named default, without expression',
  remedy: 'add {"name": "default"} as the last condition',
  source: 'Bedrock User Guide, flows-nodes; API model',
  confidence: 'documented',
  * check(definition) {
    for (const node of definition.nodes) {
      if (node.type !== 'Condition' || node.conditions.length === 0 || node.condition(DEFAULT_CONDITION)) { continue; }
      yield { ...at(node), message: `the conditions ${listed(node.conditions.map(({ name }) => name))} have no default beside them`, remedy: 'add {"name": "default"} as the last one' };
    }
  },
};
