import { Rule } from '../rule';

/** A flow has an Input node. */
export const missingStartingNodes: Rule = {
  code: 'MissingStartingNodes',
  severity: 'error',
  meaning: 'a flow has an Input node',
  remedy: 'add an Input node with the output document',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    if (definition.root.nodes.some((node) => node.type === 'Input')) { return; }
    yield { path: 'nodes', message: 'the flow has no Input node', remedy: 'add an Input node with the output document' };
  },
};
