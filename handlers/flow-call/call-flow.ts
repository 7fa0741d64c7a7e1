/** Calls a flow and waits for its end. Nothing is tried again here: who called decides, and each call costs money. */
import { BedrockAgentRuntimeClient, InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Callee } from './callee';
import { Collector, type Member, type Result } from './collect';
import { FlowCallError, timedOut } from './flow-call-error';
import { measured } from './measured';
import type { NodeTracer } from './node-runs';
import type { FlowCallRequest } from '../../src/core/contract';

/** Lambda ends a function without a word when its time is over: the caller is told before that. */
const MARGIN_MS = 1500;

// over HTTP/1.1: its connections last from one call to the next
export const client =
  new BedrockAgentRuntimeClient({ maxAttempts: 1, requestHandler: new NodeHttpHandler({ connectionTimeout: 5000 }) });

/**
 * @param remaining how long there is, in milliseconds
 * @throws FlowCallError with a name for each kind of failure
 */
export async function callFlow(
  callee: Callee, request: FlowCallRequest<unknown>, remaining: number,
): Promise<Result> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), remaining - Math.min(MARGIN_MS, remaining / 4));
  return measured(callee, { inputNode: request.inputNode, isTimed: true }, async (tracer) => {
    try {
      return await (callee.router === undefined ? callAlias(callee, request, tracer, late.signal)
        : callThroughRouter(callee, request, tracer, late.signal));
    } catch (thrown) {
      throw late.signal.aborted ? timedOut() : thrown;
    } finally {
      clearTimeout(timer);
    }
  });
}

export function inputsOf({ document, inputNode }: FlowCallRequest<unknown>) {
  if (document === undefined || typeof inputNode !== 'string') {
    throw new FlowCallError('ValidationException',
      'the event has no \'document\' or no \'inputNode\'; send { "document": …, "inputNode": "…" }', true);
  }
  // any JSON, as the SDK takes it
  return [{ nodeName: inputNode, nodeOutputName: 'document', content: { document: document as string } }];
}

async function callAlias(
  callee: Callee, request: FlowCallRequest<unknown>, tracer: NodeTracer, abortSignal: AbortSignal,
): Promise<Result> {
  const { flowId: flowIdentifier, flowAliasId: flowAliasIdentifier } = callee;
  const command = new InvokeFlowCommand({
    flowIdentifier, flowAliasIdentifier, inputs: inputsOf(request), ...callee.hasNodeMetrics && { enableTrace: true },
  });
  const { responseStream, executionId } = await client.send(command, { abortSignal });
  const collector = new Collector(tracer);
  for await (const member of responseStream ?? []) { collector.add(member as Member); }
  return collector.result(executionId);
}

async function callThroughRouter(
  { router = '', hasNodeMetrics }: Callee, request: FlowCallRequest<unknown>, tracer: NodeTracer, signal: AbortSignal,
): Promise<Result> {
  // loaded only where there is a router
  const { answerOf } = await import('./router-call.js');
  const collector = new Collector(tracer);
  const body = { inputs: inputsOf(request), ...hasNodeMetrics && { enableTrace: true } };
  for (const line of (await answerOf(router, body, signal)).split('\n')) {
    if (line) { collector.add(JSON.parse(line) as Member); }
  }
  return collector.result();
}
