/** Wrong programs of what is around a flow: other kinds of values, other places, and what would have no effect. */
import {
  aws_cloudwatch as cloudwatch, aws_events as events, aws_s3 as s3, aws_scheduler as scheduler, aws_sns as sns,
  aws_sqs as sqs, aws_stepfunctions as sfn, CfnParameter, Duration, NestedStack, Stack, Token,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { saidOf, type World, world } from './wrong-program';
import {
  BedrockFlowDocuments, BedrockFlowExecution, BedrockFlowScheduleTarget, BedrockFlowTarget, BedrockInvokeFlow, Flow,
  FlowAlarms, FlowAlias, FlowDashboard, FlowEvents, FlowInferenceProfile, FlowInvoker, FlowMetrics, FlowModel,
  FlowQueueWorker, FlowThroughput, HumanApproval, OutputNode,
} from '../../src';
import { synthErrors } from '../small-flows';

const KEY = () => events.EventField.fromPath('$.detail.object.key');
const token = () => Token.asNumber({ Ref: 'Number' });
const any = (value: unknown): any => value;

const rule = (props: object, bucket?: s3.IBucket) => ({ stack, alias, dead, bucket: own }: World) =>
  new events.Rule(stack, 'Rule', {
    eventPattern: FlowEvents.objectCreated(bucket ?? own),
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: dead, document: KEY(), ...props })],
  });
const schedule = (props: object) => ({ stack, alias, dead }: World) => new scheduler.Schedule(stack, 'Nightly', {
  schedule: scheduler.ScheduleExpression.rate(Duration.days(1)),
  target: new BedrockFlowScheduleTarget({ alias, deadLetterQueue: dead, document: 'go', ...props }),
});
const worker = (props: object) => ({ stack, alias, jobs }: World) =>
  new FlowQueueWorker(stack, 'Worker', { alias, queue: jobs, maxConcurrency: 10, ...props });
const invoker = (props: object) => ({ stack, alias }: World) => new FlowInvoker(stack, 'Invoker', { alias, ...props });
const alarms = (props: object) => ({ stack, alias }: World) =>
  new FlowAlarms(stack, 'Alarms', { source: alias, ...props });
const approval = (props: object) => ({ stack }: World) => new HumanApproval(stack, 'Approval', props);
const ask = (props: object) => ({ stack }: World) => new HumanApproval(stack, 'Approval').askFor('Loan', props);
const machine = (stack: Stack, start: sfn.IChainable) =>
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(start) });
const paths = sfn.TaskInput.fromText('$.text');

const NO_JSON = ', but must be JSON; pass a string, a number, a boolean, a list or an object of them, such as the name '
  + 'of what is meant [IllegalValue]';

