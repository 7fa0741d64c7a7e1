import { aws_cloudwatch as cloudwatch, type aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { NAMESPACE, ROUTER_TIMES, type RouterDimensions, type RouterMetric } from '../core/contract';

/** A metric of the router: of one version of the flow, or of all of them. */
export function routerMetric(
  name: RouterMetric, flowId: string, flowVersion: string | undefined, options: cloudwatch.MetricOptions = {},
): cloudwatch.Metric {
  const dimensions: RouterDimensions<string> =
    { FlowId: flowId, ...flowVersion !== undefined && { FlowVersion: flowVersion } };
  return new cloudwatch.Metric({
    namespace: NAMESPACE,
    metricName: name,
    dimensionsMap: { ...dimensions },
    statistic: (ROUTER_TIMES as readonly string[]).includes(name) ? 'p90' : 'Sum',
    period: Duration.minutes(1),
    ...options,
  });
}

/**
 * Crashes and time-outs of one version behind an alias. `Version.metricErrors()` of aws-cdk-lib renders a dimension
 * that Lambda does not publish; these three it does.
 */
export function crashes(alias: lambda.Alias, period: Duration): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Errors',
    dimensionsMap: {
      FunctionName: alias.lambda.functionName,
      Resource: `${alias.lambda.functionName}:${alias.aliasName}`,
      ExecutedVersion: alias.version.version,
    },
    statistic: 'Sum',
    period,
  });
}

/** The percentage of calls of a version that failed for no fault of the caller; 0 while there were too few to tell. */
export function faultPercent(
  flowId: string, flowVersion: string, minSamples: number, period: Duration,
): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({
    expression: `IF(invocations >= ${minSamples}, 100 * faults / invocations, 0)`,
    usingMetrics: {
      faults: routerMetric('Faults', flowId, flowVersion, { period }),
      invocations: routerMetric('Invocations', flowId, flowVersion, { period }),
    },
    label: 'Faults in percent of calls',
    period,
  });
}
