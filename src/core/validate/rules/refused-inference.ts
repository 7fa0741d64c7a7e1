import { modelFaults } from '../model-faults';
import type { Rule } from '../rule';

/** Inference asks a model for nothing that it refuses. */
export const refusedInference: Rule = {
  code: 'RefusedInference',
  severity: 'warning',
  meaning: 'a prompt sets no inference parameter that its model rejects',
  remedy: 'leave out temperature, topP or both',
  source: 'error messages reported by users in 2026; model cards; for the newest models, the price table of litellm',
  confidence: 'observed',
  check: (definition) => modelFaults(definition, 'RefusedInference'),
};
