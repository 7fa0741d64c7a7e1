import {
  DeleteAlarmsCommand, DescribeAlarmsCommand, type MetricDataQuery, PutMetricAlarmCommand, PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { type Check, NotTried, verdict } from '../kit/check';
import { until } from '../kit/poll';
import type { Undo } from '../kit/undo';
import { nameOf, TAG, type World } from '../kit/world';

/** A deployment looks at its alarms soon after they are re-aimed. */
const SOON = 10;

/** As the library makes them: of one metric, and of a share of two. */
const KINDS = ['plain', 'expression'] as const;
type Kind = typeof KINDS[number];

export const alarmState: Check = {
  number: 13,
  name: 'alarm-state',
  assumes: `an alarm that is re-aimed at another version is not in ALARM any more, within ${SOON} seconds, for what `
    + 'the old version did',
  matters: 'nothing today: src/canary/canary-alarms.ts gives each version alarms of its own, since CodeDeploy stops a '
    + 'deployment whose alarm is in ALARM, '
    + 'and the release that repairs things could not go out',
  makes: 'two alarms, and a metric for them (metrics of one\'s own can\'t be deleted; they expire after 15 months)',
  minutes: 12,
  dollars: 0.05,
  run: async (world, undo) => {
    for (const kind of KINDS) { await putAlarm(world, undo, kind, '1'); }
    await intoAlarm(world);
    const times: string[] = [];
    const faults: string[] = [];
    // both at once: in time they go back by themselves
    const start = world.now();
    await Promise.all(KINDS.map((kind) => putAlarm(world, undo, kind, '2')));
    await Promise.all(KINDS.map(async (kind) => {
      const left = await until(world, { seconds: 300, everySeconds: 2 }, async () => (
        await stateOf(world, kind) === 'ALARM' ? undefined : Math.round((world.now() - start) / 1000)));
      const text = left === undefined ? `the ${kind} alarm is in ALARM for 300 s and more` : `the ${kind} alarm leaves `
        + `ALARM after ${left} s`;
      times.push(text);
      if (left === undefined || left > SOON) { faults.push(text); }
    }));
    return verdict(faults, times.join(', '));
  },
};

async function putAlarm(world: World, undo: Undo, kind: Kind, version: string): Promise<void> {
  const { cloudWatch } = world.clients;
  const AlarmName = nameOf(world, kind);
  const put = new PutMetricAlarmCommand({
    AlarmName,
    ...kind === 'plain' ? plain(world, version) : { Metrics: share(world, version) },
    Threshold: 5,
    ComparisonOperator: 'GreaterThanThreshold',
    EvaluationPeriods: 1,
    TreatMissingData: 'notBreaching',
    Tags: [{ Key: TAG, Value: world.run }],
  });
  const takeAway = () => cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] }));
  // the second time, it is there
  await (version === '1'
    ? undo.making(`alarm ${AlarmName}`, () => cloudWatch.send(put), takeAway) : cloudWatch.send(put));
}

function plain(world: World, version: string) {
  return {
    Namespace: TAG, MetricName: 'Faults', Dimensions: dimensions(world, version), Statistic: 'Sum' as const, Period: 60,
  };
}

function share(world: World, version: string): MetricDataQuery[] {
  const metric = (Id: string, MetricName: string): MetricDataQuery => ({
    Id,
    ReturnData: false,
    MetricStat: {
      Metric: { Namespace: TAG, MetricName, Dimensions: dimensions(world, version) }, Period: 60, Stat: 'Sum',
    },
  });
  return [
    metric('faults', 'Faults'), metric('invocations', 'Invocations'),
    { Id: 'percent', Expression: 'IF(invocations >= 10, 100 * faults / invocations, 0)', ReturnData: true },
  ];
}

function dimensions({ run }: World, version: string) {
  return [{ Name: 'FlowId', Value: run }, { Name: 'FlowVersion', Value: version }];
}

/** Lets version 1 fail until both alarms say so. */
async function intoAlarm(world: World): Promise<void> {
  const isInAlarm = await until(world, { seconds: 420, everySeconds: 15 }, async () => {
    await world.clients.cloudWatch.send(new PutMetricDataCommand({
      Namespace: TAG,
      MetricData:
        ['Faults', 'Invocations'].map((MetricName) => ({ MetricName, Value: 20, Dimensions: dimensions(world, '1') })),
    }));
    return (await Promise.all(KINDS.map((kind) => stateOf(world, kind)))).every((state) => state === 'ALARM')
      ? true : undefined;
  });
  if (!isInAlarm) { throw new NotTried('the alarms did not go off within seven minutes'); }
}

async function stateOf(world: World, kind: Kind): Promise<string | undefined> {
  const { MetricAlarms: [alarm] = [] } =
    await world.clients.cloudWatch.send(new DescribeAlarmsCommand({ AlarmNames: [nameOf(world, kind)] }));
  return alarm?.StateValue;
}