const PROGRAMS: readonly [string, (made: World) => unknown, string][] = [
  // values of another kind
  ['a document that is no TaskInput', ({ stack, alias }) => BedrockInvokeFlow.jsonata(stack, 'Call', {
    alias, document: any('{% $states.input.text %}'),
  }), "[Shop/Call] 'document' must be a TaskInput, but is '{% $states.input.text %}'; write sfn.TaskInput.fromText() "
    + 'or '
    + 'sfn.TaskInput.fromObject() [IllegalValue]'],
  ['a document of an execution that is none', ({ stack, alias }) => new BedrockFlowExecution(stack, 'Run', {
    alias, document: any('{% $states.input.text %}'),
  }), "[Shop/Run] 'document' must be a TaskInput, but is '{% $states.input.text %}'; write sfn.TaskInput.fromText() or "
    + 'sfn.TaskInput.fromObject() [IllegalValue]'],
  ['the input of a target for a document', rule({ document: events.RuleTargetInput.fromEventPath('$.id') }),
    "[Shop/Rule] 'document' is the input of a target, and would be sent as the object that it is; pass the value "
      + "itself, such as events.EventField.fromPath('$.detail.object.key') in a rule [IllegalValue]"],
  ['the input of a schedule for a document', schedule({ document: scheduler.ScheduleTargetInput.fromText('go') }),
    "[Shop/Nightly] 'document' is the input of a target, and would be sent as the object that it is; pass the value "
      + "itself, such as events.EventField.fromPath('$.detail.object.key') in a rule [IllegalValue]"],
  ['a TaskInput of a rule', rule({ document: sfn.TaskInput.fromText('go') }), "[Shop/Rule] 'document' is the TaskInput "
    + 'of a state, and would be sent as the object that it is; pass the value itself, such as '
    + "events.EventField.fromPath('$.detail.object.key') in a rule [IllegalValue]"],
  ['a path as a text', rule({ document: '$.detail.object.key' }), "[Shop/Rule] 'document' has '$.detail.object.key', "
    + "which nobody replaces by what it leads to; write events.EventField.fromPath('$.detail.object.key') in a rule, "
    + 'and values in a schedule [IllegalValue]'],
  ['a path of Step Functions in a rule', rule({ document: sfn.JsonPath.stringAt('$.text') }), "[Shop/Rule] 'document' "
    + 'has a JsonPath of Step Functions, which nobody replaces by what it leads to; write '
    + "events.EventField.fromPath('$.detail.object.key') in a rule, and values in a schedule [IllegalValue]"],
  ['JSONata in a schedule', schedule({ document: '{% $now() %}' }), "[Shop/Nightly] 'document' has '{% $now() %}', "
    + "which nobody replaces by what it leads to; write events.EventField.fromPath('$.detail.object.key') in a rule, "
    + 'and values in a schedule [IllegalValue]'],
  ['a path as a text in a JSONPath state', ({ stack, alias }) =>
    machine(stack, BedrockInvokeFlow.jsonPath(stack, 'Call', { alias, document: paths })),
  "[Shop/Call] 'document' has the text '$.text', and not what it leads to; write "
    + "sfn.TaskInput.fromJsonPathAt('$.text'), or sfn.JsonPath.stringAt() within an object [IllegalValue]"],
  ['a path as a text in a JSONata state', ({ stack, alias }) =>
    new BedrockFlowExecution(stack, 'Run', { alias, document: paths }), '[Shop/Run] \'document\' is a JSONPath, but '
    + 'the state uses JSONata; write sfn.TaskInput.fromText(\'{% $states.input.… %}\') [IllegalValue]'],
  ['a TaskInput for people', ask({ document: sfn.TaskInput.fromText('{% $states.input %}') }), '[Shop/Approval/Loan] '
    + "'document' is a TaskInput, and goes into the message as it is; pass the value itself, such as "
    + "'{% $states.input.loan %}' [IllegalValue]"],
  ['a JSONPath for people', ask({ subject: sfn.JsonPath.stringAt('$.name') }), "[Shop/Approval/Loan] 'subject' is a "
    + "JSONPath, and these states use JSONata; write '{% $states.input.… %}' [IllegalValue]"],
  ['a subject that is no text', ask({ subject: any({ name: 'a' }) }), "[Shop/Approval/Loan] 'subject' is of type "
    + 'object, but must be a string; pass one [IllegalValue]'],
  ['the name of a queue', approval({ deadLetterQueue: any('dead') }), "[Shop/Approval] 'deadLetterQueue' must be a "
    + "queue, but is 'dead'; write sqs.Queue.fromQueueArn() [IllegalValue]"],
  ['the name of a topic', approval({ topic: any('news') }), "[Shop/Approval] 'topic' must be a topic, but is 'news'; "
    + 'write sns.Topic.fromTopicArn() [IllegalValue]'],
  ['the name of a bucket', () => FlowEvents.objectCreated(any('docs')), "[FlowEvents.objectCreated] 'bucket' must be a "
    + "bucket, but is 'docs'; write s3.Bucket.fromBucketName() [IllegalValue]"],
  ['seconds for a duration', () => FlowThroughput.maxConcurrency({
    tokensPerMinute: 1000, tokensPerRun: 10, runTime: any(5),
  }), "[FlowThroughput.maxConcurrency] 'runTime' must be a Duration, but is 5; write Duration.seconds(30) "
    + '[IllegalValue]'],
  ['a form that there is not', worker({ message: any('YAML') }), "[Shop/Worker] 'message' is 'YAML', but must be "
    + "'TEXT', 'JSON' or 'OBJECT_KEY'; choose one of them [IllegalValue]"],
  ['a mode that there is not', rule({ mode: any('ASYNC') }), "[Shop/Rule] 'mode' is 'ASYNC', but must be 'WAIT' or "
    + "'START'; choose one of them [IllegalValue]"],
  ['an end that there is not', approval({ onTimeout: any('IGNORE') }), "[Shop/Approval] 'onTimeout' is 'IGNORE', but "
    + "must be 'REJECT', 'APPROVE' or 'FAIL'; choose one of them [IllegalValue]"],
  ['a target of nothing', ({ stack }) => new events.Rule(stack, 'Rule', {
    eventPattern: { source: ['any'] }, targets: [new BedrockFlowTarget(any(undefined))],
  }), "[Shop/Rule] 'deadLetterQueue' and 'document' are not given; give them [IllegalValue]"],
  ['a tag of AWS', ({ stack }) => new FlowInferenceProfile(stack, 'Costs', {
    model: FlowModel.foundationModel('amazon.nova-lite-v1:0'), tags: { 'aws:team': 'web' },
  }), "[Shop/Costs] a key of 'tags' is 'aws:team', and only AWS may begin one with 'aws:'; rename it [IllegalValue]"],

  ['a number in quotes', invoker({ memorySize: any('256') }), "[Shop/Invoker] 'memorySize' is the text '256', but "
    + 'must be a number; write it without quotes [IllegalValue]'],
  ['a fraction in quotes', () => FlowThroughput.maxConcurrency({
    tokensPerMinute: any('200000'), tokensPerRun: 3000, runTime: Duration.seconds(1),
  }), "[FlowThroughput.maxConcurrency] 'tokensPerMinute' is the text '200000', but must be a number; write it without "
    + 'quotes [IllegalValue]'],
  ['a share in a list', () => FlowThroughput.maxConcurrency({
    tokensPerMinute: 200_000, tokensPerRun: 3000, runTime: Duration.seconds(1), share: any([0.5]),
  }), "[FlowThroughput.maxConcurrency] 'share' is a list, but must be a number; write one [IllegalValue]"],

  // numbers that are needed before a deployment
  ['retries of the flow that are a token', rule({ flowRetries: token() }), '[Shop/Rule] \'flowRetries\' is a number '
    + 'known only at deployment, but is needed at synthesis; write a number [IllegalValue]'],
  ['retries of a schedule that are a token', schedule({ retryAttempts: token() }), '[Shop/Nightly] \'retryAttempts\' '
    + 'is a number known only at deployment, but is needed at synthesis; write a number [IllegalValue]'],
  ['an age of a schedule that is a token', schedule({ maxEventAge: Duration.seconds(token()) }), '[Shop/Nightly] '
    + '\'maxEventAge\' is known only at deployment, but is needed at synthesis; write a number [IllegalValue]'],

  // what is no JSON, too long, or too often
  ['a queue for a document', (made) => rule({ document: made.dead })(made),
    `[Shop/Rule] 'document' is a Queue${NO_JSON}`],
  ['a function for a document', rule({ document: () => 'x' }), `[Shop/Rule] 'document' is a function${NO_JSON}`],
  ['a date in a schedule', schedule({ document: { since: [new Date(0)] } }),
    `[Shop/Nightly] 'document' has a Date at 'since.0'${NO_JSON}`],
  ['an object around itself', () => {
    const document: any = { key: 'a' };
    document.whole = document;
    rule({ document })(world());
  }, `[Shop/Rule] 'document' has itself at 'whole'${NO_JSON}`],
  ['a document of a book', rule({ document: 'x'.repeat(9000) }), "[Shop/Rule] 'document' makes an input of 9062 "
    + 'characters, but EventBridge allows 8192; pass a key, and let the flow read the object with an S3RetrievalNode '
    + '[IllegalValue]'],
  ['a document of a library', schedule({ document: 'x'.repeat(300_000) }), "[Shop/Nightly] 'document' makes an input "
    + 'of 300090 characters, but EventBridge allows 262144; pass a key, and let the flow read the object with an '
    + 'S3RetrievalNode [IllegalValue]'],
  ['a prefix longer than any key', () => FlowEvents.objectCreated(world().bucket, { prefix: 'x'.repeat(2000) }),
    "[FlowEvents.objectCreated] 'prefix' is 2000 characters long, but the service allows 1024; shorten it "
      + '[IllegalValue]'],
  ['an event of a schedule', ({ stack, alias, dead }) => new events.Rule(stack, 'Rule', {
    schedule: events.Schedule.rate(Duration.days(1)),
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: dead, document: KEY() })],
  }), "[Shop/Rule] 'document' has '$.detail.object.key' of an event, but the rule has only a schedule, whose events "
    + "have no detail; give the rule an 'eventPattern', or use a value [IllegalValue]"],
  ['reminders every minute of two weeks', approval({ timeout: Duration.days(14), remindEvery: Duration.minutes(1) }),
    "[Shop/Approval] 'remindEvery' makes 20160 requests until 'timeout', but the history of an execution has room for "
      + '1000; choose a longer one [IllegalValue]'],
  ['half a second of waiting', approval({ timeout: Duration.millis(90_500) }), "[Shop/Approval] 'timeout' is 90500 "
    + 'millis, but must be 1 minute to 14 days, in whole seconds; choose another one [IllegalValue]'],
  ['a dashboard of 130 flows', ({ stack, alias }) => new FlowDashboard(stack, 'Board', {
    rows: Array.from({ length: 130 }, (_, at) => ({ title: `Flow ${at}`, source: alias })),
  }), "[Shop/Board] 'rows' make 520 widgets, but a dashboard has at most 500; divide them among several dashboards "
    + '[IllegalValue]'],
  ['logs of six weeks', invoker({ logRetention: 42 }), "[Shop/Invoker] 'logRetention' is 42, but CloudWatch keeps logs "
    + 'only for certain numbers of days; choose one of logs.RetentionDays [IllegalValue]'],
  ['more tags than there can be', ({ stack }) => new FlowInferenceProfile(stack, 'Costs', {
    model: FlowModel.foundationModel('amazon.nova-lite-v1:0'),
    tags: Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`tag${at}`, 'a'])),
  }), "[Shop/Costs] 'tags' has 201 entries, but the service allows at most 200; remove some [IllegalValue]"],
  ['a quota of no end', () => FlowThroughput.maxConcurrency({
    tokensPerMinute: Infinity, tokensPerRun: 10, runTime: Duration.seconds(1),
  }), "[FlowThroughput.maxConcurrency] 'tokensPerMinute' is Infinity, but must be a number; write one "
    + '[IllegalValue]'],

  // what is nothing
  ['an alias that is null', rule({ alias: null }),
    "[Shop/Rule] neither 'alias' nor 'canary' is given; give 'alias' or 'canary' [IllegalValue]"],
  ['a request without an id', ({ stack }) => new HumanApproval(stack, 'Approval').askFor(any(undefined)),
    "[Shop/Approval] 'id' is required; pass it [IllegalValue]"],
  ['nobody who decides', ({ stack }) => new HumanApproval(stack, 'Approval').grantDecide(any(undefined)),
    "[Shop/Approval] 'grantee' is required; pass it [IllegalValue]"],
  ['the name of a role that calls', (made) => (invoker({})(made) as FlowInvoker).grantInvoke(any('Callers')),
    "[Shop/Invoker] 'grantee' must be a role, or what has one, but is 'Callers'; pass the construct [IllegalValue]"],
  ['the name of a role that calls directly', ({ alias }) => alias.grants.startExecution(any('Callers')),
    "[Shop/Live] 'grantee' must be a role, or what has one, but is 'Callers'; pass the construct [IllegalValue]"],
  ['a function for an invoker', (made) => BedrockInvokeFlow.jsonata(made.stack, 'Call', {
    invoker: any((invoker({})(made) as FlowInvoker).lambdaFunction),
  }), "[Shop/Call] 'invoker' must be a FlowInvoker, but is a Function; pass the construct [IllegalValue]"],

  // what would have no effect
  ['a bucket that sends no events', (made) => rule({}, new s3.Bucket(made.stack, 'Silent'))(made), '[Shop/Rule] bucket '
    + "'Shop/Silent' sends no events to EventBridge, so the rule never calls the flow; set its 'eventBridgeEnabled', "
    + 'or '
    + 'call enableEventBridgeNotification() [IllegalValue]'],
  ['dead letters of a worker', (made) => worker({ deadLetterQueue: made.dead })(made), '[Shop/Worker] '
    + "'deadLetterQueue' "
    + 'is for events that no queue keeps, and messages that fail go back to theirs; give it to the queue, with a '
    + "'maxReceiveCount' [IllegalValue]"],
  ['dead letters of an invoker', (made) => invoker({ deadLetterQueue: made.dead })(made), '[Shop/Invoker] '
    + "'deadLetterQueue' is for events that nobody waits for, and callers of this function get its errors; catch them "
    + 'there, or call the flow by a BedrockFlowTarget [IllegalValue]'],
  ['less concurrency than messages', worker({ reservedConcurrency: 3 }), "[Shop/Worker] 'reservedConcurrency' is 3, "
    + 'and '
    + "10 messages may come at a time by 'maxConcurrency', so some would be throttled and end in the dead-letter "
    + 'queue; '
    + 'raise it to 10, or leave it out [IllegalValue]'],
  ['subnets of no network', invoker({ vpcSubnets: {} }), "[Shop/Invoker/Caller] 'vpcSubnets' is given without 'vpc', "
    + "which it is a part of; give 'vpc' too [IllegalValue]"],
  ['an alarm that is never reached', (made) => alarms({
    source: invoker({ timeout: Duration.minutes(1) })(made), maxLatency: Duration.minutes(5),
  })(made), "[Shop/Alarms] 'maxLatency' is 5 minutes, and calls are ended after 1 minute, so the alarm would never go "
    + 'off; choose less [IllegalValue]'],
  ['an alarm that no flow reaches', alarms({ maxLatency: Duration.minutes(15) }), "[Shop/Alarms] 'maxLatency' is 15 "
    + 'minutes, and calls are ended after 15 minutes, so the alarm would never go off; choose less [IllegalValue]'],
  ['news in order', ({ stack }) => approval({ topic: new sns.Topic(stack, 'News', { fifo: true }) })(any({ stack })),
    "[Shop/Approval] 'topic' is the FIFO topic 'Shop/News', which takes messages of groups only, and these have none; "
      + 'pass a standard topic [IllegalValue]'],
  ['two boards of one name', ({ stack, alias }) => {
    const rows = [{ title: 'Replies', source: alias }];
    new FlowDashboard(stack, 'One', { dashboardName: 'flows', rows });
    new FlowDashboard(stack, 'Two', { dashboardName: 'flows', rows });
  }, "[Shop/Two] 'dashboardName' is 'flows', which 'Shop/One/Dashboard/Resource' has too; choose another name, or "
    + 'leave '
    + 'it out [DuplicateName]'],

  // other stacks
  ['dead letters in a nested stack', (made) => rule({
    deadLetterQueue: new sqs.Queue(new NestedStack(made.stack, 'Inner'), 'Dead'),
  })(made), "[Shop/Rule] 'deadLetterQueue' 'Shop/Inner/Dead' is in stack 'Shop/Inner', and its policy names the rule "
    + "in stack 'Shop', so each would have to be deployed before the other; make the queue in the stack of the rule "
    + '[IllegalValue]'],
  ['dead letters beside a nested one', ({ stack, alias }) => new events.Rule(new NestedStack(stack, 'Rules'), 'Rule', {
    eventPattern: { source: ['any'] },
    targets: [new BedrockFlowTarget({
      alias, deadLetterQueue: new sqs.Queue(new NestedStack(stack, 'Queues'), 'Dead'), document: 'x',
    })],
  }), "[Shop/Rules/Rule] 'deadLetterQueue' 'Shop/Queues/Dead' is in stack 'Shop/Queues', and its policy names the rule "
    + "in stack 'Shop/Rules', so each would have to be deployed before the other; make the queue in the stack of the "
    + 'rule [IllegalValue]'],
  ['dead letters in another stack', ({ app, alias, dead }) => new events.Rule(new Stack(app, 'Other'), 'Rule', {
    eventPattern: { source: ['any'] },
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: dead, document: 'x' })],
  }), "[Other/Rule] 'deadLetterQueue' 'Shop/Dead' is in stack 'Shop', and its policy names the rule in stack 'Other', "
    + 'so each would have to be deployed before the other; make the queue in the stack of the rule [IllegalValue]'],
];

