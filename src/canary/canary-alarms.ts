import {
  aws_cloudwatch as cloudwatch, type aws_lambda as lambda, type CfnResource, Duration, Stack, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { CanaryErrorAlarm, CanaryLatencyAlarm } from './canary-alarm-options';
import { crashes, faultPercent, routerMetric } from './router-metrics';
import { FlowError } from '../checks/flow-error';
import { spelt, speltMember } from '../checks/spelt';
import { addressByContent } from '../versions/content-address';
import type { FlowVersion } from '../versions/flow-version';

/** What the alarms of a shift watch. */
export interface Watched {
  readonly flowId: string;
  readonly flowVersion: FlowVersion;
  readonly alias: lambda.Alias;
}

/**
 * The alarms on the version that a deployment brings: the older one is known to be good, and its number is not known
 * when the app is synthesized.
 */
export class CanaryAlarms extends Construct {
  public readonly errorAlarm: cloudwatch.Alarm;
  public readonly all: readonly cloudwatch.Alarm[];

  public constructor(
    scope: Construct, id: string, watched: Watched, error: CanaryErrorAlarm = {}, latency?: CanaryLatencyAlarm,
  ) {
    super(scope, id);
    const { flowId, flowVersion: { version: flowVersion }, alias } = watched;
    const { maxFaultPercent = 5, minSamples = 10, period = Duration.minutes(1), evaluationPeriods = 1 } = error;
    const quiet = { treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING };
    this.errorAlarm = new cloudwatch.Alarm(this, 'Faults', {
      ...quiet,
      alarmDescription: 'The new version of the flow fails too often',
      metric: faultPercent(flowId, flowVersion, minSamples, period),
      threshold: maxFaultPercent,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods,
    });
    const crashed = new cloudwatch.Alarm(this, 'Crashes', {
      ...quiet,
      alarmDescription: 'The router of the new version of the flow crashes or times out',
      metric: crashes(alias, period),
      threshold: 1,
      evaluationPeriods,
    });
    const slow = latency && new cloudwatch.Alarm(this, 'Latency', {
      ...quiet,
      alarmDescription: 'The new version of the flow is too slow',
      metric: routerMetric('Latency', flowId, flowVersion,
        { statistic: 'p90', period: latency.period ?? Duration.minutes(1) }),
      threshold: latency.p90.toMilliseconds(),
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: latency.evaluationPeriods ?? 1,
    });
    this.all = [this.errorAlarm, crashed, ...slow ? [slow] : []];
    for (const alarm of this.all) { followVersion(alarm, watched.flowVersion); }
  }
}

/**
 * Another alarm for each version: one that is changed keeps its state (CloudWatch API, PutMetricAlarm), so that what a
 * bad version did would stop the deployment that repairs it. A new one begins without data.
 */
function followVersion(alarm: cloudwatch.Alarm, version: FlowVersion): void {
  const resource = alarm.node.defaultChild as CfnResource;
  const followed = version.node.defaultChild as CfnResource;
  addressByContent(resource, () => Stack.of(alarm).resolve(followed.logicalId), {
    what: 'the alarm',
    remedy: spelt`use it in its own stack, or create one there from the metrics of all versions, such as `
      + spelt`metricFaults()`,
  });
}

/** Refuses limits that could never be met, or never be missed. */
export function checkErrorAlarm(
  place: string, { maxFaultPercent, minSamples, evaluationPeriods }: CanaryErrorAlarm = {},
): void {
  if (maxFaultPercent !== undefined && !Token.isUnresolved(maxFaultPercent)
    && !(maxFaultPercent > 0 && maxFaultPercent < 100)) {
    throw new FlowError(place, spelt`'maxFaultPercent' is ${maxFaultPercent}, but must be more than 0 and below 100; `
      + 'choose a value in that range', 'IllegalValue');
  }
  for (const [name, value] of Object.entries({ minSamples, evaluationPeriods })) {
    if (Token.isUnresolved(value)) {
      throw new FlowError(place,
        `'${speltMember(name)}' is known only at deployment, but the alarm is computed at synthesis; give a number`,
        'IllegalValue');
    }
    if (value === undefined || Number.isInteger(value) && value >= 1) { continue; }
    throw new FlowError(place,
      `'${speltMember(name)}' is ${value}, but must be a whole number, 1 or more; change it`, 'IllegalValue');
  }
}
