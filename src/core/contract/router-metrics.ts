/** The metrics that the router reports: the service itself has none for flows. */
export const NAMESPACE = 'BedrockFlows';

/** Each call counts as 0 or 1 in each, so that their sums can be divided. */
export const ROUTER_COUNTS = ['Invocations', 'Faults', 'ClientFaults', 'Throttles', 'InputRequired'] as const;

/** In milliseconds. */
export const ROUTER_TIMES = ['Latency', 'TimeToFirstEvent'] as const;

export type RouterCount = typeof ROUTER_COUNTS[number];
export type RouterTime = typeof ROUTER_TIMES[number];
export type RouterMetric = RouterCount | RouterTime;

/**
 * Calls of all versions have the flow alone. A call that goes on with a conversation has no version: nobody confirms
 * which one its caller names.
 */
export interface RouterDimensions<Value> {
  readonly FlowId: Value;
  readonly FlowVersion?: Value;
}

export type RouterDimension = keyof RouterDimensions<unknown>;
