import { branchesMeet } from '../../sentences/branches';
import { impossibleJoins } from '../exclusivity';
import { ofConnection } from '../places';
import type { Rule } from '../rule';

/** A node does not depend on two conditions of one Condition node: they never hold together. */
export const unsatisfiedConnectionConditions: Rule = {
  code: 'UnsatisfiedConnectionConditions',
  severity: 'error',
  meaning: 'a node does not depend on two conditions of one Condition node, since only one of them applies in a run',
  remedy: 'give each branch its own Output node',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    for (const { node, conditionNode, first, second } of definition.graphs.flatMap(impossibleJoins)) {
      yield {
        ...ofConnection(second.way),
        node: node.name,
        value: second.way.name,
        ...branchesMeet(node.name, [first, second].map(({ condition, way }) => ({
          conditionNode: conditionNode.name,
          condition,
          through: way.condition?.node === conditionNode ? undefined : way.sourceName,
        }))),
      };
    }
  },
};
