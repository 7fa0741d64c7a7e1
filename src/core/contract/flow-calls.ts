/** What constructs and the functions that call a flow on behalf of others agree on. */

/** What such a function is called with. */
export interface FlowCallRequest<Value> {
  /** What the flow takes. */
  readonly document: Value;
  /** The name of the flow's input node. */
  readonly inputNode: Value;
  /** What a started execution is called, so that the same event starts it once. */
  readonly executionName?: Value;
}

/** Its environment: an alias of a flow, or the alias of a router that leads to one. */
export interface FlowCallEnvironment<Value> {
  readonly FLOW_ID: Value;
  readonly FLOW_ALIAS_ID: Value;
  /** The ARN of the router's alias, which is then called in place of the flow. */
  readonly ROUTER_FUNCTION?: Value;
  /** The version that the alias points to, for the metrics, where the stack of the function makes it. */
  readonly FLOW_VERSION?: Value;
  /** Set where metrics of nodes are wanted: calls then ask for traces, whose texts nobody keeps. */
  readonly NODE_METRICS?: Value;
  /** The bucket for results that are too large to be handed back. */
  readonly RESULT_BUCKET?: Value;
  /** Set where the flow is only started, and its end is not waited for. */
  readonly START_ONLY?: Value;
}

/** Results are kept under this prefix; what follows is the id of the execution. */
export const RESULT_PREFIX = 'flow-results/';

/**
 * The largest result that is handed back, in bytes. Step Functions takes 262,144 between two states (Step Functions
 * Developer Guide, limits); what else a state holds needs room too.
 */
export const MAX_RESULT_BYTES = 200 * 1024;

/** Errors that these functions name themselves, beside those of the service. */
export const FLOW_CALL_ERRORS = {
  /** An agent in the flow asks the caller something. */
  inputRequired: 'BedrockFlows.InputRequired',
  /** The execution failed. */
  failed: 'BedrockFlows.Failed',
  /** The flow ran longer than it was given. */
  timedOut: 'BedrockFlows.TimedOut',
  /** Somebody stopped the execution. */
  aborted: 'BedrockFlows.Aborted',
  /** The result is too large to be handed back, and there is no bucket for it. */
  resultTooLarge: 'BedrockFlows.ResultTooLarge',
} as const;

/** Names of executions: API model of bedrock-agent-runtime 2023-07-26, FlowExecutionName. */
export const EXECUTION_NAME = /^[a-zA-Z0-9-]{1,36}$/;
