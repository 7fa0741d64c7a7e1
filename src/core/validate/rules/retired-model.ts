import { modelFaults } from '../model-faults';
import type { Rule } from '../rule';

/** A model is not past the end of its life. */
export const retiredModel: Rule = {
  code: 'RetiredModel',
  severity: 'warning',
  meaning: 'a model is not past the end of its life',
  remedy: 'choose a newer model',
  source: 'Bedrock User Guide, model lifecycle; lists of the service, day by day',
  confidence: 'documented',
  check: (definition) => modelFaults(definition, 'RetiredModel'),
};
