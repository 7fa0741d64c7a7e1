/** The real SDK against the local endpoint, with a backend that the test scripts. */
import {
  BedrockAgentRuntimeClient, type FlowResponseStream, InvokeFlowCommand, type InvokeFlowCommandInput,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { FlowBackend, FlowResponseMember } from '../../../cli/serve/backend';
import { type EndpointOptions, serveFlows } from '../../../cli/serve/endpoint';
import { ServiceException } from '../../../cli/serve/exception';
import type { Listening } from '../../../cli/serve/transport';
import type { InvokeRequest } from '../../../src/runner/requests';

export const PROTOCOLS = ['HTTP/2', 'HTTP/1.1'] as const;
export type Protocol = typeof PROTOCOLS[number];

const open: { close(): unknown }[] = [];
afterEach(async () => { for (const each of open.splice(0).reverse()) { await each.close(); } });

/** The SDK as it comes speaks HTTP/2 to this service. */
export function clientOf(url: string, protocol: Protocol = 'HTTP/2'): BedrockAgentRuntimeClient {
  const client = new BedrockAgentRuntimeClient({
    endpoint: url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    maxAttempts: 1,
    ...protocol === 'HTTP/1.1' ? { requestHandler: new NodeHttpHandler({ httpAgent: { maxSockets: 300 } }) } : {},
  });
  open.push({ close: () => client.destroy() });
  return client;
}

type Events = (request: InvokeRequest, signal: AbortSignal) => AsyncIterable<FlowResponseMember>;

/** A backend that invokes flows, and knows no executions unless they are given. */
export function backend(events: Events, others: Partial<FlowBackend> = {}): FlowBackend {
  const none = async () => { throw new ServiceException('ResourceNotFoundException', 'no executions here'); };
  return {
    invokeFlow: async (request, signal) =>
      ({ executionId: request.executionId ?? 'run-1', events: events(request, signal) }),
    startFlowExecution: none,
    getFlowExecution: none,
    listFlowExecutions: none,
    listFlowExecutionEvents: none,
    getExecutionFlowSnapshot: none,
    stopFlowExecution: none,
    ...others,
  };
}

export async function serve(behind: FlowBackend | Events, options?: EndpointOptions): Promise<Listening> {
  const endpoint = await serveFlows(typeof behind === 'function' ? backend(behind) : behind, options);
  open.push(endpoint);
  return endpoint;
}

export const REQUEST: InvokeFlowCommandInput = {
  flowIdentifier: 'FLOW123456',
  flowAliasIdentifier: 'ALIAS12345',
  inputs: [{ nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: 'hello' } }],
};

export const output = (document: unknown): FlowResponseMember => ({
  flowOutputEvent: { nodeName: 'Out', nodeType: 'FlowOutputNode', content: { document } },
});
export const SUCCESS: FlowResponseMember = { flowCompletionEvent: { completionReason: 'SUCCESS' } };

/** All events of a call. */
export async function invoke(
  client: BedrockAgentRuntimeClient, input: Partial<InvokeFlowCommandInput> = {},
): Promise<FlowResponseStream[]> {
  const { responseStream } = await client.send(new InvokeFlowCommand({ ...REQUEST, ...input }));
  const events: FlowResponseStream[] = [];
  for await (const event of responseStream!) { events.push(event); }
  return events;
}

/** A promise that the test settles. */
export function gate<T = void>(): { readonly opened: Promise<T>; open(value: T): void } {
  let openIt: (value: T) => void;
  const opened = new Promise<T>((resolve) => { openIt = resolve; });
  return { opened, open: (value) => openIt(value) };
}

/** Waits until something is so, at most a minute: the machine may be busy. */
export async function until(isSo: () => boolean): Promise<void> {
  for (let left = 6000; left && !isSo(); left--) { await new Promise((resolve) => setTimeout(resolve, 10)); }
  expect(isSo()).toBe(true);
}
