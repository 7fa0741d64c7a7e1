import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import {
  BRANCH_COUNT, type BranchDimensions, type CallDimensions, NAMESPACE, NODE_TIME, type NodeDimensions, type NodeMetric,
  type RouterMetric,
} from '../core/contract';

const PERCENTILE = 'p90';

/** A metric of calls. The period is that of aws-cdk-lib, 5 minutes. */
export function callMetric(
  name: RouterMetric, dimensions: CallDimensions<string>, options?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return metric(name, { ...dimensions }, name === 'Latency' ? PERCENTILE : 'Sum', options);
}

/** A metric of a node. */
export function nodeMetric(
  name: NodeMetric, dimensions: NodeDimensions<string>, options?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return metric(name, { ...dimensions }, name === NODE_TIME ? PERCENTILE : 'Sum', options);
}

export function branchMetric(
  dimensions: BranchDimensions<string>, options?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return metric(BRANCH_COUNT, { ...dimensions }, 'Sum', options);
}

function metric(
  metricName: string, dimensionsMap: { [name: string]: string }, statistic: string, options?: cloudwatch.MetricOptions,
): cloudwatch.Metric {
  return new cloudwatch.Metric({ namespace: NAMESPACE, metricName, dimensionsMap, statistic, ...options });
}
