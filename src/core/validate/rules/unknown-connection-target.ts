import type { Rule } from '../rule';
import { unknownEnds } from '../unknown-ends';

/** The node that a connection leads to exists. */
export const unknownConnectionTarget: Rule = {
  code: 'UnknownConnectionTarget',
  severity: 'error',
  meaning: 'the node that a connection leads to exists',
  remedy: 'correct the name',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  check: (definition) => unknownEnds(definition, 'target'),
};
