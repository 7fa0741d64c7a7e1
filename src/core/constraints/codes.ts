/** Our own codes, for mistakes that have no `FlowValidationType` of the service. */
export const OWN_CODES = [
  'AmbiguousCondition', 'DraftReference', 'DuplicateName', 'ExpressionTooLong', 'ForbiddenDraft', 'ForbiddenModel',
  'ForbiddenRegion', 'ForeignGrantee', 'ForeignKey', 'ForeignRegion', 'ForeignTemplate', 'ForeignValue',
  'IllegalDefinition', 'IllegalName', 'IllegalValue', 'ImmutableRole', 'LoopPolarity', 'LoopPorts', 'MadeOnce',
  'MismatchedConfiguration', 'MultipleInputNodes', 'NoSmokeTest', 'NodeOutsideFlow', 'NotFrozen', 'NotInCloudFormation',
  'QuotaExceeded', 'RefusedInference', 'RenamedConnection', 'RequiredEncryptionKey', 'RequiredGuardrail',
  'RequiredMaxTokens', 'RetiredKey', 'RetiredModel', 'SecretInPrompt', 'SharedRole', 'SuspectInlineCode',
  'TooFewVersions', 'TooManyRounds', 'UnaskedAnswer', 'UnavailableModel', 'UnclassifiedProperty',
  'UnconnectedCondition', 'UnguardedRetrieve', 'UnknownEncryptionKey', 'UnknownKey', 'UnknownModel', 'UnknownNode',
  'UnknownNodeType', 'UnknownPromptVariable', 'UnlimitedTokens', 'UnmatchedLoopPort', 'UnsuitableModel',
  'UnsupportedGuardrail', 'UnsupportedKnowledgeBase', 'UnusableRole', 'UnusedNodeOutput', 'VersionNotRetained',
] as const;

/** The kinds of the service (API model, FlowValidationType). */
export const SERVICE_CODES = [
  'CyclicConnection', 'DuplicateConditionExpression', 'DuplicateConnections', 'IncompatibleConnectionDataType',
  'InvalidLoopBoundary',
  'LoopIncompatibleNodeType', 'MalformedConditionExpression', 'MalformedNodeInputExpression', 'MismatchedNodeInputType',
  'MismatchedNodeOutputType', 'MissingConnectionConfiguration', 'MissingDefaultCondition', 'MissingEndingNodes',
  'MissingLoopControllerNode',
  'MissingLoopInputNode', 'MissingNodeConfiguration', 'MissingNodeInput', 'MissingNodeOutput', 'MissingStartingNodes',
  'MultipleLoopControllerNodes', 'MultipleLoopInputNodes', 'MultipleNodeInputConnections', 'UnfulfilledNodeInput',
  'UnknownConnectionCondition', 'UnknownConnectionSource', 'UnknownConnectionSourceOutput', 'UnknownConnectionTarget',
  'UnknownConnectionTargetInput', 'UnknownNodeInput', 'UnknownNodeOutput', 'UnreachableNode',
  'UnsatisfiedConnectionConditions', 'Unspecified',
] as const;

/** Mistakes of whoever runs a flow on this machine; each has a row in `core/simulate/mistakes.ts`. */
export const RUN_CODES = [
  'Aborted', 'IllegalInput', 'IllegalMock', 'IllegalOption', 'IllegalSettlement', 'IllegalSnapshot', 'MissingHandler',
  'MissingPackage', 'MissingProgram',
  'NoAccount', 'NoAnswer', 'NoFlow', 'OnlyAsynchronous', 'ReplayMismatch', 'SequenceEnded', 'UnreadableFile',
  'UnrunnableFlow',
] as const;

export type RunCode = typeof RUN_CODES[number];

export type Code = typeof OWN_CODES[number] | typeof SERVICE_CODES[number];
