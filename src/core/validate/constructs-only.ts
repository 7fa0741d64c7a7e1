/**
 * Rows for what only a program with constructs can bring about, and only the constructs can see: no definition has it.
 */
import type { Rule } from './rule';

type Row = Omit<Rule, 'source' | 'confidence' | 'check'>;

const ROWS: readonly Row[] = [
  {
    code: 'ForeignGrantee',
    severity: 'warning',
    meaning: 'whoever is granted the use of a flow is of the account of the flow: flows have no resource policies',
    remedy: 'grant it to a role of that account, which others may assume, or use CanaryFlowAlias.grantInvoke()',
  },
  {
    code: 'ForeignKey',
    severity: 'warning',
    meaning: 'EventBridge may use the key of a queue for events that it could not deliver: else it drops them',
    remedy: 'let the policy of the key allow events.amazonaws.com kms:Decrypt and kms:GenerateDataKey',
  },
  {
    code: 'ForeignValue',
    severity: 'error',
    meaning: 'a flow uses only values of its own nodes',
    remedy: 'pass a value of the same flow',
  },
  {
    code: 'ImmutableRole',
    severity: 'warning',
    meaning: 'a role that the flow is given takes the permissions that its nodes need',
    remedy: 'add them yourself, or let the flow make its role',
  },
  {
    code: 'LoopPolarity',
    severity: 'warning',
    meaning: 'which way the condition of a loop works is known to whoever uses it: the documents contradict each other',
    remedy: 'try the loop, then acknowledge it',
  },
  {
    code: 'LoopPorts',
    severity: 'warning',
    meaning: 'the ports of a loop have the names that the documents know',
    remedy: 'try the loop, then acknowledge it',
  },
  {
    code: 'MadeOnce',
    severity: 'warning',
    meaning: 'a version of a prompt or guardrail of the app follows it: CloudFormation makes one once, and never again',
    remedy: 'use fromPublished()',
  },
  {
    code: 'NoSmokeTest',
    severity: 'warning',
    meaning: 'a version that receives its traffic in steps is tested before it receives any',
    remedy: 'add a call that it must answer',
  },
  {
    code: 'NotFrozen',
    severity: 'warning',
    meaning: 'a version of a flow names only what can not change under it',
    remedy: 'name a version of the function, or acknowledge that it moves',
  },
  {
    code: 'UnclassifiedProperty',
    severity: 'warning',
    meaning: 'it is known of each property of a flow whether a version freezes it',
    remedy: 'look for a newer release of the library',
  },
  {
    code: 'NodeOutsideFlow',
    severity: 'error',
    meaning: 'a node is created inside a Flow',
    remedy: 'pass the Flow, or a construct inside it, as the scope',
  },
  {
    code: 'RenamedConnection',
    severity: 'warning',
    meaning: 'connections of an imported definition keep their names where CloudFormation takes them',
    remedy: 'nothing, unless something reads the names',
  },
  {
    code: 'UnguardedRetrieve',
    severity: 'warning',
    meaning: 'the guardrail of a flow applies to each node that could have one',
    remedy: 'let a model write the answer, or opt out with a reason',
  },
  {
    code: 'UnknownEncryptionKey',
    severity: 'warning',
    meaning: 'the constructs of a flow know the key that it is encrypted with, so that its role and its callers '
      + 'may use it',
    remedy: 'pass encryptionKey',
  },
  {
    code: 'UnknownModel',
    severity: 'warning',
    meaning: 'the role of a flow may invoke each of its models',
    remedy: 'say which model it is, or grant it to the role',
  },
  {
    code: 'UnknownNode',
    severity: 'error',
    meaning: 'a node that is asked for by name exists',
    remedy: 'correct the name',
  },
  {
    code: 'UnsupportedKnowledgeBase',
    severity: 'error',
    meaning: 'a knowledge base of the app that a node uses is not of the type MANAGED',
    remedy: 'use one of the type VECTOR, KENDRA or SQL',
  },
  {
    code: 'UnusableRole',
    severity: 'warning',
    meaning: 'Bedrock can assume the role that a flow is given',
    remedy: 'pass a role of the same account whose trust policy names bedrock.amazonaws.com',
  },
  {
    code: 'VersionNotRetained',
    severity: 'warning',
    meaning: 'an alias that names a version by its number points at one that the flow keeps',
    remedy: 'set retainedVersions in currentVersionOptions of the flow, or let the alias follow the flow',
  },
];

export const CONSTRUCTS_ONLY: readonly Rule[] = ROWS.map((row) => (
  { ...row, source: 'the constructs of this library', confidence: 'documented', check: () => [] }
));
