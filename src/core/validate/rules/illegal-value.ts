import { limitFaults } from '../limit-faults';
import type { Rule } from '../rule';

/** Texts, numbers and lists are within the limits of the service. */
export const illegalValue: Rule = {
  code: 'IllegalValue',
  severity: 'error',
  meaning: 'strings, numbers and lists are within the limits of the service',
  remedy: 'correct the value',
  source: 'bedrock-agent API model; CloudFormation registry schema',
  confidence: 'documented',
  check: (definition) => limitFaults(definition, 'IllegalValue'),
};
