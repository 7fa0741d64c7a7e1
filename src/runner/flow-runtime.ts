/**
 * The operations of bedrock-agent-runtime on flows of this machine: InvokeFlow here, flow executions in their own
 * class.
 */
import type { Execution } from './execution';
import { FlowExecutions } from './flow-executions';
import { MACHINE_CLOCK } from './machine-clock';
import { checkOptions, RUNTIME } from './options';
import type { PreparedFlow } from './prepared-flow';
import type { InvokeRequest } from './requests';
import { FlowServiceError } from './service-error';
import { SimulateError, toFlowResponseStream } from '../core/simulate';
import type { AsyncOptions, Concurrency, FlowResponseEvent, Timer, TimeLimits } from '../core/simulate';
import { listed } from '../core/words/lists';

export interface FlowRuntimeOptions {
  /** As `concurrencyConfiguration` of the alias. */
  readonly concurrency?: Concurrency;
  readonly timeouts?: TimeLimits;
  /** Default: the time of the machine. */
  readonly clock?: Timer;
  /** The id of a new execution. Default: `execution-1`, `execution-2`, … */
  readonly nextExecutionId?: () => string;
  /** Of all conversations that wait for an answer; then the oldest is forgotten. Default: 256 MB */
  readonly maxPausedBytes?: number;
}

export interface Invocation {
  readonly executionId: string;
  /** The events as they come. A flow that fails has an exception as its last. */
  readonly events: AsyncIterable<FlowResponseEvent>;
}

interface Conversation {
  /** The id that the flow was invoked by. */
  readonly flowId: string;
  readonly flow: PreparedFlow;
  readonly execution: Execution;
  isRunning: boolean;
  /** Of what it knows while it waits. */
  bytes: number;
}

/**
 * Whoever never answers must not fill the memory: so many conversations wait, with so many bytes of all that they know.
 */
const MAX_PAUSED = 1000;
const MAX_PAUSED_BYTES = 256 * 1024 * 1024;

export class FlowRuntime {
  public readonly executions: FlowExecutions;
  private readonly flows = new Map<string, PreparedFlow>();
  private readonly conversations = new Map<string, Conversation>();
  private count = 0;

  public constructor(private readonly options: FlowRuntimeOptions = {}) {
    checkOptions('FlowRuntime', options, RUNTIME);
    this.executions = new FlowExecutions((identifier) => this.flow(identifier), this.runOptions);
  }

  /**
   * Makes a flow known by its id or ARN; one of the same id is replaced and closed.
   *
   * @param flowIdentifier `*` is for all that are not known otherwise
   * @param flow made with `prepareFlow`
   */
  public add(flowIdentifier: string, flow: PreparedFlow): void {
    this.flows.get(idOf(flowIdentifier))?.close();
    this.flows.set(idOf(flowIdentifier), flow);
  }

  /** Runs a flow, or goes on with one that asked. @throws FlowServiceError as the service does before it streams */
  public async invokeFlow(request: InvokeRequest, signal?: AbortSignal): Promise<Invocation> {
    const executionId = request.executionId ?? this.nextId();
    const flowId = idOf(request.flowIdentifier);
    const conversation = request.executionId === undefined
      ? this.begun(flowId) : this.paused(request.executionId, flowId);
    conversation.isRunning = true;
    return { executionId, events: this.stream(conversation, executionId, request, signal) };
  }

  /** Ends what runs, and what the handlers have started. */
  public close(): void {
    this.executions.close();
    for (const flow of this.flows.values()) { flow.close(); }
    this.conversations.clear();
  }

  private get maxPausedBytes(): number { return this.options.maxPausedBytes ?? MAX_PAUSED_BYTES; }

  private get runOptions(): AsyncOptions {
    const { concurrency, timeouts, clock = MACHINE_CLOCK } = this.options;
    return { clock, ...concurrency && { concurrency }, ...timeouts && { timeouts } };
  }

  private async* stream(
    conversation: Conversation, executionId: string, request: InvokeRequest, signal?: AbortSignal,
  ): AsyncGenerator<FlowResponseEvent, void, void> {
    const { inputs, enableTrace, flowIdentifier, flowAliasIdentifier } = request;
    const { flow, execution } = conversation;
    const run = execution.invoke(inputs,
      { ...this.runOptions, executionId, ...arns(flowIdentifier, flowAliasIdentifier), ...signal && { signal } });
    try {
      for await (const entry of run) {
        for (const event of toFlowResponseStream({ plan: flow.plan, entries: [entry] }, { enableTrace })) {
          yield event;
        }
      }
      flow.save();
    } catch (error) {
      // inputs of the wrong form are for the service to refuse; other mistakes are those of the test, and thrown
      if (!(error instanceof SimulateError) || error.code !== 'IllegalInput') { throw error; }
      yield { validationException: { message: error.message } };
    } finally {
      conversation.isRunning = false;
      this.conversations.delete(executionId);
      if (execution.isPaused) { this.keep(executionId, conversation); }
    }
  }

  private keep(executionId: string, conversation: Conversation): void {
    conversation.bytes = conversation.execution.pausedBytes;
    this.conversations.set(executionId, conversation);
    let total = 0;
    for (const { bytes } of this.conversations.values()) { total += bytes; }
    // the oldest first; the newest stays in any case
    for (const [id, { bytes, isRunning }] of this.conversations) {
      if (this.conversations.size <= MAX_PAUSED && total <= this.maxPausedBytes || id === executionId) { break; }
      if (isRunning) { continue; }
      this.conversations.delete(id);
      total -= bytes;
    }
  }

  private begun(flowId: string): Conversation {
    const flow = this.flow(flowId);
    return { flowId, flow, execution: flow.execution(), isRunning: true, bytes: 0 };
  }

  private paused(executionId: string, flowId: string): Conversation {
    const conversation = this.conversations.get(executionId);
    // that of another flow is not there for whoever asks
    if (conversation?.flowId !== flowId) {
      throw new FlowServiceError({
        code: 'validationException', message: `There is no execution ${executionId} that waits for an answer.`,
      });
    }
    if (conversation.isRunning) {
      throw new FlowServiceError({ code: 'conflictException', message: `The execution ${executionId} is running.` });
    }
    return conversation;
  }

  private flow(identifier: string): PreparedFlow {
    const flow = this.flows.get(idOf(identifier)) ?? this.flows.get('*');
    if (flow) { return flow; }
    const known = listed([...this.flows.keys()].sort()) || 'none';
    throw new FlowServiceError({
      code: 'resourceNotFoundException', message: `There is no flow ${identifier} here, only ${known}.`,
    });
  }

  private nextId(): string {
    return this.options.nextExecutionId?.() ?? `execution-${++this.count}`;
  }
}

/** The id in an ARN. */
function idOf(identifier: string): string {
  return /:flow\/([^/:]+)/.exec(identifier)?.[1] ?? identifier;
}

/** What functions are told of the flow. */
function arns(flow: string, alias: string): { readonly flowArn: string; readonly flowAliasArn: string } {
  const flowArn = flow.startsWith('arn:')
    ? flow.replace(/\/alias\/.*$/, '') : `arn:aws:bedrock:us-east-1:123456789012:flow/${flow}`;
  return { flowArn, flowAliasArn: alias.startsWith('arn:') ? alias : `${flowArn}/alias/${alias}` };
}