test.each(PROGRAMS)('%s', (_, wrong, line) => {
  expect(saidOf(wrong)).toEqual([line]);
  expect(line).toMatch(/^\[[\w./]+\] [^\n;]+; [^\n]+ \[[A-Z]\w+\]$/);
});

/** A flow in one Region, and things in another. */
function regions() {
  const { app } = world();
  const account = '111122223333';
  const stack = new Stack(app, 'Us', { env: { account, region: 'us-east-1' }, crossRegionReferences: true });
  const other = new Stack(app, 'Eu', { env: { account, region: 'eu-west-1' }, crossRegionReferences: true });
  const flow = new Flow(stack, 'Reply');
  new OutputNode(flow, 'Answer', { document: flow.input });
  const alias = new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  const dead = new sqs.Queue(stack, 'Dead');
  const jobs = new sqs.Queue(other, 'Jobs');
  const docs = new s3.Bucket(other, 'Docs');
  return { stack, other, flow, alias, dead, jobs, docs };
}

describe('in another Region', () => {
  test.each<[string, (made: ReturnType<typeof regions>) => unknown]>([
    ['a queue of jobs', ({ stack, alias, jobs: queue }) =>
      new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 2 })],
    ['dead letters of a rule', ({ stack, alias, jobs }) => new events.Rule(stack, 'Rule', {
      eventPattern: { source: ['any'] },
      targets: [new BedrockFlowTarget({ alias, deadLetterQueue: jobs, document: 'x' })],
    })],
    ['dead letters of a schedule', ({ stack, alias, jobs }) => schedule({})({ stack, alias, dead: jobs } as World)],
    ['dead letters of people', ({ stack, jobs }) => new HumanApproval(stack, 'Approval', { deadLetterQueue: jobs })],
    ['dead letters of an alarm', ({ stack, alias, jobs }) =>
      new FlowAlarms(stack, 'Alarms', { source: alias, deadLetterQueues: [jobs] })],
    ['documents', ({ stack, alias, docs }) => new BedrockFlowDocuments(stack, 'All', {
      alias, bucket: docs, resultBucket: new s3.Bucket(stack, 'Results'), maxConcurrency: 2,
    })],
    ['results', ({ stack, alias, docs }) => new FlowInvoker(stack, 'Invoker', { alias, resultBucket: docs })],
  ])('%s', (_, wrong) => {
    expect(() => wrong(regions())).toThrow(
      /^\[Us\/\w+\] '\w+(\[0\])?' 'Eu\/\w+' is in Region eu-west-1, and can't be used from us-east-1; pass one of/);
  });

  test('an invoker', () => {
    const { stack, other, alias } = regions();
    const one = new FlowInvoker(stack, 'Invoker', { alias });
    expect(() => BedrockInvokeFlow.jsonata(other, 'Call', { invoker: one }))
      .toThrow("[Eu/Call] 'invoker' 'Us/Invoker/Caller/Function' is in Region us-east-1, and can't be used from eu-w");
  });

  test('alarms look for nothing, and a dashboard says where metrics are', () => {
    const { other, flow, alias } = regions();
    expect(() => new FlowAlarms(other, 'Alarms', { source: alias })).toThrow("[Eu/Alarms] 'source' has its metrics in "
      + "Region us-east-1, and alarms in eu-west-1 can't look at them; put the alarms into a stack in us-east-1 [Il");
    const source = FlowMetrics.ofFlow(flow);
    new FlowDashboard(other, 'Board', { rows: [{ title: 'Replies', source, flow, nodeNames: ['Answer'] }] });
    const boards = Template.fromStack(other).findResources('AWS::CloudWatch::Dashboard');
    const text = JSON.stringify(Object.values(boards)[0].Properties.DashboardBody);
    expect(text.match(/BedrockFlows/g)).toHaveLength(12);
    expect(text.match(/"region\\+":\\+"us-east-1/g)).toHaveLength(12);
  });

  test('metrics of a profile are there too', () => {
    const { stack, other } = regions();
    const model = FlowModel.foundationModel('amazon.nova-lite-v1:0');
    const metric = new FlowInferenceProfile(stack, 'Costs', { model }).metricOutputTokens();
    expect(() => new cloudwatch.Alarm(other, 'Alarm', { metric, threshold: 1, evaluationPeriods: 1 }))
      .toThrow(/in region 'eu-west-1' based on metric .* in 'us-east-1'/);
  });
});

test('an alias that is made elsewhere has metrics by FlowMetrics', () => {
  const { stack } = world();
  const arn = 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW000001/alias/ALIAS00001';
  const alias = FlowAlias.fromFlowAliasArn(stack, 'Theirs', arn);
  expect(() => new FlowAlarms(stack, 'Alarms', { source: any(alias) })).toThrow(/FlowMetrics\.ofAlias\(\) \[Illegal/);
  expect(new FlowAlarms(stack, 'Alarms', { source: FlowMetrics.ofAlias(alias) }).alarms).toHaveLength(2);
});

test('dead letters around a nested stack, and as many reminders as a history has room for', () => {
  const { stack, alias, dead } = world();
  new events.Rule(new NestedStack(stack, 'Rules'), 'Rule', {
    eventPattern: { source: ['any'] },
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: dead, document: 'x'.repeat(8000) })],
  });
  new HumanApproval(stack, 'Approval', { timeout: Duration.minutes(1000), remindEvery: Duration.minutes(1) });
  expect(synthErrors(stack)).toEqual([]);
});

