/**
 * The events of both runtime APIs, as they go over the wire (bedrock-agent-runtime API model, FlowResponseStream and
 * FlowExecutionEvent); times are ISO 8601 texts. `nodeType` is a text, because recorded runs have more than the model
 * lists.
 */
import type { ExceptionCode } from './types';

export interface Content { readonly document: unknown }

/** A member of FlowResponseStream: exactly one key. */
export type FlowResponseEvent =
  | { readonly flowOutputEvent: FlowOutputEvent }
  | { readonly flowCompletionEvent: { readonly completionReason: 'SUCCESS' | 'INPUT_REQUIRED' } }
  | { readonly flowTraceEvent: { readonly trace: FlowTrace } }
  | { readonly flowMultiTurnInputRequestEvent: FlowOutputEvent }
  | { readonly [C in ExceptionCode]?: ExceptionEvent };

export interface FlowOutputEvent {
  readonly nodeName: string;
  readonly nodeType: string;
  readonly content: Content;
}

export interface ExceptionEvent {
  readonly message: string;
  readonly resourceName?: string;
  readonly reason?: string;
}

/** Exactly one of these. */
export interface FlowTrace {
  readonly nodeInputTrace?: NodeEvent
    & { readonly fields: readonly (InputField & { readonly nodeInputName: string })[] };
  readonly nodeOutputTrace?: NodeEvent
    & { readonly fields: readonly (OutputField & { readonly nodeOutputName: string })[] };
  readonly conditionNodeResultTrace?: ConditionEvent;
  readonly nodeActionTrace?: ActionEvent;
  readonly nodeDependencyTrace?: DependencyEvent;
}

/** A member of FlowExecutionEvent: exactly one key. */
export interface FlowExecutionEvent {
  readonly flowInputEvent?: NodeEvent & { readonly fields: readonly NamedContent[] };
  readonly flowOutputEvent?: NodeEvent & { readonly fields: readonly NamedContent[] };
  readonly nodeInputEvent?: NodeEvent & { readonly fields: readonly (InputField & { readonly name: string })[] };
  readonly nodeOutputEvent?: NodeEvent & { readonly fields: readonly (OutputField & { readonly name: string })[] };
  readonly conditionResultEvent?: ConditionEvent;
  readonly nodeActionEvent?: ActionEvent;
  readonly nodeDependencyEvent?: DependencyEvent;
  readonly nodeFailureEvent?: NodeEvent & FailureFields;
  readonly flowFailureEvent?: FailureFields & { readonly timestamp: string };
}

export interface NodeEvent {
  readonly nodeName: string;
  readonly timestamp: string;
}

export interface NamedContent {
  readonly name: string;
  readonly content: Content;
}

export interface InputField {
  readonly content: Content;
  readonly source?: { readonly nodeName: string; readonly outputFieldName: string; readonly expression: string };
  readonly type?: string;
  readonly category?: string;
  readonly executionChain?: readonly {
    readonly nodeName: string;
    readonly index?: number;
    readonly type: 'Iterator'
    | 'Loop';
  }[];
}

export interface OutputField {
  readonly content: Content;
  readonly next?: readonly { readonly nodeName: string; readonly inputFieldName: string }[];
  readonly type?: string;
}

export interface ConditionEvent extends NodeEvent {
  readonly satisfiedConditions: readonly { readonly conditionName: string }[];
}

export interface ActionEvent extends NodeEvent {
  readonly requestId: string;
  readonly serviceName: string;
  readonly operationName: string;
  readonly operationRequest?: unknown;
  readonly operationResponse?: unknown;
}

export interface DependencyEvent extends NodeEvent {
  readonly traceElements: { readonly agentTraces: readonly unknown[] };
}

export interface FailureFields {
  readonly errorCode: string;
  readonly errorMessage: string;
}
