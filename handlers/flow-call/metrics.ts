/** The metrics of a call as lines of the log that CloudWatch reads (embedded metric format). */
import type { Callee } from './callee';
import type { FlowCallError } from './flow-call-error';
import type { NodeRuns } from './node-runs';
import {
  BRANCH_COUNT, CALL_COUNTS, CALL_TIME, type CallDimensions, FLOW_CALL_ERRORS, NAMESPACE, NODE_TIME,
} from '../../src/core/contract';

/** What became of a call. */
export interface CallOutcome {
  readonly error?: FlowCallError;
  /** In milliseconds; not of an execution that was only started. */
  readonly latency?: number;
  readonly nodes: ReadonlyMap<string, NodeRuns>;
}

interface Metric {
  readonly name: string;
  readonly unit: 'Count' | 'Milliseconds';
  readonly value: number | readonly number[];
}

/** The most values of a metric in one line: CloudWatch User Guide, CloudWatch_Embedded_Metric_Format_Specification. */
const MAX_VALUES = 100;

export function metricLines(callee: Callee, outcome: CallOutcome, at: number): string[] {
  const { error, latency, nodes } = outcome;
  const { name } = error ?? {};
  const isInputRequired = name === FLOW_CALL_ERRORS.inputRequired;
  const counts = {
    Invocations: 1,
    Faults: Number(error !== undefined && !isInputRequired && !error.isOfCaller),
    ClientFaults: Number(error?.isOfCaller ?? false),
    Throttles: Number(name === 'ThrottlingException'),
    InputRequired: Number(isInputRequired),
  };
  const metrics: Metric[] = CALL_COUNTS.map((count) => ({ name: count, unit: 'Count', value: counts[count] }));
  if (latency !== undefined) { metrics.push({ name: CALL_TIME, unit: 'Milliseconds', value: rounded(latency) }); }
  const dimensions = dimensionsOf(callee);
  return [line(at, dimensions, setsOf(callee, dimensions), metrics, error && { Error: name }),
    ...[...nodes].flatMap(([node, runs]) => nodeLines(callee.flowId, node, runs, at))];
}

function dimensionsOf({ flowId, flowAliasId, flowVersion }: Callee): CallDimensions<string> {
  const { AWS_LAMBDA_FUNCTION_NAME: own } = process.env;
  return {
    FlowId: flowId,
    FlowAliasId: flowAliasId,
    ...flowVersion !== undefined && { FlowVersion: flowVersion },
    ...own && { Function: own },
  };
}

type Dimension = keyof CallDimensions<unknown>;

function setsOf({ router }: Callee, { FlowVersion, Function: own }: CallDimensions<string>): Dimension[][] {
  const ofFunction: Dimension[][] = own ? [['FlowId', 'Function']] : [];
  // the router has counted the others
  if (router !== undefined) { return ofFunction; }
  const ofVersion: Dimension[][] = FlowVersion ? [['FlowId', 'FlowVersion']] : [];
  return [...ofFunction, ['FlowId'], ['FlowId', 'FlowAliasId'], ...ofVersion];
}

function nodeLines(flowId: string, node: string, runs: NodeRuns, at: number): string[] {
  const { latencies, inputTokens, outputTokens, branches } = runs;
  const counts = { NodeRuns: runs.runs, NodeInputTokens: inputTokens, NodeOutputTokens: outputTokens };
  const metrics: Metric[] = Object.entries(counts).filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({ name, unit: 'Count', value: value! }));
  if (latencies.length > 0) {
    metrics.push({ name: NODE_TIME, unit: 'Milliseconds', value: latencies.slice(0, MAX_VALUES).map(rounded) });
  }
  const dimensions = { FlowId: flowId, Node: node };
  const ofBranches = [...branches].map(([Branch, value]) => line(at, { ...dimensions, Branch },
    [['FlowId', 'Node', 'Branch']], [{ name: BRANCH_COUNT, unit: 'Count', value }]));
  return [line(at, dimensions, [['FlowId', 'Node']], metrics), ...ofBranches];
}

function line(
  at: number, dimensions: object, sets: readonly (readonly string[])[], metrics: readonly Metric[], more?: object,
): string {
  return JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [{
        Namespace: NAMESPACE, Dimensions: sets, Metrics: metrics.map(({ name, unit }) => ({ Name: name, Unit: unit })),
      }],
    },
    ...dimensions,
    ...Object.fromEntries(metrics.map(({ name, value }) => [name, value])),
    ...more,
  });
}

function rounded(time: number): number {
  return Math.round(time * 100) / 100;
}
