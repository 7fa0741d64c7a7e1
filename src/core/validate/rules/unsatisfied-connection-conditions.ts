import { impossibleJoins } from '../exclusivity';
import { ofConnection } from '../places';
import type { Rule } from '../rule';
import { name } from '../words';

/** A node does not depend on two conditions of one Condition node: they never hold together. */
export const unsatisfiedConnectionConditions: Rule = {
  code: 'UnsatisfiedConnectionConditions',
  severity: 'error',
  meaning: 'a node does not depend on two conditions of one Condition node: they never hold together',
  remedy: 'give each branch its own Output node',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const { node, conditionNode, first, second } of definition.graphs.flatMap(impossibleJoins)) {
      const both = [first.condition, second.condition].sort()
        .map((condition) => name(`${conditionNode.name}.${condition}`)).join(' and ');
      yield {
        ...ofConnection(second.through),
        node: node.name,
        value: second.through.name,
        message: `${name(node.name)} needs ${both}: both can't happen in one run`,
        remedy: 'give each branch its own Output node',
      };
    }
  },
};
