import {
  aws_cloudwatch as cloudwatch, aws_lambda as lambda, type aws_sqs as sqs, Duration, Stack, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { IFlowMetrics } from './i-flow-metrics';
import { shareOf } from './share-of';
import { checkGiven, checkKnown, checkNumber } from '../checks/arguments';
import { checkDuration, checkKnownDuration } from '../checks/durations';
import { FlowError, placeOf } from '../checks/flow-error';
import { checkSameRegion } from '../checks/same-region';
import { spelt, speltMember } from '../checks/spelt';
import { checkStruct } from '../checks/structs';

/** Properties for `FlowAlarms`. */
export interface FlowAlarmsProps {
  /** The source of the metrics: an alias, an invoker, a worker, a canary alias, or `FlowMetrics`. */
  readonly source: IFlowMetrics;

  /**
   * The limit of the alarm on failures, as a percentage of the calls of a period: more than 0 and below 100.
   *
   * @default 5
   */
  readonly maxFaultPercent?: number;

  /**
   * The limit of the alarm on throttling, as a percentage of the calls of a period: more than 0 and below 100.
   *
   * @default 5
   */
  readonly maxThrottlePercent?: number;

  /**
   * The number of calls in a period below which percentages count as 0: 1 or more.
   *
   * @default 10
   */
  readonly minSamples?: number;

  /**
   * The limit of the alarm on slow calls, compared with the 90th percentile of a period.
   *
   * @default - no alarm, because the limit depends on your flow
   */
  readonly maxLatency?: Duration;

  /**
   * The time without any call after which the alarm on missing traffic goes off. Whole hours, 1 to 168.
   *
   * @default - no alarm: a flow may have quiet days
   */
  readonly noTrafficFor?: Duration;

  /**
   * The dead-letter queues to watch: one message in any of them sets off an alarm.
   *
   * @default - none
   */
  readonly deadLetterQueues?: sqs.IQueue[];

  /**
   * The length of a period.
   *
   * @default Duration.minutes(5)
   */
  readonly period?: Duration;

  /**
   * The number of consecutive periods over the limit that set off an alarm: 1 or more.
   *
   * @default 1
   */
  readonly evaluationPeriods?: number;

  /**
   * The actions to take when an alarm goes off and when it is over.
   *
   * @default - nothing but the state of the alarm
   */
  readonly actions?: cloudwatch.IAlarmAction[];
}

const LONGEST_SILENCE_HOURS = 168;
const HOUR_SECONDS = 3600;

/** The alarms of a flow: the shares of faults and of throttled calls, slow calls, silence, and dead letters. */
export class FlowAlarms extends Construct {
  /** All alarms that this construct creates. */
  public readonly alarms: cloudwatch.Alarm[] = [];

  /**
   * @param scope where to put them
   * @param id the id of the construct
   * @param props the metrics to watch
   * @throws if a limit is one that can't be, or a queue is given twice
   */
  constructor(scope: Construct, id: string, props: FlowAlarmsProps) {
    const place = placeOf(scope, id);
    if (new.target === FlowAlarms) { checkStruct(place, 'FlowAlarmsProps', props); }
    checkGiven(place, { source: props.source });
    check(place, props);
    checkRegion(place, scope, props.source);
    checkQueues(place, scope, props.deadLetterQueues);
    checkLatency(place, props);
    super(scope, id);
    const { source, minSamples = 10, period = Duration.minutes(5), evaluationPeriods = 1 } = props;
    const shared = { evaluationPeriods, comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD };
    const share = (of: cloudwatch.Metric) => shareOf(of, source.metricInvocations({ period }), minSamples, period);
    this.add('Faults', {
      ...shared,
      alarmDescription: 'Calls of the flow fail too often',
      metric: share(source.metricFaults({ period })),
      threshold: props.maxFaultPercent ?? 5,
    });
    this.add('Throttles', {
      ...shared,
      alarmDescription: 'Calls of the flow are throttled too often: raise the quota of the model, or call it less',
      metric: share(source.metricThrottles({ period })),
      threshold: props.maxThrottlePercent ?? 5,
    });
    if (props.maxLatency) {
      this.add('Latency', {
        ...shared,
        alarmDescription: 'Calls of the flow take too long',
        metric: source.metricLatency({ period, statistic: 'p90' }),
        threshold: props.maxLatency.toMilliseconds(),
      });
    }
    if (props.noTrafficFor) {
      const hour = Duration.hours(1);
      this.add('NoTraffic', {
        alarmDescription: `The flow was not called for ${props.noTrafficFor.toHumanString()}`,
        metric: source.metricInvocations({ period: hour }),
        threshold: 1,
        comparisonOperator: cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
        evaluationPeriods: props.noTrafficFor.toHours(),
        // where there is no call, there is no data
        treatMissingData: cloudwatch.TreatMissingData.BREACHING,
      });
    }
    (props.deadLetterQueues ?? []).forEach((queue, index) => this.add(`DeadLetters${index > 0 ? index + 1 : ''}`, {
      ...shared,
      alarmDescription: 'There are messages in a dead-letter queue of the flow',
      metric: queue.metricApproximateNumberOfMessagesVisible({ period, statistic: 'Maximum' }),
      threshold: 0,
    }));
    for (const alarm of this.alarms) {
      alarm.addAlarmAction(...props.actions ?? []);
      alarm.addOkAction(...props.actions ?? []);
    }
  }

  private add(id: string, props: cloudwatch.AlarmProps): void {
    this.alarms.push(new cloudwatch.Alarm(this, id,
      { treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING, ...props }));
  }
}

/** An alarm of another Region would look at metrics that are not there, and aws-cdk-lib refuses it in other words. */
function checkRegion(place: string, scope: Construct, source: IFlowMetrics): void {
  const { region: here } = Stack.of(scope);
  const kept = source.metricInvocations().toMetricConfig().metricStat?.region;
  if (kept === undefined || Token.isUnresolved(here) || kept === here) { return; }
  throw new FlowError(place, `'source' has its metrics in Region ${kept}, and alarms in ${here} can't look at them; `
    + `put the alarms into a stack in ${kept}`, 'IllegalValue');
}

function checkQueues(place: string, scope: Construct, queues: readonly sqs.IQueue[] = []): void {
  checkSameRegion(place, scope, Object.fromEntries(queues.map((queue, at) => [`deadLetterQueues[${at}]`, queue])));
  const arns = queues.map(({ queueArn }) => queueArn);
  const again = arns.findIndex((arn, at) => arns.indexOf(arn) !== at);
  if (again < 0) { return; }
  const queue = queues[again].node.path;
  throw new FlowError(place, spelt`'deadLetterQueues[${again}]' is the queue '${queue}' again, so its messages would `
    + 'be reported twice; remove it', 'IllegalValue');
}

/** What is ended before has no time in the metrics, so an alarm above it would be silent for ever. */
function checkLatency(place: string, { source, maxLatency }: FlowAlarmsProps): void {
  const { lambdaFunction } = source as { readonly lambdaFunction?: unknown };
  const timeout = lambdaFunction instanceof lambda.Function ? lambdaFunction.timeout : undefined;
  const longest = timeout ?? Duration.minutes(15);
  if (!maxLatency || longest.isUnresolved() || maxLatency.toMilliseconds() < longest.toMilliseconds()) { return; }
  throw new FlowError(place, spelt`'maxLatency' is ${maxLatency.toHumanString()}, and calls are ended after `
    + `${longest.toHumanString()}, so the alarm would never go off; choose less`, 'IllegalValue');
}

/** CloudWatch API, PutMetricAlarm: an alarm looks back over a day, or over a week in periods of an hour or more. */
function checkTimes(place: string, props: FlowAlarmsProps): void {
  const { maxLatency, period, evaluationPeriods } = props;
  checkKnownDuration(place, 'maxLatency', maxLatency);
  checkKnownDuration(place, 'period', period);
  checkDuration(place, 'maxLatency', maxLatency, { min: Duration.millis(1) });
  const minute = Duration.minutes(1);
  checkDuration(place, 'period', period, { min: minute, max: Duration.days(1), step: minute });
  const seconds = (period ?? Duration.minutes(5)).toSeconds();
  const longest = seconds < HOUR_SECONDS ? 24 : LONGEST_SILENCE_HOURS;
  const most = Math.floor(longest * HOUR_SECONDS / seconds);
  if (evaluationPeriods === undefined || evaluationPeriods <= most) { return; }
  throw new FlowError(place, spelt`'evaluationPeriods' is ${evaluationPeriods}, but an alarm evaluates at most `
    + `${longest} hours; choose ${most} or less`, 'IllegalValue');
}

function check(place: string, props: FlowAlarmsProps): void {
  const { maxFaultPercent, maxThrottlePercent, minSamples, evaluationPeriods, noTrafficFor } = props;
  for (const [name, value] of Object.entries({ maxFaultPercent, maxThrottlePercent })) {
    if (value !== undefined && !Token.isUnresolved(value) && !(value > 0 && value < 100)) {
      throw new FlowError(place, `'${speltMember(name)}' is ${value}, but must be more than 0 and below 100; choose a `
        + 'value in that range', 'IllegalValue');
    }
  }
  for (const [name, value] of Object.entries({ minSamples, evaluationPeriods })) {
    checkKnown(place, `'${speltMember(name)}'`, value);
    checkNumber(place, `'${speltMember(name)}'`, value, { min: 1, source: 'CloudWatch API, PutMetricAlarm' });
  }
  checkTimes(place, props);
  if (noTrafficFor === undefined) { return; }
  checkKnownDuration(place, 'noTrafficFor', noTrafficFor);
  const hours = noTrafficFor.toHours({ integral: false });
  if (!Number.isInteger(hours) || hours < 1 || hours > LONGEST_SILENCE_HOURS) {
    throw new FlowError(place, spelt`'noTrafficFor' is ${noTrafficFor.toHumanString()}, but an alarm evaluates `
      + `whole hours, 1 to ${LONGEST_SILENCE_HOURS}; choose a value in that range`, 'IllegalValue');
  }
}
