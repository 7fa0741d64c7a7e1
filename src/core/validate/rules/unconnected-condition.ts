import { name } from '../../words/quote';
import { looseEnds } from '../loose-ends';
import { ofCondition } from '../places';
import type { Rule } from '../rule';

/** Each condition, the default too, has a connection to a node. */
export const unconnectedCondition: Rule = {
  code: 'UnconnectedCondition',
  severity: 'warning',
  meaning: 'each condition, including the default, has a connection to a node',
  remedy: 'connect it, for example to an Output node',
  source: 'Bedrock User Guide, flows-design; an unconnected default is accepted: observed in exports',
  confidence: 'observed',
  * check(definition) {
    for (const condition of looseEnds(definition).conditions) {
      yield {
        ...ofCondition(condition),
        value: condition.name,
        message: `no node runs on ${name(condition.name)}, so the flow returns nothing in that case`,
        remedy: 'connect it, for example to an Output node',
      };
    }
  },
};
