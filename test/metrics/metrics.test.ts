/** Metrics, alarms and dashboards of flows, as the templates have them. */
import {
  type aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions, aws_sns as sns, aws_sqs as sqs, Duration,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  FlowAlarms, FlowDashboard, FlowInvoker, FlowMetrics, FlowQueueWorker, type IFlowMetrics,
} from '../../src';
import { callingStack, type Json, resourcesOf } from '../calls/support';
import { program } from '../canary/program';
import { ask } from '../small-flows';
import { thrown } from '../support';

function world() {
  const made = callingStack();
  const { stack, alias } = made;
  const dead = new sqs.Queue(stack, 'Dead');
  const queue = new sqs.Queue(stack, 'Jobs', {
    visibilityTimeout: Duration.minutes(30), deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
  });
  const invoker = new FlowInvoker(stack, 'Invoker', { alias });
  const worker = new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 2 });
  return { ...made, dead, invoker, worker };
}

const shown = (stack: any, metric: cloudwatch.Metric): Json => {
  const { namespace, metricName, statistic, period, dimensions } = metric;
  return { namespace, metricName, statistic, seconds: period.toSeconds(), dimensions: stack.resolve(dimensions) };
};

test('each source has the same four, by a dimension of its own', () => {
  const { stack, flow, alias, invoker, worker } = world();
  const FlowId = stack.resolve(flow.flowId);
  const dimensions: [IFlowMetrics, object][] = [
    [alias, { FlowId, FlowAliasId: stack.resolve(alias.flowAliasId) }],
    [invoker, { FlowId, Function: stack.resolve(invoker.lambdaFunction.functionName) }],
    [worker, { FlowId, Function: stack.resolve(worker.lambdaFunction.functionName) }],
    [FlowMetrics.ofFlow(flow), { FlowId }],
    [FlowMetrics.ofVersion(alias.version), { FlowId, FlowVersion: stack.resolve(alias.version.version) }],
  ];
  for (const [source, own] of dimensions) {
    const names = [source.metricInvocations(), source.metricFaults(), source.metricThrottles(), source.metricLatency()];
    expect(names.map((metric) => shown(stack, metric))).toEqual([
      ['Invocations', 'Sum'], ['Faults', 'Sum'], ['Throttles', 'Sum'], ['Latency', 'p90'],
    ].map(([metricName, statistic]) => (
      expect.objectContaining({ namespace: 'BedrockFlows', metricName, statistic, seconds: 300 }))));
    for (const metric of names) {
      expect(stack.resolve(metric.dimensions)).toEqual(own);
    }
  }
  expect(shown(stack, alias.metricLatency({ statistic: 'p99', period: Duration.minutes(1) })))
    .toMatchObject({ statistic: 'p99', seconds: 60 });
});

test('nodes and branches have theirs by flow', () => {
  const { stack, flow, invoker } = world();
  const { metrics } = invoker;
  const FlowId = stack.resolve(flow.flowId);
  expect([
    metrics.metricNodeLatency('Draft'), metrics.metricNodeRuns('Draft'), metrics.metricNodeInputTokens('Draft'),
    metrics.metricNodeOutputTokens('Draft'), metrics.metricBranch('Draft', 'isGood'), metrics.metricClientFaults(),
  ].map((metric) => [metric.metricName, metric.statistic, stack.resolve(metric.dimensions)])).toEqual([
    ['NodeLatency', 'p90', { FlowId, Node: 'Draft' }],
    ...['NodeRuns', 'NodeInputTokens', 'NodeOutputTokens'].map((name) => [name, 'Sum', { FlowId, Node: 'Draft' }]),
    ['BranchesTaken', 'Sum', { FlowId, Node: 'Draft', Branch: 'isGood' }],
    ['ClientFaults', 'Sum', expect.anything()],
  ]);
});

