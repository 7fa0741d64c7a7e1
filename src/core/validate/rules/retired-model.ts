import { modelFaults } from '../model-faults';
import type { Rule } from '../rule';

/** A model is not past the end of its life. */
export const retiredModel: Rule = {
  code: 'RetiredModel',
  severity: 'warning',
  meaning: 'a model has not reached its end of life',
  remedy: 'choose a newer model',
  source: 'Bedrock User Guide, model lifecycle; daily copies of the model lists of the service',
  confidence: 'documented',
  check: (definition) => modelFaults(definition, 'RetiredModel'),
};
