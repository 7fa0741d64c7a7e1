/**
 * What stands behind the local endpoint: something that runs flows. Requests have been checked against the limits of
 * the service, and name flows, aliases and executions by id or name: of an ARN the last part is left.
 */
import type {
  ExecutionKey, InvokeRequest, ListEventsRequest, ListExecutionsRequest, StartRequest,
} from '../../src/runner/requests';

/** One member of the union FlowResponseStream: `{ flowOutputEvent: { … } }`. */
export type FlowResponseMember = Readonly<Record<string, object>>;

export interface FlowRun {
  readonly executionId: string;
  /** The events as they come. A ServiceException thrown here becomes an exception in the stream, as at the service. */
  readonly events: AsyncIterable<FlowResponseMember>;
}

/**
 * Each method may throw a ServiceException; before a result it is the status of the answer. The signal says that nobody
 * waits any more: the client closed the connection, or the endpoint is closing. Answers are sent as they are, a Date as
 * its ISO 8601 text.
 */
export interface FlowBackend {
  invokeFlow(request: InvokeRequest, signal: AbortSignal): Promise<FlowRun>;
  startFlowExecution(request: StartRequest, signal: AbortSignal): Promise<object>;
  getFlowExecution(request: ExecutionKey, signal: AbortSignal): Promise<object>;
  listFlowExecutions(request: ListExecutionsRequest, signal: AbortSignal): Promise<object>;
  listFlowExecutionEvents(request: ListEventsRequest, signal: AbortSignal): Promise<object>;
  getExecutionFlowSnapshot(request: ExecutionKey, signal: AbortSignal): Promise<object>;
  stopFlowExecution(request: ExecutionKey, signal: AbortSignal): Promise<object>;
}
