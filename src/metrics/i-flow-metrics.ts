import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';

/** What has the metrics of calls of a flow: an alias, an invoker, a worker, a canary alias, a router. */
export interface IFlowMetrics {
  /**
   * How many calls there were, as a sum.
   *
   * @param options what to change
   */
  metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many calls failed for no fault of the caller, as a sum.
   *
   * @param options what to change
   */
  metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How many calls were throttled, as a sum. They are faults too.
   *
   * @param options what to change
   */
  metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric;

  /**
   * How long calls took, in milliseconds, as their 90th percentile.
   *
   * @param options what to change
   */
  metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric;
}
