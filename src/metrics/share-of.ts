import { aws_cloudwatch as cloudwatch, type Duration } from 'aws-cdk-lib';

/** The percentage of calls that something happened to; 0 while there were too few to tell. */
export function shareOf(
  happened: cloudwatch.Metric, invocations: cloudwatch.Metric, minSamples: number, period: Duration,
): cloudwatch.MathExpression {
  // several shares may be in one graph, which tells metrics apart by these names
  const name = happened.metricName.toLowerCase();
  return new cloudwatch.MathExpression({
    expression: `IF(invocations >= ${minSamples}, 100 * ${name} / invocations, 0)`,
    usingMetrics: { [name]: happened, invocations },
    label: `${happened.metricName} in percent of calls`,
    period,
  });
}
