import type { InvokeAgentRequest } from '../../../core/simulate/request';
import { dependencyFailed } from '../settled';
import type { Operation } from './operation';
import { known, requestIdOf } from './operation';

interface AgentEvent {
  readonly chunk?: { readonly bytes?: Uint8Array };
  readonly trace?: { readonly trace?: Trace };
  readonly returnControl?: unknown;
}

interface Trace {
  readonly orchestrationTrace?: { readonly observation?: { readonly type?: string } };
}

/**
 * An agent streams its answer. That it asks the user, it says in its trace only: an observation of type ASK_USER (API
 * model, Observation).
 */
export const invokeAgent: Operation = {
  package: '@aws-sdk/client-bedrock-agent-runtime',
  client: 'BedrockAgentRuntimeClient',
  input({ operation: _, agentAliasArn, ...request }: InvokeAgentRequest, place) {
    known(place, 'agentAliasArn', agentAliasArn);
    return { ...request, enableTrace: true };
  },
  async settle(response, place) {
    const decoder = new TextDecoder();
    const agentTraces: unknown[] = [];
    let text = '';
    let asks = false;
    for await (const { chunk, trace, returnControl } of response.completion as AsyncIterable<AgentEvent>) {
      if (chunk?.bytes) { text += decoder.decode(chunk.bytes, { stream: true }); }
      if (trace) {
        agentTraces.push(JSON.parse(JSON.stringify(trace)));
        asks ||= trace.trace?.orchestrationTrace?.observation?.type === 'ASK_USER';
      }
      if (returnControl) {
        return dependencyFailed(`the agent of node ${place} returns control to its caller, which a flow does not `
          + 'support',
        'Amazon Bedrock');
      }
    }
    const value = text + decoder.decode();
    return { ...asks ? { inputRequired: value } : { value, ...requestIdOf(response) }, agentTraces };
  },
};
