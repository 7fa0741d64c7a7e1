import { noInputNode } from '../../sentences/missing';
import { hasNoStart } from '../boundary-nodes';
import type { Rule } from '../rule';

/** A flow has an Input node. */
export const missingStartingNodes: Rule = {
  code: 'MissingStartingNodes',
  severity: 'error',
  meaning: 'a flow has an Input node',
  remedy: noInputNode().remedy,
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  * check(definition) {
    if (hasNoStart(definition, definition.root, 'Input')) {
      yield { path: 'nodes', ...noInputNode() };
    }
  },
};
