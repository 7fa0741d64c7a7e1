import { limitFaults } from '../limit-faults';
import type { Rule } from '../rule';

/** Names have the characters and lengths that the service allows. */
export const illegalName: Rule = {
  code: 'IllegalName',
  severity: 'error',
  meaning: 'names have only characters and lengths that the service allows',
  remedy: 'rename it',
  source: 'bedrock-agent API model; CloudFormation registry schema',
  confidence: 'documented',
  check: (definition) => limitFaults(definition, 'IllegalName'),
};
