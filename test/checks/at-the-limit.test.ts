/** What is just at a limit is taken, and what is just beyond it is refused. */
import { aws_cloudwatch as cloudwatch, aws_sqs as sqs, Duration, Stack } from 'aws-cdk-lib';
import {
  type CanaryFlowAliasProps, FlowAlarms, type FlowAlarmsProps, FlowInvoker, FlowQueueWorker, FlowSmokeTest,
  HumanApproval, type HumanApprovalProps, TrafficShift,
} from '../../src';
import { callingStack } from '../calls/support';
import { program } from '../canary/program';
import { thrown } from '../support';

const { minutes, hours, seconds, days, millis } = Duration;

const canary = (props: Partial<CanaryFlowAliasProps>) => () => program({ canary: () => props });
const alarmsBeside = (count: number, latencyAlarm?: CanaryFlowAliasProps['latencyAlarm']) => () => program({
  canary: (stack) => ({
    latencyAlarm,
    alarms: Array.from({ length: count }, (_, at) => cloudwatch.Alarm.fromAlarmName(stack, `Own${at}`, `own${at}`)),
  }),
});
/** The JSON of one test with its document has 32 characters around the text. */
const tested = (characters: number) => canary({ smokeTests: [FlowSmokeTest.of('a'.repeat(characters - 32))] });

function alarmed(props: Partial<FlowAlarmsProps>) {
  return () => {
    const { stack, alias } = callingStack();
    const source = new FlowInvoker(stack, 'I', { alias, timeout: minutes(2) });
    return new FlowAlarms(stack, 'Alarms', { source, ...props });
  };
}

function worked(visibilityTimeout: Duration, reservedConcurrency: number) {
  return () => {
    const { stack, alias } = callingStack();
    const deadLetterQueue = { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 2 };
    const queue = new sqs.Queue(stack, 'Queue', { visibilityTimeout, deadLetterQueue });
    const timeout = minutes(2);
    return new FlowQueueWorker(stack, 'W', { alias, queue, maxConcurrency: 5, reservedConcurrency, timeout });
  };
}

const asked = (props: HumanApprovalProps) => () => new HumanApproval(new Stack(), 'Approval', props);

test.each<[string, RegExp, (() => unknown)[], (() => unknown)[]]>([
  ['the percentage of a shift', /the percentage is /, [
    () => TrafficShift.canary(1, minutes(5)), () => TrafficShift.canary(99, minutes(5)),
    () => TrafficShift.linear(99, minutes(5)),
  ], [() => TrafficShift.canary(0, minutes(5)), () => TrafficShift.canary(100, minutes(5))]],
  ['the time of a shift', /the (time|shift) (is|takes) /, [
    () => TrafficShift.canary(10, minutes(1)), () => TrafficShift.canary(10, minutes(110)),
    () => TrafficShift.linear(10, minutes(12)), () => TrafficShift.linear(50, minutes(110)),
  ], [
    () => TrafficShift.canary(10, minutes(0)), () => TrafficShift.canary(10, minutes(111)),
    () => TrafficShift.linear(10, minutes(13)), () => TrafficShift.linear(50, minutes(111)),
  ]],
  ['the faults of a canary', /'(maxFaultPercent|minSamples|evaluationPeriods)' is /, [
    canary({ errorAlarm: { maxFaultPercent: 0.1 } }), canary({ errorAlarm: { maxFaultPercent: 99.9 } }),
    canary({ errorAlarm: { minSamples: 1, evaluationPeriods: 1 } }),
  ], [
    canary({ errorAlarm: { maxFaultPercent: 0 } }), canary({ errorAlarm: { maxFaultPercent: 100 } }),
    canary({ errorAlarm: { minSamples: 0 } }), canary({ errorAlarm: { evaluationPeriods: 0 } }),
  ]],
  ['the alarms of a canary', /'alarms' beside /, [alarmsBeside(8), alarmsBeside(7, { p90: seconds(5) })],
    [alarmsBeside(9), alarmsBeside(8, { p90: seconds(5) })]],
  ['the characters of smoke tests', /'smokeTests' have 3701 /, [tested(3700)], [tested(3701)]],
  ['a share of calls', /'max(Fault|Throttle)Percent' is /,
    [alarmed({ maxFaultPercent: 99.9 }), alarmed({ maxThrottlePercent: 0.1 })], [
      alarmed({ maxFaultPercent: 100 }), alarmed({ maxFaultPercent: 0 }), alarmed({ maxThrottlePercent: 100 }),
    ]],
  ['the time of calls', /'maxLatency' is /, [alarmed({ maxLatency: seconds(119) }), alarmed({ maxLatency: millis(1) })],
    [alarmed({ maxLatency: seconds(120) })]],
  ['what an alarm looks back on', /'evaluationPeriods' is /, [
    alarmed({ period: minutes(5), evaluationPeriods: 288 }), alarmed({ period: hours(1), evaluationPeriods: 168 }),
    alarmed({ period: minutes(30), evaluationPeriods: 48 }), alarmed({ period: days(1), evaluationPeriods: 7 }),
  ], [
    alarmed({ period: minutes(5), evaluationPeriods: 289 }), alarmed({ period: hours(1), evaluationPeriods: 169 }),
    alarmed({ period: minutes(59), evaluationPeriods: 25 }), alarmed({ period: days(1), evaluationPeriods: 8 }),
    alarmed({ evaluationPeriods: 289 }),
  ]],
  ['how long a flow may rest', /'noTrafficFor' is /,
    [alarmed({ noTrafficFor: hours(1) }), alarmed({ noTrafficFor: days(7) })],
    [alarmed({ noTrafficFor: hours(0) }), alarmed({ noTrafficFor: hours(169) })]],
  ['how long a message is invisible', /visible again after 119 seconds/,
    [worked(minutes(2), 5)], [worked(seconds(119), 5)]],
  ['the functions of a worker', /'reservedConcurrency' is 4/, [worked(minutes(2), 5)], [worked(minutes(2), 4)]],
  ['the time to decide', /'(timeout|remindEvery)' is /, [
    asked({ timeout: minutes(1) }), asked({ timeout: days(14) }), asked({ timeout: hours(1), remindEvery: minutes(1) }),
    asked({ timeout: hours(1), remindEvery: hours(1) }),
  ], [
    asked({ timeout: seconds(59) }), asked({ timeout: seconds(14 * 86_400 + 1) }),
    asked({ timeout: hours(1), remindEvery: seconds(59) }), asked({ timeout: hours(1), remindEvery: hours(2) }),
  ]],
])('%s', (_, why, taken, refused) => {
  for (const act of taken) { expect(act).not.toThrow(); }
  for (const act of refused) { expect(thrown(act)).toMatch(why); }
});
