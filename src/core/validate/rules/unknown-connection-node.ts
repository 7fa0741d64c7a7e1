import type { Rule } from '../rule';
import { type End, unknownEnds } from '../unknown-ends';

/** The node at an end of a connection exists. */
function atEnd(end: End, code: Rule['code'], verb: string): Rule {
  return {
    code,
    severity: 'error',
    meaning: `the node that a connection ${verb} exists`,
    remedy: 'correct the name',
    source: 'bedrock-agent API model, FlowValidationDetails',
    confidence: 'documented',
    check: (definition) => unknownEnds(definition, end),
  };
}

export const unknownConnectionSource = atEnd('source', 'UnknownConnectionSource', 'comes from');
export const unknownConnectionTarget = atEnd('target', 'UnknownConnectionTarget', 'goes to');
