/** The spans of a run: one for the run, one for each visit of a node, and one for each call that a node made. */
import {
  type Attributes, callSpan, errorAttributes, KIND, workflowAttributes, workflowName,
} from './conventions';
import type { Identifiers } from './identifiers';
import type { Fault, RunFacts, Visit } from '../../src/core/picture';

export interface Span {
  readonly id: string;
  readonly parent?: string;
  readonly name: string;
  readonly kind: number;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  readonly error?: { readonly message?: string };
}

export interface Trace {
  readonly id: string;
  readonly spans: readonly Span[];
}

export interface TraceOptions {
  /** What the trace is called. */
  readonly flow: string;
  /** The case of a data set. */
  readonly case?: string;
  /** Which of several runs of the case, from 1. */
  readonly run?: number;
  readonly identifiers: Identifiers;
  /** When the run began, in milliseconds since 1970. */
  readonly began: number;
  /** Whether inputs, prompts, answers and messages of errors are told: they can hold what users have written. */
  readonly isWithContent: boolean;
  /** The type of a node by its name. */
  readonly typeOf: (node: string) => string;
}

export function traceOf(facts: RunFacts, options: TraceOptions): Trace {
  const { identifiers, flow, isWithContent } = options;
  const at = (time: number) => options.began + time - facts.start;
  const root = identifiers.span(0);
  const spans: Span[] = [{
    id: root,
    name: workflowName(flow),
    kind: KIND.internal,
    start: at(facts.start),
    end: at(facts.end),
    attributes: {
      ...workflowAttributes(flow),
      'bedrock_flows.case': options.case,
      'bedrock_flows.run': options.run,
      'bedrock_flows.completion_reason': facts.completion,
      'bedrock_flows.error.node': facts.error?.nodeName,
      ...isWithContent && {
        'bedrock_flows.input': json(facts.input?.document),
        'bedrock_flows.outputs': json(Object.fromEntries(facts.outputs.map(({ node, document }) => [node, document]))),
      },
      ...facts.error && errorAttributes(facts.error.code),
    },
    ...errorOf(facts.error, isWithContent),
  }];
  for (const { node, visit } of inOrder(facts)) {
    const id = identifiers.span(spans.length);
    const [start, end] = [at(visit.start), at(visit.end)];
    spans.push({ id, parent: root, name: node, kind: KIND.internal, start, end, ...ofVisit(node, visit, options) });
    for (const [number, action] of visit.actions.entries()) {
      // the answer that the node gave is that of its last call
      const answer = number === visit.actions.length - 1 ? visit.outputs[0]?.[0]?.value : undefined;
      const { name, attributes } = callSpan(action, isWithContent, answer);
      const isLast = number === visit.actions.length - 1;
      spans.push({
        id: identifiers.span(spans.length),
        parent: id,
        name,
        kind: KIND.client,
        start,
        end,
        attributes: { ...attributes, ...isLast && visit.error && errorAttributes(visit.error.code) },
        ...isLast && errorOf(visit.error, isWithContent),
      });
    }
  }
  return { id: identifiers.trace, spans };
}

function ofVisit(
  node: string, visit: Visit, { typeOf, isWithContent }: TraceOptions,
): Pick<Span, 'attributes' | 'error'> {
  const { chain, condition, error, inputs, outputs } = visit;
  const values = (fields: Visit['inputs']) => Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  return {
    attributes: {
      'bedrock_flows.node.name': node,
      'bedrock_flows.node.type': typeOf(node),
      'bedrock_flows.node.condition': condition,
      'bedrock_flows.node.iteration': chain.length === 0
        ? undefined : chain.map(({ nodeName, index }) => `${nodeName}[${index}]`).join('.'),
      ...isWithContent && {
        'bedrock_flows.node.inputs': json(values(inputs)),
        'bedrock_flows.node.outputs': json(outputs.length > 1 ? outputs.map(values) : values(outputs[0] ?? [])),
      },
      ...error && errorAttributes(error.code),
    },
    ...errorOf(error, isWithContent),
  };
}

/** Messages quote values. */
function errorOf(error: Fault | undefined, isWithContent: boolean): Pick<Span, 'error'> {
  return error ? { error: isWithContent ? { message: error.message } : {} } : {};
}

function inOrder({ visits }: RunFacts): readonly { readonly node: string; readonly visit: Visit }[] {
  return [...visits].flatMap(([node, all]) => all.map((visit) => ({ node, visit })))
    .sort((left, right) => left.visit.first - right.visit.first);
}

function json(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
