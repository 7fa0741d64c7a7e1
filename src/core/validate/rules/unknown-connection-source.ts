import type { Rule } from '../rule';
import { unknownEnds } from '../unknown-ends';

/** The node that a connection comes from exists. */
export const unknownConnectionSource: Rule = {
  code: 'UnknownConnectionSource',
  severity: 'error',
  meaning: 'the node that a connection comes from exists',
  remedy: 'correct the name',
  source: 'bedrock-agent API model, FlowValidationDetails',
  confidence: 'documented',
  check: (definition) => unknownEnds(definition, 'source'),
};
