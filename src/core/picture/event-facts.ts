/**
 * The facts of a run, read off its events: those of InvokeFlow with traces, or of a flow execution, from the service or
 * from here. They come from outside, and anything may be in them: what is not an event is passed over, and counted.
 */
import { FactsBuilder, type Field, type Moment, type RunFacts } from './run-facts';
import { guessedUsage, usageIn } from './usage';
import { at, shown } from '../diagram/values';
import { isRecord } from '../model/opaque';
import type { ChainItem } from '../simulate/types';

type Json = Record<string, unknown>;

export interface EventFacts {
  readonly facts: RunFacts;
  /** How many were no events that are known. */
  readonly unknown: number;
}

/** @param typeOf the type of a node by its name; empty where there is none */
export function factsOfEvents(events: readonly unknown[], typeOf: (node: string) => string): EventFacts {
  const facts = new FactsBuilder(typeOf);
  return { facts, unknown: events.filter((event) => !takeEvent(event, facts)).length };
}

/** Adds an event to the facts, and says whether it is one that is known. */
export function takeEvent(event: unknown, facts: FactsBuilder): boolean {
  const [[kind, payload] = []] = isRecord(event) ? Object.entries(event) : [];
  return kind !== undefined && isRecord(payload) && new Event(facts, payload).take(kind);
}

class Event {
  private readonly moment: Moment;

  public constructor(private readonly facts: FactsBuilder, private readonly payload: Json) {
    // events of the stream other than traces have no time: they come right after what does
    const time = timeOf(payload.timestamp) ?? facts.end;
    this.moment = { node: shown(payload.nodeName, ''), time };
  }

  /** Whether it is one that is known. */
  public take(kind: string): boolean {
    const { facts, moment, payload } = this;
    switch (kind) {
      case 'flowTraceEvent': return Object.entries(isRecord(payload.trace) ? payload.trace : {})
        .every(([trace, inner]) => isRecord(inner) && new Event(facts, inner).take(trace));
      case 'nodeInputTrace': case 'nodeInputEvent': this.input(); return true;
      case 'nodeOutputTrace': case 'nodeOutputEvent': this.output(); return true;
      case 'conditionNodeResultTrace': case 'conditionResultEvent': {
        const satisfied = payload.satisfiedConditions;
        facts.condition(moment, shown(at(Array.isArray(satisfied) ? satisfied[0] : undefined, 'conditionName'), '?'));
        return true;
      }
      case 'nodeActionTrace': case 'nodeActionEvent': this.action(); return true;
      case 'nodeDependencyTrace': case 'nodeDependencyEvent': {
        const traces = at(payload, 'traceElements', 'agentTraces');
        facts.dependency(moment, Array.isArray(traces) ? traces : []);
        return true;
      }
      case 'flowInputEvent': facts.flowInput(moment.node, this.document(), moment.time); return true;
      case 'flowOutputEvent': facts.flowOutput(moment, this.document()); return true;
      case 'flowMultiTurnInputRequestEvent': facts.dialogue(moment, false, this.document()); return true;
      case 'flowCompletionEvent': facts.completed(payload.completionReason === 'INPUT_REQUIRED'
        ? 'INPUT_REQUIRED' : 'SUCCESS', moment.time); return true;
      case 'nodeFailureEvent': facts.nodeFailed(moment, failureOf(payload)); return true;
      case 'flowFailureEvent': facts.failed(failureOf(payload), moment.time); return true;
      default: return this.exception(kind);
    }
  }

  /**
   * An answer to an agent that asked comes as an input of the agent; events hold five inputs, more come in further
   * ones.
   */
  private input(): void {
    const { facts, moment, payload } = this;
    const fields = this.fields();
    const first: unknown = Array.isArray(payload.fields) ? payload.fields[0] : undefined;
    const chain = chainOf(at(first, 'executionChain'));
    const open = facts.openVisit(moment);
    if (open && open.dialogue.length > 0) {
      facts.dialogue(moment, true, fields[0]?.value);
    } else if (open && open.end === moment.time && open.actions.length === 0
      && fields.every(({ name }) => open.inputs.every((one) => one.name !== name))) {
      facts.moreInput(open, moment, fields);
    } else {
      facts.nodeInput({ ...moment, chain }, fields);
    }
  }

  /**
   * Outputs do not say in which iteration they are; what a Collector gives is outside of those in which it took in
   * items.
   */
  private output(): void {
    const { facts, moment } = this;
    facts.nodeOutput(facts.typeOf(moment.node) === 'Collector' ? { ...moment, chain: [] } : moment, this.fields());
  }

  private action(): void {
    const { operationName, operationRequest: request, operationResponse: response } = this.payload;
    const answer = at(response, 'output', 'message', 'content');
    const text = Array.isArray(answer) ? at(answer[0], 'text') : undefined;
    const usage = usageIn(response) ?? guessedUsage(request, text);
    this.facts.action(this.moment, { operation: shown(operationName, '?'), request, response, ...usage && { usage } });
  }

  private exception(kind: string): boolean {
    if (!kind.endsWith('Exception')) { return false; }
    this.facts.failed({ code: kind, message: shown(this.payload.message, '') }, this.moment.time);
    return true;
  }

  private fields(): Field[] {
    const { fields } = this.payload;
    return (Array.isArray(fields) ? fields.filter(isRecord) : []).map((field): Field => {
      const name = shown(field.nodeInputName ?? field.nodeOutputName ?? field.name, '?');
      const { source } = field;
      const value = at(field, 'content', 'document');
      if (!isRecord(source)) { return { name, value }; }
      const { nodeName, outputFieldName, expression } = source;
      return {
        name,
        value,
        expression: shown(expression, '?'),
        source: `${shown(nodeName, '?')}.${shown(outputFieldName, '?')}`,
      };
    });
  }

  /** Streams have one document, executions a list of fields. */
  private document(): unknown {
    return at(this.payload, 'content', 'document') ?? this.fields()[0]?.value;
  }
}

function failureOf({ errorCode, errorMessage }: Json) {
  return { code: shown(errorCode, 'INTERNAL_SERVER'), message: shown(errorMessage, '') };
}

function chainOf(chain: unknown): readonly ChainItem[] {
  return (Array.isArray(chain) ? chain.filter(isRecord) : []).map(({ nodeName, index, type }) => ({
    nodeName: shown(nodeName, '?'),
    index: typeof index === 'number' ? index : 0,
    type: type === 'Loop'
      ? 'Loop' : 'Iterator',
  }));
}

/** ISO 8601, or seconds since 1970 as the protocol has them. */
function timeOf(timestamp: unknown): number | undefined {
  const time = typeof timestamp === 'number' ? timestamp * 1000 : typeof timestamp === 'string'
    ? Date.parse(timestamp) : NaN;
  return Number.isFinite(time) ? time : undefined;
}
