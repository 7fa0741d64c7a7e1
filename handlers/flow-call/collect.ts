/** Gathers what a flow gives, from the members of its event stream or from the lines of the router. */
import { FlowCallError } from './flow-call-error';
import type { NodeTracer, Trace } from './node-runs';
import { FLOW_CALL_ERRORS } from '../../src/core/contract';

/** A member of FlowResponseStream, or a line of the router. */
export interface Member {
  readonly flowOutputEvent?: { readonly nodeName?: string; readonly content?: { readonly document?: unknown } };
  readonly flowCompletionEvent?: { readonly completionReason?: string };
  readonly flowMultiTurnInputRequestEvent?: { readonly nodeName?: string };
  readonly flowTraceEvent?: { readonly trace?: Trace };
  readonly error?: { readonly name: string; readonly message: string };
  readonly router?: { readonly executionId?: string };
}

export interface Result {
  readonly executionId?: string;
  /** By the name of the output node; a list where one gave several values, in the order they came. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

export class Collector {
  private readonly values = new Map<string, unknown[]>();
  private reason?: string;
  private asking?: string;
  private routedId?: string;

  public constructor(private readonly tracer: NodeTracer) {}

  public add(member: Member): void {
    const { flowOutputEvent, flowCompletionEvent, flowMultiTurnInputRequestEvent, error, router } = member;
    if (member.flowTraceEvent?.trace) { this.tracer.add(member.flowTraceEvent.trace); }
    // whose fault it is, the router has counted; here only its name is known
    if (error) { throw new FlowCallError(error.name, error.message, error.name === 'ValidationException'); }
    if (flowOutputEvent?.nodeName !== undefined) {
      const { nodeName, content } = flowOutputEvent;
      this.values.set(nodeName, [...this.values.get(nodeName) ?? [], content?.document ?? null]);
    }
    this.reason = flowCompletionEvent?.completionReason ?? this.reason;
    this.asking = flowMultiTurnInputRequestEvent?.nodeName ?? this.asking;
    this.routedId = router?.executionId ?? this.routedId;
  }

  public result(executionId = this.routedId): Result {
    if (this.reason === undefined) { throw new Error('the stream of the flow ended before the flow did'); }
    if (this.reason !== 'SUCCESS') {
      throw new FlowCallError(FLOW_CALL_ERRORS.inputRequired, `node '${this.asking ?? 'unknown'}' asks the caller for `
        + 'more, and nobody can answer here; have the agent decide without asking');
    }
    // a node may be called __proto__: entries define members, assignments would not
    const outputs = Object.fromEntries([...this.values]
      .map(([name, values]) => [name, values.length === 1 ? values[0] : values]));
    return { executionId, outputs };
  }
}
