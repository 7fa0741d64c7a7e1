import { limitFaults } from '../limit-faults';
import type { Rule } from '../rule';

/** Expressions have at most 64 characters. */
export const expressionTooLong: Rule = {
  code: 'ExpressionTooLong',
  severity: 'error',
  meaning: 'expressions have at most 64 characters',
  remedy: 'shorten names, or split',
  source: 'bedrock-agent API model; CloudFormation registry schema',
  confidence: 'documented',
  check: (definition) => limitFaults(definition, 'ExpressionTooLong'),
};
