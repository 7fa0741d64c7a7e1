import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';

/** A source of metrics of the calls of a flow: an alias, an invoker, a worker, a canary alias, a router. */
export interface IFlowMetrics {
  /**
   * The number of calls, as a sum.
   *
   * @param options what to change
   */
  metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of calls that failed for no fault of the caller, as a sum.
   *
   * @param options what to change
   */
  metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The number of calls that were throttled, as a sum. They count as faults too.
   *
   * @param options what to change
   */
  metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * The duration of calls, in milliseconds, as the 90th percentile.
   *
   * @param options what to change
   */
  metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric;
}
