/** Flow executions: they run in the background, and are asked how they are. */
import type { PreparedFlow } from './prepared-flow';
import type {
  ExecutionKey, FlowKey, ListEventsRequest, ListExecutionsRequest, Paging, StartRequest,
} from './requests';
import { FlowServiceError } from './service-error';
import { toFlowExecutionEvents } from '../core/simulate';
import type { AsyncOptions, FlowExecutionEvent, FlowInput, LogEntry } from '../core/simulate';
import { thrownText } from '../core/simulate/thrown';

interface Background extends FlowKey {
  readonly arn: string;
  readonly flow: PreparedFlow;
  readonly started: number;
  readonly entries: LogEntry[];
  readonly stop: AbortController;
  status: 'Running' | 'Succeeded' | 'Failed' | 'TimedOut' | 'Aborted';
  ended?: number;
  errors?: readonly { readonly nodeName?: string; readonly message: string; readonly error?: 'ExecutionTimedOut' }[];
}

const PAGE = 100;
/** What is over is forgotten some day, so that a process that stays does not grow. */
const MAX_KEPT = 1000;

export class FlowExecutions {
  private readonly running = new Map<string, Background>();
  private count = 0;

  public constructor(
    private readonly flowOf: (identifier: string) => PreparedFlow, private readonly options: AsyncOptions,
  ) {}

  public start({ flowIdentifier, flowAliasIdentifier, inputs, flowExecutionName }: StartRequest): {
    readonly executionArn: string;
  } {
    const flow = this.flowOf(flowIdentifier);
    const name = flowExecutionName ?? `execution-${++this.count}`;
    const arn =
      `arn:aws:bedrock:us-east-1:123456789012:flow/${flowIdentifier}/alias/${flowAliasIdentifier}/execution/${name}`;
    if (this.running.has(name)) {
      throw new FlowServiceError({ code: 'conflictException', message: `There is an execution ${name} already.` });
    }
    const execution: Background = {
      flowIdentifier,
      flowAliasIdentifier,
      arn,
      flow,
      started: this.now(),
      entries: [],
      stop: new AbortController(),
      status: 'Running',
    };
    this.running.set(name, execution);
    this.forgetOldest();
    void this.run(execution, inputs);
    return { executionArn: arn };
  }

  public get(key: ExecutionKey) {
    const { arn: executionArn, status, started, ended, errors, ...rest } = this.find(key);
    return {
      ...this.keyOf(rest),
      executionArn,
      status,
      startedAt: new Date(started),
      ...ended !== undefined && { endedAt: new Date(ended) },
      ...errors && { errors },
    };
  }

  public list({ flowIdentifier, flowAliasIdentifier, ...page }: ListExecutionsRequest) {
    const fitting = [...this.running.values()].filter((one) => one.flowIdentifier === flowIdentifier
      && (flowAliasIdentifier === undefined || one.flowAliasIdentifier === flowAliasIdentifier));
    const { items, nextToken } = paged(fitting, page);
    return {
      flowExecutionSummaries: items.map(({ arn: executionArn, status, started, ended, ...rest }) => (
        {
          ...this.keyOf(rest),
          executionArn,
          status,
          createdAt: new Date(started),
          ...ended !== undefined && { endedAt: new Date(ended) },
        }
      )),
      ...nextToken !== undefined && { nextToken },
    };
  }

  public events({ eventType, maxResults, nextToken, ...key }: ListEventsRequest): {
    readonly flowExecutionEvents: readonly FlowExecutionEvent[]; readonly nextToken?: string;
  } {
    const { flow, entries } = this.find(key);
    const { items, nextToken: next } = paged(toFlowExecutionEvents({ plan: flow.plan, entries }, { eventType }),
      { maxResults, nextToken });
    return { flowExecutionEvents: items, ...next !== undefined && { nextToken: next } };
  }

  public snapshot(key: ExecutionKey) {
    const execution = this.find(key);
    return {
      ...this.keyOf(execution),
      executionRoleArn: 'arn:aws:iam::123456789012:role/local',
      definition: JSON.stringify(execution.flow.definition),
    };
  }

  public stop(key: ExecutionKey) {
    const execution = this.find(key);
    if (execution.status === 'Running') {
      execution.status = 'Aborted';
      execution.ended = this.now();
      execution.stop.abort();
    }
    return { executionArn: execution.arn, status: execution.status };
  }

  public close(): void {
    for (const { stop } of this.running.values()) { stop.abort(); }
    this.running.clear();
  }

  private async run(execution: Background, inputs: readonly FlowInput[]): Promise<void> {
    const { flow, entries, stop } = execution;
    try {
      const run = flow.execution()
        .invoke(inputs, { ...this.options, operation: 'StartFlowExecution', signal: stop.signal });
      for (;;) {
        const { done, value } = await run.next();
        if (!done) { entries.push(value); continue; }
        const { error } = value;
        this.end(execution, error ? error.reason === 'ExecutionTimedOut'
          ? 'TimedOut' : 'Failed' : 'Succeeded', error && [{
          ...error.nodeName !== undefined && { nodeName: error.nodeName },
          message: error.message,
          ...error.reason === 'ExecutionTimedOut' && { error: 'ExecutionTimedOut' as const },
        }]);
        flow.save();
        return;
      }
    } catch (thrown) {
      // nobody waits for it: what is wrong is found where the execution is looked at
      this.end(execution, 'Failed', [{ message: thrownText(thrown) }]);
    }
  }

  private end(execution: Background, status: Background['status'], errors?: Background['errors']): void {
    if (execution.status !== 'Running') { return; }
    Object.assign(execution, { status, ended: this.now(), ...errors && { errors } });
  }

  private forgetOldest(): void {
    if (this.running.size <= MAX_KEPT) { return; }
    const oldest = [...this.running].find(([, { status }]) => status !== 'Running');
    if (oldest) { this.running.delete(oldest[0]); }
  }

  private find({ executionIdentifier }: ExecutionKey): Background {
    const name = executionIdentifier.slice(executionIdentifier.lastIndexOf('/') + 1);
    const execution = this.running.get(name);
    if (execution) { return execution; }
    throw new FlowServiceError({
      code: 'resourceNotFoundException', message: `There is no execution ${executionIdentifier}.`,
    });
  }

  private keyOf({ flowIdentifier, flowAliasIdentifier }: FlowKey) {
    return { flowIdentifier, flowAliasIdentifier, flowVersion: 'DRAFT' };
  }

  private now(): number { return this.options.clock?.now() ?? 0; }
}

function paged<T>(all: readonly T[], { maxResults = PAGE, nextToken = '0' }: Paging): {
  readonly items: readonly T[]; readonly nextToken?: string;
} {
  const from = Number(nextToken);
  if (!Number.isInteger(from) || from < 0 || from > all.length) {
    throw new FlowServiceError({
      code: 'validationException', message: `The nextToken '${nextToken}' is not one that was given.`,
    });
  }
  const to = Math.min(all.length, from + maxResults);
  return { items: all.slice(from, to), ...to < all.length && { nextToken: String(to) } };
}
