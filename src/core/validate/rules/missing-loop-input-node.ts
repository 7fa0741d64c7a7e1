import { loopsWithout } from '../boundary-nodes';
import type { Rule } from '../rule';

/** A loop has a LoopInput node. */
export const missingLoopInputNode: Rule = {
  code: 'MissingLoopInputNode',
  severity: 'error',
  meaning: 'a loop has a LoopInput node',
  remedy: 'add a LoopInput node to the definition of the loop',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  check: (definition) => loopsWithout(definition, 'LoopInput'),
};
