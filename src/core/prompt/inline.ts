/**
 * What of an inline prompt CloudFormation can't express in a flow's definition (registry schema of AWS::Bedrock::Flow).
 */
import { NUMBER } from '../constraints';
import type { InlinePrompt } from '../model/definition';
import { knownNumber } from '../model/opaque';

/** Why a prompt can't stand in the definition of a flow that CloudFormation deploys; `undefined` when it can. */
export function notInline(prompt: InlinePrompt): string | undefined {
  if (prompt.templateType === 'CHAT' || prompt.templateConfiguration?.chat !== undefined) { return 'a chat template'; }
  if (prompt.templateConfiguration?.text?.cachePoint !== undefined) { return 'a cache point'; }
  if (prompt.additionalModelRequestFields !== undefined) { return 'additional model request fields'; }
  const maxTokens = knownNumber(prompt.inferenceConfiguration?.text?.maxTokens);
  if (maxTokens !== undefined && maxTokens > NUMBER.maxTokens.max) {
    return `more than ${NUMBER.maxTokens.max} tokens`;
  }
  return undefined;
}
