/** What goes into a run and what comes out of it. Everything here is plain JSON, but for handlers and clocks. */
import type { Request } from './request';
import type { ExceptionName } from '../constraints/exceptions';
import type { DataType, InlinePrompt, NodeType } from '../model/definition';
import type { Case } from '../template/keys';

/** Where the documents leave a choice, and how to choose. The fidelity table says why each default is what it is. */
export interface Switches {
  /** Whether a loop goes on while its condition holds, or ends when it does. */
  readonly loopPolarity: 'continueWhileTrue' | 'exitWhenTrue';
  /** What an Iterator does with no items: its Collector yields `[]`, never fires, or the run fails. */
  readonly emptyArray: 'collect' | 'stall' | 'error';
  /** How traces spell data types: `STRING` as recorded, or `String` as the API model has it. */
  readonly traceTypes: 'observed' | 'model';
  /** Whether `['name']` and negative indexes are refused, or read with a diagnostic. */
  readonly expressions: 'strict' | 'lenient';
  /**
   * Whether `not`, `and` and `or` need parentheses where they are mixed, or are read as not > and > or with a
   * diagnostic.
   */
  readonly conditions: 'strict' | 'lenient';
}

/** `observed` is what recorded runs show, `documented` what the API model and the guide say where that differs. */
export type Profile = 'observed' | 'documented';

export interface CompileOptions extends Partial<Switches> {
  /** The switches that are not given. Default: `observed`. */
  readonly profile?: Profile;
  /** The contents of managed prompts, by the ARN (or intrinsic function as JSON) that the definition names. */
  readonly prompts?: { readonly [arn: string]: InlinePrompt };
  /**
   * What stands in the definition for values that only a deployment knows, such as `${Phone}`: said where a prompt has
   * it.
   */
  readonly unknown?: readonly string[];
  /** How keys are spelt that nothing tells of. */
  readonly spelling?: Case;
}

export interface EngineOptions {
  /** Default: a clock that stands still at 0. */
  readonly clock?: { now(): number };
  /** The id of the execution, which is the session of its agents. Default: `execution-1`. */
  readonly executionId?: string;
  /** For the events of Lambda functions. */
  readonly flowArn?: string;
  readonly flowAliasArn?: string;
  /** Which operation is played: a flow execution has no inline code. Default: `InvokeFlow`. */
  readonly operation?: 'InvokeFlow' | 'StartFlowExecution';
}

/** One entry of `inputs` of InvokeFlow. */
export interface FlowInput {
  readonly nodeName: string;
  readonly nodeOutputName?: string;
  /** Of the answer to an agent that asked: `agentInputText`. */
  readonly nodeInputName?: string;
  readonly content: { readonly document: unknown };
}

/** Which iteration of what a node runs in, outermost first. */
export interface ChainItem {
  readonly nodeName: string;
  /** From 0. */
  readonly index: number;
  readonly type: 'Iterator' | 'Loop';
}

/** The node types that the engine itself carries out. */
export type ControlType =
  'Input' | 'Output' | 'Condition' | 'Iterator' | 'Collector' | 'Loop' | 'LoopInput' | 'LoopController';

/** The node types whose work is done outside the engine: all others. */
export type EffectType = Exclude<NodeType, ControlType>;

/** Work for the outside world: the engine waits until it is settled. */
export interface Effect {
  readonly kind: 'effect';
  readonly id: number;
  /** The name of the node. */
  readonly node: string;
  readonly type: EffectType;
  /** What the node would send, by kind. */
  readonly request: Request;
  /** The values of the node's inputs, after their expressions. */
  readonly inputs: { readonly [name: string]: unknown };
  readonly executionChain: readonly ChainItem[];
}

/** The run is over, or paused: an agent asks, and `start` with the answer goes on. */
export interface Done {
  readonly kind: 'done';
  readonly completionReason?: 'SUCCESS' | 'INPUT_REQUIRED';
  readonly error?: RunError;
}

/** Nothing can go on before an effect is settled. */
export interface Waiting {
  readonly kind: 'waiting';
}

export type Step = Effect | Done | Waiting;

/** How the exceptions of InvokeFlow are called inside its stream. */
export type ExceptionCode = Uncapitalize<ExceptionName>;

export interface FlowException {
  readonly code: ExceptionCode;
  readonly message: string;
  /** The dependency that failed, such as `Lambda`. */
  readonly resourceName?: string;
  /** Of an internal error. */
  readonly reason?: string;
}

export interface RunError extends FlowException {
  /** The node it happened at; unknown for a fault of the whole. */
  readonly nodeName?: string;
}

/** What came of an effect: exactly one of the three. */
export type Settlement = SettledValue | SettledError | SettledQuestion;

export interface SettledValue {
  /**
   * The node's output: text of the model, results, what the function returned. JSON; of a Storage node it may be left
   * out.
   */
  readonly value: unknown;
  /**
   * Of Converse: `end_turn` unless given. A guardrail that stepped in says `guardrail_intervened`, and `value` is its
   * text.
   */
  readonly stopReason?: string;
  /** Of Converse: the tokens that the trace shows. Default: none. */
  readonly usage?: TokenUsage;
  /** Of a knowledge base: `INTERVENED` when its guardrail stepped in. */
  readonly guardrailAction?: 'INTERVENED' | 'NONE';
  /** The whole answer of the operation, for the trace. Default: one made of `value`. */
  readonly response?: unknown;
  readonly requestId?: string;
  /** Of an agent: its TraceParts. */
  readonly agentTraces?: readonly unknown[];
  /** How long it took, for drivers that keep virtual time. */
  readonly latencyMs?: number;
}

/** How much a model read and wrote. */
export interface TokenUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

export interface SettledError {
  readonly error: FlowException;
  readonly latencyMs?: number;
}

/** An agent that asks the user. */
export interface SettledQuestion {
  readonly inputRequired: unknown;
  readonly agentTraces?: readonly unknown[];
  readonly latencyMs?: number;
}

/** Says that a rule that rests on an assumption decided something, or that something was lost. */
export interface Diagnostic {
  /** The id of a row of the fidelity table. */
  readonly rule: string;
  readonly node?: string;
  readonly message: string;
}

export interface Call {
  readonly inputs: { readonly [name: string]: unknown };
  readonly outputs?: { readonly [name: string]: unknown };
  readonly error?: FlowException;
  readonly executionChain: readonly ChainItem[];
}

/** A data type as it is in the definition; `undefined` is checked against nothing. */
export type DeclaredType = DataType | undefined;
