/**
 * Rows for what only a program with constructs can bring about, and only the constructs can see: no definition has it.
 */
import type { Rule } from './rule';

type Row = Omit<Rule, 'source' | 'confidence' | 'check'>;

const ROWS: readonly Row[] = [
  {
    code: 'ForeignGrantee',
    severity: 'warning',
    meaning: 'a grantee is in the account of the flow, because flows have no resource policies',
    remedy: 'grant it to a role of that account that others can assume, or use CanaryFlowAlias.grantInvoke()',
  },
  {
    code: 'ForeignKey',
    severity: 'warning',
    meaning: 'EventBridge can use the key of a dead-letter queue; otherwise it drops undelivered events',
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
    meaning: 'the role that is passed to a flow accepts the permissions that the nodes need',
    remedy: 'add them yourself, or let the flow create its role',
  },
  {
    code: 'LoopPolarity',
    severity: 'warning',
    meaning: 'the meaning of a loop condition has been tested, because the documentation contradicts itself',
    remedy: 'test the loop in the service, then acknowledge it',
  },
  {
    code: 'LoopPorts',
    severity: 'warning',
    meaning: 'the ports of a loop have the names that the documentation uses',
    remedy: 'test the loop in the service, then acknowledge it',
  },
  {
    code: 'MadeOnce',
    severity: 'warning',
    meaning: 'a version of a prompt or guardrail follows its changes: CloudFormation creates such a version only once',
    remedy: 'use fromPublished()',
  },
  {
    code: 'NoSmokeTest',
    severity: 'warning',
    meaning: 'a version that receives traffic in steps is tested first',
    remedy: 'add a call that the version must answer',
  },
  {
    code: 'NotFrozen',
    severity: 'warning',
    meaning: 'a version of a flow uses only resources that do not change without a new version',
    remedy: 'name a version of the function, or acknowledge that it can change',
  },
  {
    code: 'UnclassifiedProperty',
    severity: 'warning',
    meaning: 'the library knows for each property of a flow whether a version freezes it',
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
    meaning: 'connections of an imported definition keep their names, if CloudFormation accepts them',
    remedy: 'no action is needed, unless something reads the names',
  },
  {
    code: 'UnguardedRetrieve',
    severity: 'warning',
    meaning: 'the guardrail of a flow applies to each node that can have one',
    remedy: 'let a model generate the answer, or opt out with a reason',
  },
  {
    code: 'UnknownEncryptionKey',
    severity: 'warning',
    meaning: 'the constructs of a flow know its encryption key, so that its role and its callers get access to the key',
    remedy: 'pass encryptionKey',
  },
  {
    code: 'UnknownModel',
    severity: 'warning',
    meaning: 'the role of a flow can invoke each of its models',
    remedy: 'name the model, or grant it to the role',
  },
  {
    code: 'UnknownNode',
    severity: 'error',
    meaning: 'a node that is looked up by name exists',
    remedy: 'correct the name',
  },
  {
    code: 'UnsupportedKnowledgeBase',
    severity: 'error',
    meaning: 'a node uses no knowledge base of the type MANAGED',
    remedy: 'use one of the type VECTOR, KENDRA or SQL',
  },
  {
    code: 'UnusableRole',
    severity: 'warning',
    meaning: 'Bedrock can assume the role that is passed to a flow',
    remedy: 'pass a role of the same account whose trust policy names bedrock.amazonaws.com',
  },
  {
    code: 'VersionNotRetained',
    severity: 'warning',
    meaning: 'an alias that names a version by number points to a version that the flow keeps',
    remedy: 'set retainedVersions in currentVersionOptions of the flow, or let the alias follow the flow',
  },
];

export const CONSTRUCTS_ONLY: readonly Rule[] = ROWS.map((row) => (
  { ...row, source: 'the constructs of this library', confidence: 'documented', check: () => [] }
));
