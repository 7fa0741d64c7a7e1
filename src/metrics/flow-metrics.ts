import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { branchMetric, callMetric, nodeMetric } from './flow-metric';
import type { IFlowMetrics } from './i-flow-metrics';
import { keptIn } from './metric-place';
import type { CallDimensions } from '../core/contract';
import type { IFlow } from '../flow/i-flow';
import type { IFlowAlias } from '../versions/flow-alias';
import type { IFlowVersion } from '../versions/flow-version';

/**
 * Metrics of the calls of a flow that go through functions of this library: invokers, workers, targets of events,
 * routers. The service publishes none, so direct calls of the flow are not included.
 */
export class FlowMetrics implements IFlowMetrics {
  /**
   * The metrics of all calls of a flow.
   *
   * @param flow the flow
   */
  public static ofFlow(flow: IFlow): FlowMetrics {
    return new FlowMetrics(flow, {});
  }

  /**
   * The metrics of the calls that went directly to an alias, and not through a router.
   *
   * @param alias the alias
   */
  public static ofAlias(alias: IFlowAlias): FlowMetrics {
    return new FlowMetrics(alias.flow, { FlowAliasId: alias.flowAliasId });
  }

  /**
   * The metrics of the calls of a version, through a router or by functions in the stack of the version.
   *
   * @param version the version; the metrics of one that follows its flow can be used in its own stack only
   */
  public static ofVersion(version: IFlowVersion): FlowMetrics {
    return new FlowMetrics(version.flow, { FlowVersion: version.version });
  }

  /** @internal Of the calls that a function makes. */
  public static _ofFunction(flow: IFlow, functionName: string): FlowMetrics {
    return new FlowMetrics(flow, { Function: functionName });
  }

  private readonly dimensions: CallDimensions<string>;

  private constructor(private readonly flow: IFlow, dimensions: Omit<CallDimensions<string>, 'FlowId'>) {
    this.dimensions = { FlowId: flow.flowId, ...dimensions };
  }

  /**
   * The number of calls: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return callMetric('Invocations', this.dimensions, this.kept(options));
  }

  /**
   * The number of calls that failed for no fault of the caller: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return callMetric('Faults', this.dimensions, this.kept(options));
  }

  /**
   * The number of calls that failed because of the caller's request: `Sum` over 5 minutes.
   *
   * @param options what to change
   */
  public metricClientFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return callMetric('ClientFaults', this.dimensions, this.kept(options));
  }

  /**
   * The number of calls that were throttled: `Sum` over 5 minutes. They count as faults too.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return callMetric('Throttles', this.dimensions, this.kept(options));
  }

  /**
   * The duration of calls, to the end of the flow: `p90` over 5 minutes, in milliseconds. Not of executions that are
   * only started.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return callMetric('Latency', this.dimensions, this.kept(options));
  }

  /**
   * The duration of a node in a run: `p90` over 5 minutes, in milliseconds. Metrics of nodes are those of all calls of
   * the flow through functions with `nodeMetrics`; Output nodes have no time.
   *
   * @param nodeName the name of the node
   * @param options what to change
   */
  public metricNodeLatency(nodeName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return nodeMetric('NodeLatency', this.node(nodeName), this.kept(options));
  }

  /**
   * The number of times a node ran, once for each iteration of loops and iterators: `Sum` over 5 minutes.
   *
   * @param nodeName the name of the node
   * @param options what to change
   */
  public metricNodeRuns(nodeName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return nodeMetric('NodeRuns', this.node(nodeName), this.kept(options));
  }

  /**
   * The number of tokens that a node sent to its model, where traces report it: `Sum` over 5 minutes.
   *
   * @param nodeName the name of the node
   * @param options what to change
   */
  public metricNodeInputTokens(nodeName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return nodeMetric('NodeInputTokens', this.node(nodeName), this.kept(options));
  }

  /**
   * The number of tokens in the answers of a node's model, where traces report it: `Sum` over 5 minutes.
   *
   * @param nodeName the name of the node
   * @param options what to change
   */
  public metricNodeOutputTokens(nodeName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return nodeMetric('NodeOutputTokens', this.node(nodeName), this.kept(options));
  }

  /**
   * The number of times a Condition node took a branch: `Sum` over 5 minutes.
   *
   * @param nodeName the name of the condition node
   * @param conditionName the name of the condition; `default` for the branch that applies when no condition is true
   * @param options what to change
   */
  public metricBranch(nodeName: string, conditionName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return branchMetric({ ...this.node(nodeName), Branch: conditionName }, this.kept(options));
  }

  private kept(options?: cloudwatch.MetricOptions): cloudwatch.MetricOptions {
    return { ...keptIn(this.flow.env), ...options };
  }

  private node(nodeName: string) {
    return { FlowId: this.flow.flowId, Node: nodeName };
  }
}
