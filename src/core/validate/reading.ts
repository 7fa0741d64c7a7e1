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
    meaning: 'a definition is JSON with values of the right types and keys either in camelCase or in PascalCase',
    remedy: 'write nodes and connections in the form of the API (camelCase) or of CloudFormation (PascalCase)',
    source: 'bedrock-agent API model; CloudFormation registry schema',
    confidence: 'documented',
    check: none,
  },
  {
    code: 'RetiredKey',
    severity: 'warning',
    meaning: 'a definition has no keys that the service has removed',
    remedy: 'remove them; FlowDefinition does',
    source: 'history of the API model: topK was removed in October 2024',
    confidence: 'documented',
    check: none,
  },
  {
    code: 'UnknownKey',
    severity: 'error',
    meaning: 'a definition has only keys that the service accepts',
    remedy: 'correct the spelling, or remove them; CloudFormation rejects unknown keys',
    source: 'CloudFormation registry schema of AWS::Bedrock::Flow, additionalProperties: false',
    confidence: 'documented',
    check: none,
  },
];
