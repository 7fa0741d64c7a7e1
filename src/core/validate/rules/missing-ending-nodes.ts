import { hasNoEnd } from '../boundary-nodes';
import type { Rule } from '../rule';

const remedy = 'add an Output node with the input document';

/** A flow has an Output node. */
export const missingEndingNodes: Rule = {
  code: 'MissingEndingNodes',
  severity: 'error',
  meaning: 'a flow has an Output node',
  remedy,
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    if (hasNoEnd(definition, definition.root, 'Output')) {
      yield { path: 'nodes', message: 'the flow has no Output node', remedy };
    }
  },
};
