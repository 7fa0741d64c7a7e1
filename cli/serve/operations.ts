/** Which operation a method and a path mean, and how it is done. */
import type { FlowBackend, FlowRun } from './backend';
import {
  execution, invokeFlow, listFlowExecutionEvents, listFlowExecutions, type Raw, startFlowExecution,
} from './requests';

export interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

/** Gives the object to answer with. */
interface Plain extends Operation {
  readonly isStream?: undefined;
  run(backend: FlowBackend, raw: Raw, signal: AbortSignal): Promise<object>;
}

/** Gives the run to stream. */
interface Streaming extends Operation {
  readonly isStream: true;
  run(backend: FlowBackend, raw: Raw, signal: AbortSignal): Promise<FlowRun>;
}

export type AnyOperation = Plain | Streaming;

const ALIAS = '/flows/{flowIdentifier}/aliases/{flowAliasIdentifier}';
const EXECUTION = `${ALIAS}/executions/{executionIdentifier}`;

/** Methods and paths: API model of bedrock-agent-runtime 2023-07-26. */
export const OPERATIONS: readonly AnyOperation[] = [
  {
    name: 'InvokeFlow',
    method: 'POST',
    path: ALIAS,
    isStream: true,
    run: async (backend, raw, signal) => backend.invokeFlow(invokeFlow(raw), signal),
  },
  {
    name: 'StartFlowExecution',
    method: 'POST',
    path: `${ALIAS}/executions`,
    run: async (backend, raw, signal) => backend.startFlowExecution(startFlowExecution(raw), signal),
  },
  {
    name: 'GetFlowExecution',
    method: 'GET',
    path: EXECUTION,
    run: async (backend, raw, signal) => backend.getFlowExecution(execution(raw), signal),
  },
  {
    name: 'ListFlowExecutions',
    method: 'GET',
    path: '/flows/{flowIdentifier}/executions',
    run: async (backend, raw, signal) => backend.listFlowExecutions(listFlowExecutions(raw), signal),
  },
  {
    name: 'ListFlowExecutionEvents',
    method: 'GET',
    path: `${EXECUTION}/events`,
    run: async (backend, raw, signal) => backend.listFlowExecutionEvents(listFlowExecutionEvents(raw), signal),
  },
  {
    name: 'GetExecutionFlowSnapshot',
    method: 'GET',
    path: `${EXECUTION}/flowsnapshot`,
    run: async (backend, raw, signal) => backend.getExecutionFlowSnapshot(execution(raw), signal),
  },
  {
    name: 'StopFlowExecution',
    method: 'POST',
    path: `${EXECUTION}/stop`,
    run: async (backend, raw, signal) => backend.stopFlowExecution(execution(raw), signal),
  },
];

const ROUTES = OPERATIONS.map((operation) => ({ operation, parts: operation.path.split('/') }));

export interface Found {
  readonly operation: AnyOperation;
  readonly path: Readonly<Record<string, string>>;
}

/** The operation that a request means; a part of a path may be an ARN, whose slashes are then escaped. */
export function findOperation(method: string | undefined, pathname: string): Found | undefined {
  const given = pathname.split('/');
  const found = ROUTES.find(({ operation, parts }) => operation.method === method && parts.length === given.length
    && parts.every((part, at) => isName(part) ? given[at] !== '' : part === given[at]));
  if (!found) { return undefined; }
  const names = found.parts.flatMap((part, at) => isName(part)
    ? [[part.slice(1, -1), decodeURIComponent(given[at])]] : []);
  return { operation: found.operation, path: Object.fromEntries(names) as Record<string, string> };
}

function isName(part: string): boolean {
  return part.startsWith('{');
}
