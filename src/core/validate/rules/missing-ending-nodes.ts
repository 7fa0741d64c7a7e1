import { hasNo } from '../boundary-nodes';
import { Rule } from '../rule';

const remedy = 'add an Output node with the input document';

/** A flow has an Output node. */
export const missingEndingNodes: Rule = {
  code: 'MissingEndingNodes',
  severity: 'error',
  meaning: 'a flow has an Output node',
  remedy,
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check({ root }) {
    if (hasNo(root, 'Output', (node) => node.outgoing.length === 0)) { yield { path: 'nodes', message: 'the flow has no Output node', remedy }; }
  },
};
