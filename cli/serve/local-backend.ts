/** Flows on this machine behind the endpoint. */
import type { FlowBackend, FlowResponseMember, FlowRun } from './backend';
import { ServiceException } from './exception';
import type { ExceptionName } from '../../src/core/constraints/exceptions';
import { type ExceptionCode, type FlowResponseEvent, SimulateError } from '../../src/core/simulate';
import { listed } from '../../src/core/words/lists';
import { FlowRuntime, type FlowRuntimeOptions } from '../../src/runner/flow-runtime';
import type { PreparedFlow } from '../../src/runner/prepared-flow';
import type {
  ExecutionKey, InvokeRequest, ListEventsRequest, ListExecutionsRequest, StartRequest,
} from '../../src/runner/requests';
import { exceptionName, FlowServiceError } from '../../src/runner/service-error';

/** A flow and all that it is called; the first name is what answers call it. */
export interface NamedFlow {
  readonly names: readonly [string, ...string[]];
  readonly flow: PreparedFlow;
}

export class LocalBackend implements FlowBackend {
  private readonly runtime: FlowRuntime;
  private served: readonly NamedFlow[] = [];
  private firstNames: ReadonlyMap<string, string> = new Map();

  public constructor(options: FlowRuntimeOptions = {}) {
    this.runtime = new FlowRuntime(options);
  }

  /** Serves these flows and no others. Runs of what was served before come to their end as they began. */
  public serve(flows: readonly NamedFlow[]): void {
    const before = new Set(this.served.map(({ flow }) => flow));
    const now = new Set(flows.map(({ flow }) => flow));
    for (const { names: [name], flow } of flows) { if (!before.has(flow)) { this.runtime.add(name, flow); } }
    for (const { flow } of this.served) { if (!now.has(flow)) { flow.close(); } }
    this.served = flows;
    this.firstNames = new Map(flows.flatMap(({ names }) => names.map((name) => [name, names[0]])));
  }

  /** What the flows are called, the first name of each. */
  public get names(): readonly string[] { return this.served.map(({ names: [first] }) => first).sort(); }

  public isServed(name: string): boolean { return this.firstNames.has(name); }

  /** Ends what runs, and what has been started for it. */
  public close(): void { this.runtime.close(); }

  public async invokeFlow(request: InvokeRequest, signal: AbortSignal): Promise<FlowRun> {
    const { executionId, events } = await answer(async () => this.runtime.invokeFlow(this.known(request), signal));
    return { executionId, events: membersOf(events) };
  }

  public async startFlowExecution(request: StartRequest): Promise<object> {
    return answer(() => this.runtime.executions.start(this.known(request)));
  }

  public async getFlowExecution(request: ExecutionKey): Promise<object> {
    return answer(() => this.runtime.executions.get(this.own(request)));
  }

  public async listFlowExecutions(request: ListExecutionsRequest): Promise<object> {
    return answer(() => this.runtime.executions.list(this.known(request)));
  }

  public async listFlowExecutionEvents(request: ListEventsRequest): Promise<object> {
    return answer(() => this.runtime.executions.events(this.own(request)));
  }

  public async getExecutionFlowSnapshot(request: ExecutionKey): Promise<object> {
    return answer(() => this.runtime.executions.snapshot(this.own(request)));
  }

  public async stopFlowExecution(request: ExecutionKey): Promise<object> {
    return answer(() => this.runtime.executions.stop(this.own(request)));
  }

  /** The same with the first name of the flow. */
  private known<T extends { readonly flowIdentifier: string }>(request: T): T {
    const name = this.firstNames.get(request.flowIdentifier);
    if (name !== undefined) { return { ...request, flowIdentifier: name }; }
    throw new ServiceException('ResourceNotFoundException', `there is no flow '${request.flowIdentifier}' here; `
      + `use ${listed(this.names)}`);
  }

  /** The same, where it is an execution of this flow and alias. */
  private own<T extends ExecutionKey>(request: T): T {
    const key = this.known(request);
    const { flowIdentifier, flowAliasIdentifier } = this.runtime.executions.get(key);
    if (flowIdentifier === key.flowIdentifier && flowAliasIdentifier === key.flowAliasIdentifier) { return key; }
    throw new ServiceException('ResourceNotFoundException', `there is no execution '${key.executionIdentifier}' of `
      + 'this flow and alias; list those there are');
  }
}

async function answer<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asException(error);
  }
}

/** The events as they come, and an exception thrown, for the endpoint to put into the stream. */
async function* membersOf(events: AsyncIterable<FlowResponseEvent>): AsyncGenerator<FlowResponseMember, void, void> {
  try {
    for await (const event of events) {
      const [[name, payload]] = Object.entries(event as FlowResponseMember);
      if (name.endsWith('Exception')) {
        const { message, ...details } = payload as { readonly message: string };
        throw new ServiceException(exceptionName(name as ExceptionCode) as ExceptionName, message, details);
      }
      yield event as FlowResponseMember;
    }
  } catch (error) {
    throw asException(error);
  }
}

function asException(error: unknown): unknown {
  if (error instanceof FlowServiceError) {
    const { code, message, resourceName, reason } = error.exception;
    return new ServiceException(exceptionName(code) as ExceptionName, message, {
      ...resourceName !== undefined && { resourceName }, ...reason !== undefined && { reason },
    });
  }
  // a mock that is missing or wrong: what the node depends on is not there
  return error instanceof SimulateError ? new ServiceException('DependencyFailedException', error.message) : error;
}
