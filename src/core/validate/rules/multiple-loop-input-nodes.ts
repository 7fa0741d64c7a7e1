import { loopsWithSeveral } from '../boundary-nodes';
import type { Rule } from '../rule';

/** A loop has only one LoopInput node. */
export const multipleLoopInputNodes: Rule = {
  code: 'MultipleLoopInputNodes',
  severity: 'error',
  meaning: 'a loop has only one LoopInput node',
  remedy: 'keep one of them',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  check: (definition) => loopsWithSeveral(definition, 'LoopInput'),
};
