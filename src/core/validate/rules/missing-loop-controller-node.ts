import { loopsWithout } from '../boundary-nodes';
import type { Rule } from '../rule';

/** A loop has a LoopController node. */
export const missingLoopControllerNode: Rule = {
  code: 'MissingLoopControllerNode',
  severity: 'error',
  meaning: 'a loop has a LoopController node',
  remedy: 'add a LoopController node to the definition of the loop',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  check: (definition) => loopsWithout(definition, 'LoopController'),
};
