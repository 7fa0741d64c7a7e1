/** The operation of a node as its action trace shows it, in the shapes of a recorded one. */
import type { ActionEvent } from './events';
import type { NodeEffect } from './node-effect';
import type { ContentBlock, ConverseRequest, LambdaRequest, Request } from './request';
import type { SettledValue } from './types';
import type { NodeType } from '../model/definition';

/** `undefined` for nodes that show no action (API model: prompt, agent and Lambda nodes do). */
export function operationOf(type: NodeType, action: NodeEffect, timestamp: string): ActionEvent | undefined {
  switch (type) {
    case 'Prompt':
      return operation(action, timestamp, 'bedrock', 'Converse', converse(action.request as ConverseRequest),
        converseAnswer);
    case 'Agent':
      return operation(action, timestamp, 'bedrock', 'InvokeAgent', withoutOperation(action.request), agentAnswer);
    case 'LambdaFunction':
      return operation(action, timestamp, 'lambda', 'Invoke', (action.request as LambdaRequest).event, functionAnswer);
    default: return undefined;
  }
}

function operation(
  action: NodeEffect, timestamp: string,
  serviceName: string, operationName: string, operationRequest: unknown, answer: (action: NodeEffect) => unknown,
): ActionEvent {
  const { requestId, response } = action.settled!;
  return {
    nodeName: action.node,
    timestamp,
    requestId: requestId ?? `00000000-0000-4000-8000-${String(action.id).padStart(12, '0')}`,
    serviceName,
    operationName,
    operationRequest,
    operationResponse: response ?? answer(action),
  };
}

function converse(request: ConverseRequest): unknown {
  const { modelId, messages = [], system = [], inferenceConfig, toolConfig, guardrailConfig, promptVariables } =
    request;
  const shown: Record<string, unknown> = {
    modelId,
    messages: messages.map(({ role, content }) => ({ role, content: content.map(typedBlock) })),
    system: system.map(typedBlock),
    inferenceConfig: inferenceConfig?.stopSequences ? inferenceConfig : { ...inferenceConfig, stopSequences: [] },
  };
  if (toolConfig !== undefined) { shown.toolConfig = toolConfig; }
  if (guardrailConfig !== undefined) { shown.guardrailConfig = guardrailConfig; }
  shown.requestMetadata = {};
  shown.promptVariables = promptVariables ?? {};
  shown.additionalModelRequestFields = request.additionalModelRequestFields ?? null;
  shown.additionalModelResponseFieldPaths = [];
  return shown;
}

function converseAnswer({ settled, latency }: NodeEffect): unknown {
  return {
    output: { message: { role: 'assistant', content: [{ type: 'TEXT', text: settled!.value }] }, type: 'MESSAGE' },
    stopReason: settled!.stopReason ?? 'end_turn',
    metrics: { latencyMs: latency },
    ...settled!.usage && { usage: usageOf(settled!.usage) },
  };
}

/** As a recorded trace has it. Where nobody said how many tokens there were, a trace says nothing of them. */
function usageOf({ inputTokens, outputTokens }: NonNullable<SettledValue['usage']>): object {
  return {
    inputTokens,
    outputTokens,
    totalTokens: inputTokens + outputTokens,
    cacheReadInputTokens: 0,
    cacheWriteInputTokens: 0,
    cacheDetails: [],
  };
}

function agentAnswer({ settled }: NodeEffect): unknown {
  return { completion: settled!.value };
}

function functionAnswer({ settled }: NodeEffect): unknown {
  return settled!.value;
}

function typedBlock(block: ContentBlock): unknown {
  return block.text === undefined ? block : { type: 'TEXT', text: block.text };
}

function withoutOperation({ operation: _, ...request }: Request): unknown {
  return request;
}
