/**
 * The metrics of a call, as one line of the log that CloudWatch reads (embedded metric format): by version of the flow,
 * and over all of them.
 */
import type { Outcome } from './route';
import {
  NAMESPACE, ROUTER_COUNTS, ROUTER_TIMES, type RouterDimension, type RouterDimensions, type RouterMetric,
} from '../../src/core/contract';

export function metricsLine(flowId: string, outcome: Outcome, at: number): string {
  const { flowVersion, executionId, failure, isInputRequired, latency, timeToFirstEvent } = outcome;
  const values: Readonly<Record<RouterMetric, number | undefined>> = {
    Invocations: 1,
    Faults: Number(failure?.blame === 'service'),
    ClientFaults: Number(failure?.blame === 'caller'),
    Throttles: Number(failure?.isThrottled ?? false),
    InputRequired: Number(isInputRequired),
    Latency: rounded(latency),
    TimeToFirstEvent: rounded(timeToFirstEvent),
  };
  const metrics = [
    ...ROUTER_COUNTS.map((name) => ({ Name: name, Unit: 'Count' })),
    ...ROUTER_TIMES.filter((name) => values[name] !== undefined).map((name) => ({ Name: name, Unit: 'Milliseconds' })),
  ];
  const dimensions: RouterDimensions<string> =
    { FlowId: flowId, ...flowVersion !== undefined && { FlowVersion: flowVersion } };
  const sets: readonly (readonly RouterDimension[])[] = [...flowVersion === undefined
    ? [] : [['FlowId', 'FlowVersion'] as const], ['FlowId']];
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: sets, Metrics: metrics }],
    },
    ...dimensions,
    ...values,
    // not dimensions: to find a call in the log. The documents of callers and flows are not logged
    ExecutionId: executionId,
    Error: failure && `${failure.name}: ${failure.message}`,
  });
}

function rounded(time: number | undefined): number | undefined {
  return time === undefined ? undefined : Math.round(time * 100) / 100;
}
