import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** The warnings that can be acknowledged, by id: `Annotations.of(scope).acknowledgeWarning('cdk-bedrock-flows:<id>', reason)`. */
export type WarningId =
  | 'draftAgentAlias' | 'draftGuardrail' | 'draftPrompt' | 'immutableRole' | 'loopPolarity' | 'loopPorts' | 'renamedConnection'
  | 'retiredKey' | 'unconnectedCondition' | 'unguardedRetrieve' | 'unknownKey' | 'unknownModel' | 'unusedOutput';

/** One line at a construct, in the form of an error: place, what, remedy, code. */
export function warn(scope: Construct, id: WarningId, message: string): void {
  const code = id[0].toUpperCase() + id.slice(1);
  Annotations.of(scope).addWarningV2(`cdk-bedrock-flows:${id}`, `[${scope.node.path}] ${message} [${code}]`);
}