test('a function knows the version where that can be in its template, and asks for traces only if told to', () => {
  const { stack, alias } = callingStack();
  new FlowInvoker(stack, 'Invoker', { alias, nodeMetrics: true });
  const environment = Object.values(resourcesOf(stack))
    .find(({ Type }) => Type === 'AWS::Lambda::Function')!.Properties.Environment.Variables;
  expect(environment).toMatchObject({ NODE_METRICS: '1', FLOW_VERSION: stack.resolve(alias.version.version) });
  const { stack: other, alias: canary } = program();
  const invoker = FlowInvoker.forCanary(other, canary);
  const [, { Properties }] = Object.entries(resourcesOf(other))
    .find(([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith('BedrockFlowInvoker'))!;
  expect(Object.keys(Properties.Environment.Variables)).toEqual(['FLOW_ID', 'FLOW_ALIAS_ID', 'ROUTER_FUNCTION']);
  expect(invoker.metricFaults().metricName).toBe('Faults');
});

test('alarms: shares, time, silence, dead letters', () => {
  const { stack, invoker, dead } = world();
  const topic = new sns.Topic(stack, 'Topic');
  const { alarms } = new FlowAlarms(stack, 'Alarms', {
    source: invoker,
    maxLatency: Duration.seconds(20),
    noTrafficFor: Duration.days(1),
    deadLetterQueues: [dead],
    actions: [new actions.SnsAction(topic)],
  });
  expect(alarms.map(({ node }) => node.id)).toEqual(['Faults', 'Throttles', 'Latency', 'NoTraffic', 'DeadLetters']);
  const found = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm'))
    .map(({ Properties }) => Properties);
  const by = (start: string) => found.find(({ AlarmDescription }) => AlarmDescription.startsWith(start));
  expect(by('Calls of the flow fail')).toMatchObject({
    ComparisonOperator: 'GreaterThanThreshold', Threshold: 5, EvaluationPeriods: 1, TreatMissingData: 'notBreaching',
  });
  expect(by('Calls of the flow fail').Metrics[0].Expression)
    .toBe('IF(invocations >= 10, 100 * faults / invocations, 0)');
  expect(by('Calls of the flow are throttled').Threshold).toBe(5);
  expect(by('Calls of the flow take'))
    .toMatchObject({ Threshold: 20_000, ExtendedStatistic: 'p90', MetricName: 'Latency' });
  expect(by('The flow was not called for 1 day')).toMatchObject({
    ComparisonOperator: 'LessThanThreshold',
    Threshold: 1,
    EvaluationPeriods: 24,
    Period: 3600,
    TreatMissingData: 'breaching',
  });
  expect(by('There are messages')).toMatchObject({
    Namespace: 'AWS/SQS', MetricName: 'ApproximateNumberOfMessagesVisible', Threshold: 0, Statistic: 'Maximum',
  });
  const told = [stack.resolve(topic.topicArn)];
  for (const alarm of found) { expect([alarm.AlarmActions, alarm.OKActions]).toEqual([told, told]); }
});

test('by default there are the two that are right for every flow; a canary alias has them too', () => {
  const { stack, alias } = program();
  expect(new FlowAlarms(stack, 'Alarms', { source: alias }).alarms.map(({ node }) => node.id))
    .toEqual(['Faults', 'Throttles']);
});

test.each<[string, object, RegExp]>([
  ['a percentage', { maxFaultPercent: 100 }, /'maxFaultPercent' is 100, but must be more than 0 and below 100/],
  ['a percentage', { maxThrottlePercent: 0 }, /'maxThrottlePercent' is 0/],
  ['samples', { minSamples: 0 }, /'minSamples' is 0, but must be at least 1/],
  ['half an hour', { noTrafficFor: Duration.minutes(30) }, /'noTrafficFor' is 30 minutes, but an alarm evaluates/],
  ['a month', { noTrafficFor: Duration.days(30) }, /'noTrafficFor' is 30 days/],
  ['periods', { evaluationPeriods: 1.5 }, /'evaluationPeriods' is 1.5, but must be a whole number/],
])('%s that no alarm can have: %j', (_, props, line) => {
  const { stack, invoker } = world();
  expect(thrown(() => new FlowAlarms(stack, 'Alarms', { source: invoker, ...props }))).toMatch(line);
});

test('a queue is watched once', () => {
  const { stack, invoker, dead } = world();
  const twice = (deadLetterQueues: sqs.IQueue[]) => thrown(() => new FlowAlarms(stack, 'Alarms', {
    source: invoker,
    deadLetterQueues,
  }));
  expect(twice([dead, dead])).toBe('[Shop/Alarms] \'deadLetterQueues[1]\' is the queue \'Shop/Dead\' again, so its '
    + 'messages would be reported twice; remove it [IllegalValue]');
  const imported = (id: string) => sqs.Queue.fromQueueArn(stack, id, 'arn:aws:sqs:us-east-1:111122223333:dead');
  expect(twice([dead, imported('One'), imported('Two')])).toMatch(/'deadLetterQueues\[2\]' is the queue 'Shop\/Two'/);
});

test('one call makes a dashboard of several flows', () => {
  const { stack, flow, invoker, worker, dead } = world();
  ask(flow, 'Judge', { draft: ask(flow, 'Draft', { text: flow.input }).modelCompletion });
  const alarms = new FlowAlarms(stack, 'Alarms', { source: worker });
  new FlowDashboard(stack, 'Board', {
    dashboardName: 'flows',
    rows: [
      { title: 'Replies', source: invoker, flow, nodeNames: ['Draft', 'Judge'] },
      { title: 'Jobs', source: worker, alarms, deadLetterQueues: [dead] },
    ],
  });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  const parts: unknown[] = Properties.DashboardBody['Fn::Join'][1];
  const body = JSON.parse(parts.map((part) => typeof part === 'string' ? part : 'token').join(''));
  expect(Properties.DashboardName).toBe('flows');
  expect(body.widgets.map(({ type, y, x, width, properties }: Json) =>
    [type, y, x, width, properties.title ?? properties.markdown])).toEqual([
    ['text', 0, 0, 24, '## Replies'],
    ['metric', 1, 0, 8, 'Calls'], ['metric', 1, 8, 8, 'Percent of calls'], ['metric', 1, 16, 8, 'Time of calls (ms)'],
    ['metric', 7, 0, 12, 'Nodes: time (p90, ms)'], ['metric', 7, 12, 12, 'Nodes: tokens'],
    ['text', 13, 0, 24, '## Jobs'],
    ['alarm', 14, 0, 24, 'Alarm Status'],
    ['metric', 16, 0, 8, 'Calls'], ['metric', 16, 8, 8, 'Percent of calls'],
    ['metric', 16, 16, 8, 'Time of calls (ms)'],
    ['metric', 22, 0, 24, 'Dead letters'],
  ]);
  const { metrics, yAxis } = body.widgets[3].properties;
  expect(yAxis).toEqual({ left: { min: 0 } });
  expect(metrics.map((metric: Json[]) => [metric[1], metric.at(-1)])).toEqual([
    ['Latency', { label: 'p50', stat: 'p50' }], ['Latency', { label: 'p90', stat: 'p90' }],
    ['Latency', { label: 'p99', stat: 'p99' }],
  ]);
  expect(thrown(() => new FlowDashboard(stack, 'Empty', { rows: [] }))).toMatch(/\[IllegalValue\]$/);
});
