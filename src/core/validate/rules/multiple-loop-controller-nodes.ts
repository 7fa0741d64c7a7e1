import { loopsWithSeveral } from '../boundary-nodes';
import type { Rule } from '../rule';

/** A loop has only one LoopController node. */
export const multipleLoopControllerNodes: Rule = {
  code: 'MultipleLoopControllerNodes',
  severity: 'error',
  meaning: 'a loop has only one LoopController node',
  remedy: 'keep one of them',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  check: (definition) => loopsWithSeveral(definition, 'LoopController'),
};
