/**
 * What stands behind the local endpoint: something that runs flows. Requests have been checked against the limits of
 * the service.
 */

export interface FlowInput {
  readonly nodeName: string;
  readonly nodeOutputName?: string;
  readonly nodeInputName?: string;
  readonly content: { readonly document: unknown };
}

/** A flow and an alias by id; where the caller named them by ARN, the ids in it. */
export interface FlowAliasKey {
  readonly flowIdentifier: string;
  readonly flowAliasIdentifier: string;
}

export interface RunRequest extends FlowAliasKey {
  readonly inputs: readonly FlowInput[];
  readonly modelPerformanceConfiguration?: {
    readonly performanceConfig?: { readonly latency?: 'standard' | 'optimized' };
  };
}

export interface InvokeFlowRequest extends RunRequest {
  /** That of an earlier call, to go on where it asked for input. */
  readonly executionId?: string;
  readonly enableTrace?: boolean;
}

/** One member of the union FlowResponseStream: `{ flowOutputEvent: { … } }`. */
export type FlowResponseMember = Readonly<Record<string, object>>;

export interface FlowRun {
  readonly executionId: string;
  /** The events as they come. A ServiceException thrown here becomes an exception in the stream, as at the service. */
  readonly events: AsyncIterable<FlowResponseMember>;
}

export interface StartFlowExecutionRequest extends RunRequest {
  readonly flowExecutionName?: string;
}

export interface ExecutionKey extends FlowAliasKey {
  /** The name; where the caller gave the ARN, the name in it. */
  readonly executionIdentifier: string;
}

export interface Page {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface ListFlowExecutionsRequest extends Page {
  readonly flowIdentifier: string;
  readonly flowAliasIdentifier?: string;
}

export interface ListFlowExecutionEventsRequest extends ExecutionKey, Page {
  readonly eventType: 'Node' | 'Flow';
}

/**
 * Each method may throw a ServiceException; before a result it is the status of the answer. The signal says that nobody
 * waits any more: the client has gone, or the endpoint is closing. Answers are sent as they are, a Date as its ISO 8601
 * text.
 */
export interface FlowBackend {
  invokeFlow(request: InvokeFlowRequest, signal: AbortSignal): Promise<FlowRun>;
  startFlowExecution(request: StartFlowExecutionRequest, signal: AbortSignal): Promise<object>;
  getFlowExecution(request: ExecutionKey, signal: AbortSignal): Promise<object>;
  listFlowExecutions(request: ListFlowExecutionsRequest, signal: AbortSignal): Promise<object>;
  listFlowExecutionEvents(request: ListFlowExecutionEventsRequest, signal: AbortSignal): Promise<object>;
  getExecutionFlowSnapshot(request: ExecutionKey, signal: AbortSignal): Promise<object>;
  stopFlowExecution(request: ExecutionKey, signal: AbortSignal): Promise<object>;
}
