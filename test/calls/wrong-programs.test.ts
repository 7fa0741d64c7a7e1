/** Wrong programs of what is around a flow: the one line that each of them gets. */
import {
  aws_events as events, aws_scheduler as scheduler, aws_sqs as sqs, aws_stepfunctions as sfn,
  Duration,
} from 'aws-cdk-lib';
import { OBJECT } from './support';
import { saidOf, type World, world } from './wrong-program';
import {
  BedrockFlowExecution, BedrockFlowScheduleTarget, BedrockFlowTarget, BedrockInvokeFlow, Classifier, FlowAlarms,
  FlowCode, FlowDashboard, FlowEvents, FlowInferenceProfile, FlowInvoker, FlowModel, FlowQueueWorker,
  FlowTargetMode, FlowThroughput, InlineCodeNode, MapCollect, QualityGate, S3StorageNode,
} from '../../src';
import { synthErrors } from '../small-flows';

const KEY = () => events.EventField.fromPath('$.detail.object.key');
const MODEL = FlowModel.foundationModel('amazon.nova-lite-v1:0');

function inlineCode({ flow }: World): void {
  new InlineCodeNode(flow, 'Count', { code: FlowCode.inline('len(text)'), inputs: { text: flow.input } });
}

function ruled({ stack, alias, dead, bucket }: World, props: object = {}): void {
  new events.Rule(stack, 'Rule', {
    eventPattern: FlowEvents.objectCreated(bucket),
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: dead, document: KEY(), ...props })],
  });
}

