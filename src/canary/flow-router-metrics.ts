import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { routerMetric } from './router-metrics';
import type { RouterMetric } from '../core/contract';
import type { IFlow } from '../flow/i-flow';
import type { IFlowMetrics } from '../metrics/i-flow-metrics';
import { keptIn } from '../metrics/metric-place';

/**
 * Metrics of the calls through a router, of one version of the flow or of all versions. The service itself has none for
 * flows.
 */
export class FlowRouterMetrics implements IFlowMetrics {
  /** @internal */
  public static _of(flow: IFlow, flowVersion?: string): FlowRouterMetrics {
    return new FlowRouterMetrics(flow, flowVersion);
  }

  private constructor(private readonly flow: IFlow, private readonly flowVersion?: string) {}

  /**
   * The number of calls: `Sum` over a minute.
   *
   * @param options what to change
   */
  public metricInvocations(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Invocations', options);
  }

  /**
   * The number of calls that failed for no fault of the caller: `Sum` over a minute.
   *
   * @param options what to change
   */
  public metricFaults(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Faults', options);
  }

  /**
   * The number of calls that the service throttled: `Sum` over a minute. They count as faults too.
   *
   * @param options what to change
   */
  public metricThrottles(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Throttles', options);
  }

  /**
   * The duration of calls, to the end of the stream: `p90` over a minute, in milliseconds.
   *
   * @param options what to change
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.metric('Latency', options);
  }

  private metric(name: RouterMetric, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    const { flow, flowVersion } = this;
    return routerMetric(name, flow.flowId, flowVersion, { ...keptIn(flow.env), ...options });
  }
}
