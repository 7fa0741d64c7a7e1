import { modelFaults } from '../model-faults';
import type { Rule } from '../rule';

/** A model can be called by its id from the Region of the flow. */
export const unavailableModel: Rule = {
  code: 'UnavailableModel',
  severity: 'warning',
  meaning: 'the id of a model or inference profile can be called from the Region of the flow',
  remedy: 'use the id that the message names',
  source: 'recorded lists of the service (ListFoundationModels, ListInferenceProfiles) of 31 Regions',
  confidence: 'observed',
  check: (definition) => modelFaults(definition, 'UnavailableModel'),
};
