/**
 * All rules. The codes of reading (UnknownKey, RetiredKey, IllegalDefinition) have their rows in `reading.ts`: the
 * normaliser reports them.
 */
import type { Rule } from './rule';
import { ambiguousCondition } from './rules/ambiguous-condition';
import { cyclicConnection } from './rules/cyclic-connection';
import { draftReference } from './rules/draft-reference';
import { duplicateConditionExpression } from './rules/duplicate-condition-expression';
import { duplicateConnections } from './rules/duplicate-connections';
import { duplicateName } from './rules/duplicate-name';
import { expressionTooLong } from './rules/expression-too-long';
import { foreignRegion } from './rules/foreign-region';
import { foreignTemplateMark } from './rules/foreign-template';
import { illegalName } from './rules/illegal-name';
import { illegalValue } from './rules/illegal-value';
import { incompatibleConnectionDataType } from './rules/incompatible-connection-data-type';
import { invalidLoopBoundary } from './rules/invalid-loop-boundary';
import { loopIncompatibleNodeType } from './rules/loop-incompatible-node-type';
import { malformedConditionExpression } from './rules/malformed-condition-expression';
import { malformedNodeInputExpression } from './rules/malformed-node-input-expression';
import { mismatchedConfiguration } from './rules/mismatched-configuration';
import { mismatchedNodeInputType, mismatchedNodeOutputType } from './rules/mismatched-node-port-type';
import { missingConnectionConfiguration } from './rules/missing-connection-configuration';
import { missingDefaultCondition } from './rules/missing-default-condition';
import { missingEndingNodes } from './rules/missing-ending-nodes';
import { missingLoopControllerNode } from './rules/missing-loop-controller-node';
import { missingLoopInputNode } from './rules/missing-loop-input-node';
import { missingNodeConfiguration } from './rules/missing-node-configuration';
import { missingNodeInput } from './rules/missing-node-input';
import { missingNodeOutput } from './rules/missing-node-output';
import { missingStartingNodes } from './rules/missing-starting-nodes';
import { multipleInputNodes } from './rules/multiple-input-nodes';
import { multipleLoopControllerNodes } from './rules/multiple-loop-controller-nodes';
import { multipleLoopInputNodes } from './rules/multiple-loop-input-nodes';
import { multipleNodeInputConnections } from './rules/multiple-node-input-connections';
import { notInCloudFormation } from './rules/not-in-cloud-formation';
import { quotaExceeded } from './rules/quota-exceeded';
import { refusedInference } from './rules/refused-inference';
import { retiredModel } from './rules/retired-model';
import { secretInPrompt } from './rules/secret-in-prompt';
import { suspectInlineCode } from './rules/suspect-inline-code';
import { unaskedAnswer } from './rules/unasked-answer';
import { unavailableModel } from './rules/unavailable-model';
import { unconnectedCondition } from './rules/unconnected-condition';
import { unfulfilledNodeInput } from './rules/unfulfilled-node-input';
import { unknownConnectionCondition } from './rules/unknown-connection-condition';
import { unknownConnectionSource, unknownConnectionTarget } from './rules/unknown-connection-node';
import { unknownConnectionSourceOutput, unknownConnectionTargetInput } from './rules/unknown-connection-port';
import { unknownNodeInput, unknownNodeOutput } from './rules/unknown-node-port';
import { unknownNodeType } from './rules/unknown-node-type';
import { unknownPromptVariable } from './rules/unknown-prompt-variable';
import { unlimitedTokens } from './rules/unlimited-tokens';
import { unmatchedLoopPort } from './rules/unmatched-loop-port';
import { unreachableNode } from './rules/unreachable-node';
import { unsatisfiedConnectionConditions } from './rules/unsatisfied-connection-conditions';
import { unspecified } from './rules/unspecified';
import { unsuitableModel } from './rules/unsuitable-model';
import { unsupportedGuardrail } from './rules/unsupported-guardrail';
import { unusedNodeOutput } from './rules/unused-node-output';

export const RULES: readonly Rule[] = [
  ambiguousCondition,
  cyclicConnection,
  draftReference,
  duplicateConditionExpression,
  duplicateConnections,
  duplicateName,
  expressionTooLong,
  foreignRegion,
  foreignTemplateMark,
  illegalName,
  illegalValue,
  incompatibleConnectionDataType,
  invalidLoopBoundary,
  loopIncompatibleNodeType,
  malformedConditionExpression,
  malformedNodeInputExpression,
  mismatchedConfiguration,
  mismatchedNodeInputType,
  mismatchedNodeOutputType,
  missingConnectionConfiguration,
  missingDefaultCondition,
  missingEndingNodes,
  missingLoopControllerNode,
  missingLoopInputNode,
  missingNodeConfiguration,
  missingNodeInput,
  missingNodeOutput,
  missingStartingNodes,
  multipleInputNodes,
  multipleLoopControllerNodes,
  multipleLoopInputNodes,
  multipleNodeInputConnections,
  notInCloudFormation,
  quotaExceeded,
  refusedInference,
  retiredModel,
  secretInPrompt,
  suspectInlineCode,
  unaskedAnswer,
  unavailableModel,
  unconnectedCondition,
  unfulfilledNodeInput,
  unknownConnectionCondition,
  unknownConnectionSource,
  unknownConnectionSourceOutput,
  unknownConnectionTarget,
  unknownConnectionTargetInput,
  unknownNodeInput,
  unknownNodeOutput,
  unknownNodeType,
  unknownPromptVariable,
  unlimitedTokens,
  unmatchedLoopPort,
  unreachableNode,
  unsatisfiedConnectionConditions,
  unspecified,
  unsuitableModel,
  unsupportedGuardrail,
  unusedNodeOutput,
];
