/** The metrics of a call, as one line of the log that CloudWatch reads (embedded metric format): by version of the flow, and over all of them. */
import { Outcome } from './route';

const NAMESPACE = 'BedrockFlowsCanary';

/** Each call counts as 0 or 1 in each, so that their sums can be divided. */
const COUNTS = ['Invocations', 'Faults', 'ClientFaults', 'Throttles', 'InputRequired'] as const;
const TIMES = ['Latency', 'TimeToFirstEvent'] as const;

export function metricsLine(flowId: string, outcome: Outcome, at: number): string {
  const { flowVersion, executionId, failure, isInputRequired, latency, timeToFirstEvent } = outcome;
  const values: Readonly<Record<typeof COUNTS[number] | typeof TIMES[number], number | undefined>> = {
    Invocations: 1,
    Faults: Number(failure?.blame === 'service'),
    ClientFaults: Number(failure?.blame === 'caller'),
    Throttles: Number(failure?.isThrottled ?? false),
    InputRequired: Number(isInputRequired),
    Latency: rounded(latency),
    TimeToFirstEvent: rounded(timeToFirstEvent),
  };
  const metrics = [
    ...COUNTS.map((name) => ({ Name: name, Unit: 'Count' })),
    ...TIMES.filter((name) => values[name] !== undefined).map((name) => ({ Name: name, Unit: 'Milliseconds' })),
  ];
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['FlowId', 'FlowVersion'], ['FlowId']], Metrics: metrics }],
    },
    FlowId: flowId,
    FlowVersion: flowVersion,
    ...values,
    // not dimensions: to find a call in the log. The documents of callers and flows are not logged
    ExecutionId: executionId,
    Error: failure && `${failure.name}: ${failure.message}`,
  });
}

function rounded(time: number | undefined): number | undefined {
  return time === undefined ? undefined : Math.round(time * 100) / 100;
}