/** What is written, and what is said of it; of an Object flow where `isObject`. */
const PROGRAMS: readonly [string, (world: World) => void, string, boolean?][] = [
  ['a flow that stores where its events come from', (it) => {
    ruled(it);
    new S3StorageNode(it.flow, 'Store', { bucket: it.bucket, objectKey: it.flow.input, content: it.flow.input });
  }, '[Shop/Rule] node \'Store\' of flow \'Shop/Reply\' writes to the bucket whose new objects call the flow, which '
    + 'creates an endless loop; give the pattern a prefix that is not written to, or use another bucket '
    + '[IllegalValue]'],
  ['an Object of an event for a String flow', (it) => ruled(it, { document: events.EventField.fromPath('$.detail') }),
    "[Shop/Rule] the flow 'Shop/Reply' takes a String, but 'document' is an Object; give it a String, or change "
      + "'inputType' of the flow [IllegalValue]"],
  ['a key for an Object flow', (it) => ruled(it), "[Shop/Rule] the flow 'Shop/Reply' takes an Object, but 'document' "
    + "is a String; give it an Object, or change 'inputType' of the flow [IllegalValue]", true],
  ['an execution of inline code', (it) => {
    inlineCode(it);
    const run = new BedrockFlowExecution(it.stack, 'Run', { alias: it.alias });
    new sfn.StateMachine(it.stack, 'M', { definitionBody: sfn.DefinitionBody.fromChainable(run) });
  }, '[Shop/Run] flow \'Shop/Reply\' has inline code in \'Count\', which flow executions do not run; use '
    + 'BedrockInvokeFlow, or a LambdaNode in place of it [IllegalValue]'],
  ['an event that starts inline code', (it) => { inlineCode(it); ruled(it, { mode: FlowTargetMode.START }); },
    '[Shop/Rule] flow \'Shop/Reply\' has inline code in \'Count\', which flow executions do not run; use '
      + 'FlowTargetMode.WAIT, or a LambdaNode in place of it [IllegalValue]'],
  ['a schedule that starts inline code', (it) => {
    inlineCode(it);
    new scheduler.Schedule(it.stack, 'Nightly', {
      schedule: scheduler.ScheduleExpression.rate(Duration.days(1)),
      target: new BedrockFlowScheduleTarget({
        alias: it.alias, deadLetterQueue: it.dead, document: 'go', mode: FlowTargetMode.START,
      }),
    });
  }, '[Shop/Nightly] flow \'Shop/Reply\' has inline code in \'Count\', which flow executions do not run; use '
    + 'FlowTargetMode.WAIT, or a LambdaNode in place of it [IllegalValue]'],
  ['a queue without dead letters', ({ stack, alias }) => {
    new FlowQueueWorker(stack, 'Worker', { alias, queue: new sqs.Queue(stack, 'Jobs'), maxConcurrency: 2 });
  }, '[Shop/Worker] queue \'Shop/Jobs\' has no dead-letter queue, so a failing message is processed and billed again '
    + 'and again; give it \'deadLetterQueue\' with a \'maxReceiveCount\' of 2 or 3 [IllegalValue]'],
  ['a message that is shown again too early', ({ stack, alias, dead }) => {
    const queue = new sqs.Queue(stack, 'Jobs', { deadLetterQueue: { queue: dead, maxReceiveCount: 2 } });
    new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 2 });
  }, '[Shop/Worker] queue \'Shop/Jobs\' makes a message visible again after 30 seconds, but the function may run for '
    + '300; set its \'visibilityTimeout\' to 1800 seconds, or lower \'timeout\' [IllegalValue]'],
  ['one flow at a time', ({ stack, alias, dead }) => {
    const queue = new sqs.Queue(stack, 'Jobs', {
      visibilityTimeout: Duration.minutes(30), deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
    });
    new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 1 });
  }, "[Shop/Worker] 'maxConcurrency' is 1, but must be 2 to 1000; choose a value in that range [IllegalValue]"],
  ['185 retries of the flow', (it) => ruled(it, { flowRetries: 185 }),
    "[Shop/Rule] 'flowRetries' is 185, but must be 0 to 2; choose a value in that range [IllegalValue]"],
  ['a task that calls nothing', ({ stack }) => { new BedrockInvokeFlow(stack, 'Call', {}); },
    "[Shop/Call] neither 'alias' nor 'canary' nor 'invoker' is given; give 'alias', 'canary' or 'invoker' "
      + '[IllegalValue]'],
  ['a task that waits for a token', ({ stack, alias }) => {
    BedrockInvokeFlow.jsonata(stack, 'Call', { alias, integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN });
  }, '[Shop/Call] \'integrationPattern\' is WAIT_FOR_TASK_TOKEN, but the call itself returns the result of the flow; '
    + 'leave it out [IllegalValue]'],
  ['a call of an hour', ({ stack, alias }) => {
    new FlowInvoker(stack, 'Invoker', { alias, timeout: Duration.hours(1) });
  }, "[Shop/Invoker] 'timeout' is 1 hour, and Lambda allows 15 minutes; use BedrockFlowExecution for flows that take "
    + 'longer [IllegalValue]'],
  ['a share of more than all', () => {
    FlowThroughput.maxConcurrency({ tokensPerMinute: 1000, tokensPerRun: 10, runTime: Duration.seconds(1), share: 2 });
  }, "[FlowThroughput.maxConcurrency] 'share' is 2, but must be more than 0 and at most 1; change it [IllegalValue]"],
  ['labels that differ in capitals', ({ flow }) => {
    new Classifier(flow, 'Kind', { text: flow.input, model: MODEL, labels: ['Refund', 'refund'] });
  }, '[Shop/Reply/Kind] \'refund\' and \'Refund\' in \'labels\' differ at most in upper and lower case, which models '
    + 'do not keep; rename one of them [DuplicateName]'],
  ['two results for each item', ({ flow }) => {
    const each = new MapCollect(flow, 'Each', { array: flow.input.arrayAt('items') });
    each.collect(each.item);
    each.collect(each.item);
  }, '[Shop/Reply/Each] collect() was already called, and a flow has one collector; collect one value for each item '
    + '[QuotaExceeded]', true],
  ['a gate joined again', ({ flow }) => {
    const gate = new QualityGate(flow, 'Gate', { text: flow.input, criteria: 'Is it good?', model: MODEL });
    const other = new QualityGate(flow, 'Other',
      { text: flow.input, criteria: 'Is it short?', model: MODEL, runWhen: gate.passed });
    new QualityGate(flow, 'Both', { text: other.verdict, criteria: 'Is it?', model: MODEL, runWhen: gate.failed });
  }, '[Shop/Reply/Both/Judge] \'Both_Judge\' needs \'Gate_Verdict.default\' and \'Gate_Verdict.hasPassed\' (through '
    + '\'Other_Judge\'), which can\'t both happen in one run; use only values from that branch, or move the node out '
    + 'of it [UnsatisfiedConnectionConditions]'],
  ['a percentage of more than all', ({ stack, alias }) => {
    new FlowAlarms(stack, 'Alarms', { source: alias, maxFaultPercent: 120 });
  }, '[Shop/Alarms] \'maxFaultPercent\' is 120, but must be more than 0 and below 100; choose a value in that range '
    + '[IllegalValue]'],
  ['a dashboard of nothing', ({ stack }) => { new FlowDashboard(stack, 'Board', { rows: [] }); },
    "[Shop/Board] 'rows' has 0 entries, but the service allows at least 1; add some [IllegalValue]"],
  ['a profile of a profile', ({ stack }) => {
    const arn = 'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl';
    new FlowInferenceProfile(stack, 'Costs', { model: FlowModel.fromModelId(arn) });
  }, '[Shop/Costs] \'model\' is \'arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abcdefghijkl\', '
    + 'but a profile needs a foundation model or a system-defined inference profile; use FlowModel.foundationModel() '
    + 'or FlowModel.inferenceProfile() [IllegalValue]'],
];

test.each(PROGRAMS)('%s', (_, wrong, line, isObject = false) => {
  expect(saidOf(wrong, isObject ? OBJECT : {})).toEqual([line]);
});

test('two fragments with equal names are none: their states are named by their place', () => {
  const { stack, alias } = world();
  const first = new BedrockFlowExecution(stack, 'Run', { alias });
  const second = new BedrockFlowExecution(new sfn.Pass(stack, 'Place'), 'Run', { alias });
  new sfn.StateMachine(stack, 'M', { definitionBody: sfn.DefinitionBody.fromChainable(first.next(second)) });
  expect(synthErrors(stack)).toEqual([]);
});
