import { modelFaults } from '../model-faults';
import type { Rule } from '../rule';

/** A node asks a model that writes text. */
export const unsuitableModel: Rule = {
  code: 'UnsuitableModel',
  severity: 'warning',
  meaning: 'a Prompt or KnowledgeBase node uses a model that generates text',
  remedy: 'choose a text or chat model',
  source: 'Bedrock User Guide, API compatibility (Converse)',
  confidence: 'documented',
  check: (definition) => modelFaults(definition, 'UnsuitableModel'),
};
