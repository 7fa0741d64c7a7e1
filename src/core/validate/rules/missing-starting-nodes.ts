import { hasNoStart } from '../boundary-nodes';
import type { Rule } from '../rule';

const remedy = 'add an Input node with the output document';

/** A flow has an Input node. */
export const missingStartingNodes: Rule = {
  code: 'MissingStartingNodes',
  severity: 'error',
  meaning: 'a flow has an Input node',
  remedy,
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    if (hasNoStart(definition, definition.root, 'Input')) {
      yield { path: 'nodes', message: 'the flow has no Input node', remedy };
    }
  },
};
