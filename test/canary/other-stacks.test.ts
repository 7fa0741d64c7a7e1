/** What other stacks may use of a canary: nothing whose name changes with each version. */
import { type App, aws_cloudwatch as cloudwatch, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Json, program } from './program';
import type { CanaryFlowAlias } from '../../src';

function monitored(use: (alias: CanaryFlowAlias) => cloudwatch.IMetric, text?: string): {
  readonly shop: Json; readonly monitoring: Json;
} {
  const { app, stack, alias } = program({ text });
  const monitoring = new Stack(app as App, 'Monitoring');
  new cloudwatch.Alarm(monitoring, 'Alarm', { metric: use(alias), threshold: 1, evaluationPeriods: 1 });
  return {
    shop: Template.fromStack(stack).toJSON() as Json, monitoring: Template.fromStack(monitoring).toJSON() as Json,
  };
}

const METRICS: { readonly [name: string]: (alias: CanaryFlowAlias) => cloudwatch.IMetric } = {
  metricInvocations: (alias) => alias.metricInvocations(),
  metricFaults: (alias) => alias.metricFaults({ period: Duration.minutes(5) }),
  metricThrottles: (alias) => alias.metricThrottles(),
  metricLatency: (alias) => alias.metricLatency(),
};

test.each(Object.entries(METRICS))('%s can be used anywhere: exports stay as they are with '
  + 'each version', (name, use) => {
  const [before, after] = [monitored(use), monitored(use, 'Reply to {{message}}')];
  expect(Object.keys(before.shop.Outputs)).toHaveLength(1);
  expect(after.shop.Outputs).toEqual(before.shop.Outputs);
  expect(after.monitoring).toEqual(before.monitoring);
  const [alarm] = Object.values(before.monitoring.Resources) as Json[];
  expect(alarm.Properties).toMatchObject({
    Namespace: 'BedrockFlows', MetricName: name.slice('metric'.length), Dimensions: [{ Name: 'FlowId' }],
  });
});

test('the metrics of one version are for its own stack', () => {
  expect(() => monitored((alias) => alias.versionMetrics.metricFaults())).toThrow(
    'the version of the flow is used in another stack, but changes with each version, so the next deployment would '
      + 'fail; use an alias of the flow there, or for the metrics of a canary those of all versions, such as '
      + 'metricFaults() [ForeignValue]');
  const { stack, alias } = program();
  new cloudwatch.Alarm(stack, 'Own',
    { metric: alias.versionMetrics.metricThrottles(), threshold: 1, evaluationPeriods: 1 });
  expect(() => Template.fromStack(stack)).not.toThrow();
});

test('so is the alarm, which each version has anew', () => {
  const { app, alias } = program();
  const monitoring = new Stack(app, 'Monitoring');
  new cloudwatch.CompositeAlarm(monitoring, 'All',
    { alarmRule: cloudwatch.AlarmRule.fromAlarm(alias.errorAlarm, cloudwatch.AlarmState.ALARM) });
  expect(() => app.synth())
    .toThrow(/\[Shop\/Canary\/Alarms\/Faults\] the alarm is used in another stack, .* \[ForeignValue\]/);
});

test('the number of a version can be exported by nothing', () => {
  const { app, stack, alias } = program();
  new CfnOutput(stack, 'Own', { value: alias.version.version });
  new CfnOutput(new Stack(app, 'Other'), 'Number', { value: alias.version.version });
  expect(() => app.synth())
    .toThrow(/\[Shop\/Reply\/CurrentVersion\] the version of the flow is used in another stack, .* \[ForeignValue\]/);
});

test('what has a stable home can be used anywhere', () => {
  const { app, stack, alias } = program({ canary: () => ({ functionUrl: true }) });
  const other = new Stack(app, 'Other');
  new cloudwatch.Dashboard(other, 'Board', {
    widgets: [[new cloudwatch.TextWidget({
      markdown: [alias.routerAlias.functionArn, alias.functionUrl!.url, alias.promotedAlias.flowAliasId].join(' '),
    })]],
  });
  expect(() => Template.fromStack(stack)).not.toThrow();
});
