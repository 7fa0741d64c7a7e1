import { hasNo } from '../boundary-nodes';
import { Rule } from '../rule';

const remedy = 'add an Input node with the output document';

/** A flow has an Input node. */
export const missingStartingNodes: Rule = {
  code: 'MissingStartingNodes',
  severity: 'error',
  meaning: 'a flow has an Input node',
  remedy,
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check({ root }) {
    if (hasNo(root, 'Input', (node) => node.incoming.length === 0)) { yield { path: 'nodes', message: 'the flow has no Input node', remedy }; }
  },
};
