import { modelFaults } from '../model-faults';
import type { Rule } from '../rule';

/** Inference asks a model for nothing that it refuses. */
export const refusedInference: Rule = {
  code: 'RefusedInference',
  severity: 'warning',
  meaning: 'inference asks a model for nothing that it refuses',
  remedy: 'leave temperature, topP or both out',
  source: 'answers that users got in 2026; model cards; of the newest models, the price table of litellm',
  confidence: 'observed',
  check: (definition) => modelFaults(definition, 'RefusedInference'),
};
