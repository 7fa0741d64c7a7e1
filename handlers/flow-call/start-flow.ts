/** Starts a flow, and does not wait for its end. */
import { createHash } from 'node:crypto';
import { StartFlowExecutionCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { client, inputsOf } from './call-flow';
import type { Callee } from './callee';
import { toFlowCallError } from './flow-call-error';
import { measured } from './measured';
import { EXECUTION_NAME, type FlowCallRequest } from '../../src/core/contract';

export async function startFlow(callee: Callee, request: FlowCallRequest<unknown>): Promise<object> {
  const { flowId: flowIdentifier, flowAliasId: flowAliasIdentifier } = callee;
  const flowExecutionName = nameOf(request.executionName);
  return measured(callee, { inputNode: request.inputNode, isTimed: false }, async () => {
    try {
      const { executionArn } = await client.send(new StartFlowExecutionCommand({
        flowIdentifier, flowAliasIdentifier, flowExecutionName, inputs: inputsOf(request),
      }));
      return { executionArn };
    } catch (thrown) {
      const error = toFlowCallError(thrown, request.inputNode);
      // events come at least once: the first of them has started it
      if (error.name === 'ConflictException' && flowExecutionName !== undefined) { return { executionArn: null }; }
      throw error;
    }
  });
}

function nameOf(name: unknown): string | undefined {
  if (typeof name !== 'string' || name === '') { return undefined; }
  return EXECUTION_NAME.test(name) ? name : createHash('sha256').update(name).digest('hex').slice(0, 36);
}