test('a schedule of a rule has what every event has, and may have events too', () => {
  const { stack, alias, dead, bucket } = world();
  const day = events.Schedule.rate(Duration.days(1));
  const target = (document: string) => new BedrockFlowTarget({ alias, deadLetterQueue: dead, document });
  new events.Rule(stack, 'Daily', { schedule: day, targets: [target(events.EventField.time)] });
  const both = new events.Rule(stack, 'Both', { schedule: day, targets: [target(KEY())] });
  both.addEventPattern(FlowEvents.objectCreated(bucket));
  expect(synthErrors(stack)).toEqual([]);
});

test('names of nodes that a deployment knows are left to it', () => {
  const { stack, alias, flow } = world();
  const nodeNames = [new CfnParameter(stack, 'Node').valueAsString];
  new FlowDashboard(stack, 'Board', { rows: [{ title: 'Replies', source: alias, flow, nodeNames }] });
  expect(synthErrors(stack)).toEqual([]);
});

test('a bucket may send its events by a call, or say so itself', () => {
  const { stack, alias, dead } = world();
  const called = new s3.Bucket(stack, 'Called');
  called.enableEventBridgeNotification();
  const said = new s3.Bucket(stack, 'Said');
  (said.node.defaultChild as s3.CfnBucket).addPropertyOverride('NotificationConfiguration.EventBridgeConfiguration', {
    EventBridgeEnabled: true,
  });
  for (const bucket of [called, said, s3.Bucket.fromBucketName(stack, 'Theirs', 'theirs')]) {
    new events.Rule(bucket, 'Rule', {
      eventPattern: FlowEvents.objectCreated(bucket),
      targets: [new BedrockFlowTarget({ alias, deadLetterQueue: dead, document: KEY() })],
    });
  }
  expect(synthErrors(stack)).toEqual([]);
});
