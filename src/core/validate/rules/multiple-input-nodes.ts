import { at } from '../places';
import { Rule } from '../rule';

/** A flow has one Input node. */
export const multipleInputNodes: Rule = {
  code: 'MultipleInputNodes',
  severity: 'error',
  meaning: 'a flow has one Input node',
  remedy: 'keep one of them',
  source: 'AWS General Reference, Amazon Bedrock quotas',
  confidence: 'documented',
  * check(definition) {
    const inputs = definition.root.nodes.filter((node) => node.type === 'Input');
    for (const node of inputs.slice(1)) {
      yield { ...at(node), value: node.name, message: `'${node.name}' is one Input node more than the one that a flow has`, remedy: 'keep one of them' };
    }
  },
};
