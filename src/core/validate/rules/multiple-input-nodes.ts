import { names } from '../../words/lists';
import { isNoCopy } from '../boundary-nodes';
import type { Rule } from '../rule';

/** A flow has one Input node. */
export const multipleInputNodes: Rule = {
  code: 'MultipleInputNodes',
  severity: 'error',
  meaning: 'a flow has one Input node',
  remedy: 'keep one of them',
  source: 'AWS General Reference, Amazon Bedrock quotas',
  confidence: 'documented',
  * check({ root }) {
    const inputs = root.nodes.filter((node) => node.type === 'Input' && isNoCopy(node)).map((node) => node.name);
    if (inputs.length < 2) { return; }
    const message = `the flow has ${inputs.length} Input nodes, ${names(inputs.sort())}`;
    yield { path: 'nodes', value: inputs.length, message, remedy: 'keep one of them' };
  },
};
