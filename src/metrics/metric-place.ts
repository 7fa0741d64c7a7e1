import { type aws_cloudwatch as cloudwatch, type ResourceEnvironment, Token } from 'aws-cdk-lib';

/**
 * Says in which Region and account the metrics of something are kept, where that is known: dashboards and alarms of
 * other Regions would look for them in their own.
 */
export function keptIn(env: ResourceEnvironment): cloudwatch.MetricOptions {
  const known = (value: string) => Token.isUnresolved(value) ? undefined : value;
  return { stackRegion: known(env.region), stackAccount: known(env.account) };
}
