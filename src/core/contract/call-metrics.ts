/** The metrics of functions that call a flow on behalf of others: in the namespace of the router's, with its names. */
import { ROUTER_COUNTS, type RouterDimensions } from './router-metrics';

/** Each call counts as 0 or 1 in each, so that their sums can be divided. */
export const CALL_COUNTS = ROUTER_COUNTS;

/** In milliseconds. Not of an execution that is only started: it has not ended by then. */
export const CALL_TIME = 'Latency';

/**
 * A call is counted by flow, by version where the function knows it, by alias, and by function. One that goes through a
 * router is counted by function alone: the router has counted it by flow and version already.
 */
export interface CallDimensions<Value> extends RouterDimensions<Value> {
  readonly FlowAliasId?: Value;
  readonly Function?: Value;
}

/** What traces say of a node, in a call. */
const NODE_COUNTS = ['NodeRuns', 'NodeInputTokens', 'NodeOutputTokens'] as const;

/** How long each run of the node took, in milliseconds. */
export const NODE_TIME = 'NodeLatency';

export type NodeMetric = typeof NODE_COUNTS[number] | typeof NODE_TIME;

export interface NodeDimensions<Value> {
  readonly FlowId: Value;
  readonly Node: Value;
}

/** How often a condition node took a branch. */
export const BRANCH_COUNT = 'BranchesTaken';

export interface BranchDimensions<Value> extends NodeDimensions<Value> {
  /** The name of the condition; `default` where none held. */
  readonly Branch: Value;
}
