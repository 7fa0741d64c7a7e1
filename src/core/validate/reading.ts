/**
 * Rows for what the normaliser reports while it reads: they have no check here, but a code, a meaning and a source like
 * any rule.
 */
import type { Rule } from './rule';

const none = () => [];

export const READING: readonly Rule[] = [
  {
    code: 'IllegalDefinition',
    severity: 'error',
    meaning: 'a definition is JSON of the right kinds, in one spelling of its keys',
    remedy: 'give nodes and connections as the API (camelCase) or CloudFormation (PascalCase) has them',
    source: 'bedrock-agent API model; CloudFormation registry schema',
    confidence: 'documented',
    check: none,
  },
  {
    code: 'RetiredKey',
    severity: 'warning',
    meaning: 'keys that the service has retired are not used',
    remedy: 'remove them; FlowDefinition does',
    source: 'history of the API model: topK was removed in October 2024',
    confidence: 'documented',
    check: none,
  },
  {
    code: 'UnknownKey',
    severity: 'error',
    meaning: 'a definition has only keys that the service knows',
    remedy: 'correct the spelling, or remove them; CloudFormation refuses them',
    source: 'CloudFormation registry schema of AWS::Bedrock::Flow, additionalProperties: false',
    confidence: 'documented',
    check: none,
  },
];
