import { Rule } from '../rule';

/** A flow has an Output node. */
export const missingEndingNodes: Rule = {
  code: 'MissingEndingNodes',
  severity: 'error',
  meaning: 'a flow has an Output node',
  remedy: 'add an Output node with the input document',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    if (definition.root.nodes.some((node) => node.type === 'Output')) { return; }
    yield { path: 'nodes', message: 'the flow has no Output node', remedy: 'add an Output node with the input document' };
  },
};
