/** More wrong programs of what is around a flow: limits, queues, keys, places, languages, and endless loops. */
import {
  aws_events as events, aws_events_targets as targets, aws_s3 as s3, aws_scheduler as scheduler, aws_sqs as sqs,
  aws_stepfunctions as sfn, Duration, Stack, Token,
} from 'aws-cdk-lib';
import { OBJECT } from './support';
import { saidOf, type World } from './wrong-program';
import {
  BedrockFlowDocuments, BedrockFlowExecution, BedrockFlowScheduleTarget, BedrockFlowTarget, BedrockInvokeFlow,
  CanaryFlowAlias, Flow, FlowAlarms, FlowAlias, FlowDashboard, FlowEvents, FlowInferenceProfile, FlowInvoker, FlowModel,
  FlowQueueWorker, FlowThroughput, HumanApproval, OutputNode, S3StorageNode,
} from '../../src';

const KEY = () => events.EventField.fromPath('$.detail.object.key');
const token = () => Token.asNumber({ Ref: 'Number' });
const late = () => Duration.seconds(token());
const ALIAS = 'arn:aws:bedrock:us-east-1:999999999999:flow/FLOW000001/alias/ALIAS00001';

const worker = (props: object) => ({ stack, alias, jobs }: World) =>
  new FlowQueueWorker(stack, 'Worker', { alias, queue: jobs, maxConcurrency: 2, ...props });
const invoker = (props: object) => ({ stack, alias }: World) => new FlowInvoker(stack, 'Invoker', { alias, ...props });
const run = (props: object) => ({ stack, alias }: World) => new BedrockFlowExecution(stack, 'Run', { alias, ...props });
const documents = (props: object) => ({ stack, alias, bucket }: World) => new BedrockFlowDocuments(stack, 'Nightly',
  { alias, bucket, resultBucket: new s3.Bucket(stack, 'Results'), maxConcurrency: 4, ...props });
const alarms = (props: object) => ({ stack, alias }: World) =>
  new FlowAlarms(stack, 'Alarms', { source: alias, ...props });
const board = (props: object, row: object = {}) => ({ stack, alias }: World) =>
  new FlowDashboard(stack, 'Board', { rows: [{ title: 'Replies', source: alias, ...row }], ...props });
const profile = (modelId: string) => ({ app }: World) => new FlowInferenceProfile(
  new Stack(app, 'Eu', { env: { region: 'eu-central-1', account: '111122223333' } }), 'Costs',
  { model: FlowModel.fromModelId(modelId) });
const approval = (props: object) => ({ stack }: World) => new HumanApproval(stack, 'Approval', props);
const machine = (stack: Stack, start: sfn.IChainable, props: object = {}) =>
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(start), ...props });
const EXPRESS = { stateMachineType: sfn.StateMachineType.EXPRESS };

function rule({ stack, alias, dead, bucket }: World, props: object = {}): void {
  new events.Rule(stack, 'Rule', {
    eventPattern: FlowEvents.objectCreated(bucket),
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: dead, document: KEY(), ...props })],
  });
}

function schedule({ stack, alias, dead }: World, props: object): void {
  new scheduler.Schedule(stack, 'Nightly', {
    schedule: scheduler.ScheduleExpression.rate(Duration.days(1)),
    target: new BedrockFlowScheduleTarget({ alias, deadLetterQueue: dead, document: 'go', ...props }),
  });
}

/** A rule that starts a state machine for each new object. */
function started({ stack, bucket }: World, of: sfn.StateMachine): void {
  new events.Rule(stack, 'Rule', {
    eventPattern: FlowEvents.objectCreated(bucket), targets: [new targets.SfnStateMachine(of)],
  });
}

const NOT_GIVEN = 'is undefined, but must be given; give it, and check whether an environment variable is not set '
  + '[IllegalValue]';

const fifo = (stack: Stack) => new sqs.Queue(stack, 'Ordered', { fifo: true });

/** What is written, and what is said of it; of an Object flow where `isObject`. */
const PROGRAMS: readonly [string, (world: World) => unknown, string, boolean?][] = [
  // concurrency
  ['no concurrency', worker({ maxConcurrency: 0 }), "[Shop/Worker] 'maxConcurrency' is 0, but must be 2 to 1000; "
    + 'choose a value in that range [IllegalValue]'],
  ['a concurrency that is no number', worker({ maxConcurrency: NaN }), "[Shop/Worker] 'maxConcurrency' is NaN, but "
    + 'must '
    + 'be 2 to 1000; choose a value in that range [IllegalValue]'],
  ['a concurrency that is forgotten', worker({ maxConcurrency: undefined }), '[Shop/Worker] \'maxConcurrency\' is '
    + 'required; pass it [IllegalValue]'],
  ['a map without concurrency', documents({ maxConcurrency: undefined }), '[Shop/Nightly] \'maxConcurrency\' is not '
    + 'given, so Step Functions would run 10,000 flows at once; set it, for example to FlowThroughput.maxConcurrency() '
    + '[IllegalValue]'],
  ['a map of unlimited concurrency', documents({ maxConcurrency: 0 }), "[Shop/Nightly] 'maxConcurrency' is 0, but must "
    + 'be 1 to 10000; choose a value in that range [IllegalValue]'],
  ['a map whose concurrency is a token', documents({ maxConcurrency: token() }), '[Shop/Nightly] \'maxConcurrency\' is '
    + 'a number known only at deployment, but is needed at synthesis; write a number [IllegalValue]'],
  ['a quota that is a token', () => FlowThroughput.maxConcurrency(
    { tokensPerMinute: token(), tokensPerRun: 10, runTime: Duration.seconds(1) }),
  '[FlowThroughput.maxConcurrency] \'tokensPerMinute\' is a number known only at deployment, but is needed at '
    + 'synthesis; write a number [IllegalValue]'],
  ['runs of no time', () => FlowThroughput.maxConcurrency(
    { tokensPerMinute: 1000, tokensPerRun: 10, runTime: Duration.seconds(0) }),
  "[FlowThroughput.maxConcurrency] 'runTime' is 0 seconds, but must be more than 0; choose another one "
    + '[IllegalValue]'],

  // times and sizes
  ['a call of no time', invoker({ timeout: Duration.seconds(0) }), "[Shop/Invoker] 'timeout' is 0 seconds, but must be "
    + '1 second to 15 minutes; choose another one [IllegalValue]'],
  ['a worker that never ends', worker({ timeout: Duration.minutes(20) }), "[Shop/Worker] 'timeout' is 20 minutes, and "
    + 'Lambda allows 15 minutes; use BedrockFlowExecution for flows that take longer [IllegalValue]'],
  ['half a second', worker({ timeout: Duration.millis(1500) }), "[Shop/Worker] 'timeout' is 1 second 500 millis, "
    + 'but must be 1 '
    + 'second to 15 minutes, in whole seconds; choose another one [IllegalValue]'],
  ['too little memory', invoker({ memorySize: 64 }), "[Shop/Invoker] 'memorySize' is 64, but must be 128 to 10240; "
    + 'choose a value in that range [IllegalValue]'],
  ['an execution of three days', run({ timeout: Duration.days(3) }), "[Shop/Run] 'timeout' is 3 days, but must be 1 "
    + 'second to 1 day; choose another one [IllegalValue]'],
  ['an execution that times out at once', run({ timeout: Duration.seconds(0) }), "[Shop/Run] 'timeout' is 0 "
    + 'seconds, but '
    + 'must be 1 second to 1 day; choose another one [IllegalValue]'],
  ['looking without a pause', run({ pollInterval: Duration.seconds(0) }), "[Shop/Run] 'pollInterval' is 0 seconds, but "
    + 'must be 1 second to 5 minutes; choose another one [IllegalValue]'],
  ['a pause that is a token', run({ pollInterval: late() }), '[Shop/Run] \'pollInterval\' is known only at deployment, '
    + 'but is needed at synthesis; write a number [IllegalValue]'],
  ['an event of last week', (it) => rule(it, { maxEventAge: Duration.days(7) }), "[Shop/Rule] 'maxEventAge' is 7 days, "
    + 'but must be 1 minute to 1 day; choose another one [IllegalValue]'],
  ['a schedule tried 500 times', (it) => schedule(it, { retryAttempts: 500 }), "[Shop/Nightly] 'retryAttempts' is 500, "
    + 'but must be 0 to 185; choose a value in that range [IllegalValue]'],
  ['a request that waits a month', approval({ timeout: Duration.days(30) }), '[Shop/Approval] \'timeout\' is 30 days, '
    + 'but must be 1 minute to 14 days, because Amazon SQS keeps a message no longer; change it [IllegalValue]'],
  ['reminders that do not fit', approval({ timeout: Duration.days(1), remindEvery: Duration.hours(5) }),
    '[Shop/Approval] \'timeout\' is 1 day, which is not a whole multiple of \'remindEvery\', 5 hours; change one of '
    + 'them [IllegalValue]'],
  ['a deadline that is a token', approval({ timeout: late() }), '[Shop/Approval] \'timeout\' is known only at '
    + 'deployment, but is needed at synthesis; write a number [IllegalValue]'],

  // queues and keys
  ['no queue', worker({ queue: undefined }), `[Shop/Worker] 'queue' ${NOT_GIVEN}`],
  ['events that are lost', (it) => rule(it, { deadLetterQueue: undefined }),
    `[Shop/Rule] 'deadLetterQueue' ${NOT_GIVEN}`],
  ['dead letters in order', (it) => rule(it, { deadLetterQueue: fifo(it.stack) }), '[Shop/Rule] \'deadLetterQueue\' is '
    + 'the FIFO queue \'Shop/Ordered\', but failed events can go only to standard queues; pass a standard queue '
    + '[IllegalValue]'],
  ['dead letters of requests in order', (it) => approval({ deadLetterQueue: fifo(it.stack) })(it), '[Shop/Approval] '
    + '\'deadLetterQueue\' is the FIFO queue \'Shop/Ordered\', but the dead-letter queue of a standard queue must be a '
    + 'standard queue; pass one [IllegalValue]'],
  ['dead letters with a key that EventBridge may not use', (it) => rule(it, {
    deadLetterQueue: new sqs.Queue(it.stack, 'Kept', { encryption: sqs.QueueEncryption.KMS_MANAGED }),
  }), '[Shop/Rule] \'deadLetterQueue\' \'Shop/Kept\' is encrypted with alias/aws/sqs, which EventBridge may not use; '
    + 'encrypt it with QueueEncryption.SQS_MANAGED, or with your own key [IllegalValue]'],

  // alarms and dashboards
  ['a share that is no number', alarms({ maxThrottlePercent: NaN }), '[Shop/Alarms] \'maxThrottlePercent\' is NaN, but '
    + 'must be more than 0 and below 100; choose a value in that range [IllegalValue]'],
  ['calls that take no time', alarms({ maxLatency: Duration.seconds(0) }), "[Shop/Alarms] 'maxLatency' is 0 "
    + 'seconds, but '
    + 'must be more than 0; choose another one [IllegalValue]'],
  ['an odd period', alarms({ period: Duration.seconds(7) }), "[Shop/Alarms] 'period' is 7 seconds, but must be 1 "
    + 'minute '
    + 'to 1 day; choose another one [IllegalValue]'],
  ['looking back for too long', alarms({ period: Duration.minutes(10), evaluationPeriods: 200 }), '[Shop/Alarms] '
    + '\'evaluationPeriods\' is 200, but an alarm evaluates at most 24 hours; choose 144 or less [IllegalValue]'],
  ['silence of a token', alarms({ noTrafficFor: late() }), '[Shop/Alarms] \'noTrafficFor\' is known only at '
    + 'deployment, but is needed at synthesis; write a number [IllegalValue]'],
  ['no rows', board({ rows: undefined }), `[Shop/Board] 'rows' ${NOT_GIVEN}`],
  ['a row without metrics', board({}, { source: undefined }), `[Shop/Board] 'rows[0]': 'source' ${NOT_GIVEN}`],
  ['nodes of no flow', board({}, { nodeNames: ['Answer'] }), '[Shop/Board] \'rows[0]\' has \'nodeNames\' without '
    + '\'flow\', so the flow of the nodes is not known; pass \'flow\' [IllegalValue]'],
  ['a node that the flow does not have', (it) => board({}, { flow: it.flow, nodeNames: ['Answr'] })(it), '[Shop/Board] '
    + '\'rows[0].nodeNames\' has \'Answr\', which is not a node of flow \'Shop/Reply\'; did you mean \'Answer\'? '
    + '[UnknownNode]'],
  ['a dashboard with blanks', board({ dashboardName: 'my board' }), '[Shop/Board] \'dashboardName\' is \'my board\', '
    + 'but must have only letters, digits, - and _; correct it [IllegalValue]'],

  // other places
  ['a profile of a model elsewhere', profile('arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0'),
    '[Eu/Costs] \'model\' is of Region us-east-1, but the profile is created in eu-central-1; pass the model of '
      + 'eu-central-1, or move the profile to a stack in us-east-1 [IllegalValue]'],
  ['a profile of another account', profile(
    'arn:aws:bedrock:eu-central-1:999999999999:inference-profile/eu.amazon.nova-lite-v1:0'), '[Eu/Costs] \'model\' is '
    + 'of account 999999999999, but the profile is created in 111122223333; pass the model of 111122223333, or move '
    + 'the profile to a stack in 999999999999 [IllegalValue]'],
  ['an alias of another account', ({ app }) => {
    const stack = new Stack(app, 'Us', { env: { region: 'us-east-1', account: '111122223333' } });
    new FlowInvoker(stack, 'Invoker', { alias: FlowAlias.fromFlowAliasArn(stack, 'Theirs', ALIAS) });
  }, '[Us/Invoker] the flow is in account 999999999999, and is called from 111122223333, but flows have no resource '
    + 'policies; call it from a stack in 999999999999, or let callers invoke the router of a CanaryFlowAlias '
    + '[IllegalValue]'],
  ['a canary of another account', ({ app }) => {
    const flow = new Flow(new Stack(app, 'Theirs', { env: { region: 'us-east-1', account: '999999999999' } }), 'Reply');
    new OutputNode(flow, 'Answer', { document: flow.input });
    const canary = new CanaryFlowAlias(flow.stack, 'Live', { flow });
    const stack = new Stack(app, 'Us', { env: { region: 'us-east-1', account: '111122223333' } });
    new FlowInvoker(stack, 'Invoker', { canary });
  }, '[Us/Invoker] the flow is in account 999999999999, and is called from 111122223333, but flows have no resource '
    + 'policies; call it from a stack in 999999999999, or let callers invoke its router, which canary.grantInvoke() '
    + 'allows [IllegalValue]'],
  ['an alias of another Region', ({ app }) => {
    const stack = new Stack(app, 'Eu', { env: { region: 'eu-central-1', account: '999999999999' } });
    new BedrockFlowExecution(stack, 'Run', { alias: FlowAlias.fromFlowAliasArn(stack, 'Theirs', ALIAS) });
  }, '[Eu/Run] the flow is in Region us-east-1, and is called from eu-central-1; call it from a stack in us-east-1 '
    + '[IllegalValue]'],
  ['a flow in place of its alias', ({ stack, flow }) => {
    new FlowInvoker(stack, 'Invoker', { alias: flow as unknown as FlowAlias });
  }, "[Shop/Invoker] 'alias' must be an alias of a flow, but is a Flow; pass a FlowAlias [IllegalValue]"],
  ['releases of a flow that is made elsewhere', ({ stack }) => {
    const flow = Flow.fromFlowArn(stack, 'Theirs', 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW000001');
    new CanaryFlowAlias(stack, 'Live2', { flow: flow as Flow });
  }, '[Shop/Live2] \'flow\' is not created in this app, so it has no version to release; pass a Flow [IllegalValue]'],

  // what the flow gets
  ['an Input node that the flow does not have', worker({ inputNode: 'Input' }), "[Shop/Worker] 'inputNode' is "
    + "'Input', but "
    + "the Input node of flow 'Shop/Reply' is 'FlowInputNode'; leave it out [IllegalValue]"],
  ['an event in a schedule', (it) => schedule(it, { document: KEY() }), '[Shop/Nightly] \'document\' has '
    + '\'$.detail.object.key\' of an event, but a schedule has no event; use a value, or scheduler.ContextAttribute '
    + '[IllegalValue]'],
  ['a time of a schedule in a rule', (it) => rule(it, { document: scheduler.ContextAttribute.scheduledTime }),
    '[Shop/Rule] \'document\' has \'<aws.scheduler.scheduled-time>\', which rules do not replace; use '
    + 'events.EventField [IllegalValue]'],
  ['an Object of a schedule', (it) => schedule(it, { document: { key: 'a' } }), '[Shop/Nightly] the flow '
    + "'Shop/Reply' takes "
    + "a String, but 'document' is an Object; give it a String, or change 'inputType' of the flow [IllegalValue]"],
  ['keys for an Object flow', documents({}), "[Shop/Nightly] the flow 'Shop/Reply' takes an Object, but 'document' "
    + 'is a '
    + "String; give it an Object, or change 'inputType' of the flow [IllegalValue]", true],
  ['a JSONPath in a JSONata state', run({ document: sfn.TaskInput.fromJsonPathAt('$.text') }), '[Shop/Run] '
    + '\'document\' is a JSONPath, but the state uses JSONata; write sfn.TaskInput.fromText(\'{% $states.input.… %}\') '
    + '[IllegalValue]'],
  ['JSONata in a JSONPath state', ({ stack, alias }) => machine(stack, BedrockInvokeFlow.jsonPath(stack, 'Call', {
    alias, document: sfn.TaskInput.fromText('{% $states.input.text %}'),
  })), '[Shop/Call] \'document\' is a JSONata expression, but the state uses JSONPath; write '
    + 'sfn.TaskInput.fromJsonPathAt(), or use BedrockInvokeFlow.jsonata() [IllegalValue]'],

  // machines
  ['a day in five minutes', (it) => machine(it.stack, run({})(it), EXPRESS), '[Shop/Run] state machine '
    + '\'Shop/Machine\' is of type EXPRESS, which ends after 5 minutes, but a flow execution can take a day; make it '
    + 'STANDARD, set \'timeout\' to less than 5 minutes, or use BedrockInvokeFlow [IllegalValue]'],
  ['a person in five '
    + 'minutes', ({ stack }) => machine(stack, new HumanApproval(stack, 'Approval').askFor('Loan'), EXPRESS),
  "[Shop/Approval/Loan] state machine 'Shop/Machine' is of type EXPRESS, which can't wait for a task token; make it "
    + 'STANDARD [IllegalValue]'],
  ['a machine that starts itself by its flow', (it) => {
    started(it, machine(it.stack, BedrockInvokeFlow.jsonata(it.stack, 'Call', { alias: it.alias })));
    new S3StorageNode(it.flow, 'Store', { bucket: it.bucket, objectKey: it.flow.input, content: it.flow.input });
  }, '[Shop/Call] node \'Store\' of flow \'Shop/Reply\' writes to the bucket whose new objects call state machine '
    + '\'Shop/Machine\', which creates an endless loop; give the pattern a prefix that is not written to, or use '
    + 'another bucket [IllegalValue]'],
  ['a machine that starts itself by an execution', (it) => {
    started(it, machine(it.stack, run({})(it)));
    new S3StorageNode(it.flow, 'Store', { bucket: it.bucket, objectKey: it.flow.input, content: it.flow.input });
  }, '[Shop/Run] node \'Store\' of flow \'Shop/Reply\' writes to the bucket whose new objects call state machine '
    + '\'Shop/Machine\', which creates an endless loop; give the pattern a prefix that is not written to, or use '
    + 'another bucket [IllegalValue]'],
  ['a machine that starts itself by its results', (it) => {
    started(it, machine(it.stack, documents({ resultBucket: it.bucket, prefix: 'in/', resultPrefix: 'out' })(it)));
  }, '[Shop/Nightly] \'resultBucket\' writes to the bucket whose new objects call state machine \'Shop/Machine\', '
    + 'which creates an endless loop; give the pattern a prefix that is not written to, or use another bucket '
    + '[IllegalValue]'],
];

test.each(PROGRAMS)('%s', (_, wrong, line, isObject = false) => {
  expect(saidOf(wrong, isObject ? OBJECT : {})).toEqual([line]);
  // where, what is wrong with its value, what to do, code
  expect(line).toMatch(/^\[[\w./]+\] [^\n;]+; [^\n;]+ \[[A-Z]\w+\]$/);
});

test('what a deployment fills in is left to it where nothing has to be worked out', () => {
  expect(saidOf(worker({ maxConcurrency: token(), batchSize: token(), timeout: late() }))).toEqual([]);
  expect(saidOf((it) => rule(it, { retryAttempts: token(), maxEventAge: late() }))).toEqual([]);
});

test('a FIFO queue may be received in batches: the worker keeps the order of a group', () => {
  expect(saidOf((it) => worker({
    batchSize: 5,
    queue: new sqs.Queue(it.stack, 'Ordered', {
      fifo: true,
      visibilityTimeout: Duration.minutes(30),
      deadLetterQueue: { queue: new sqs.Queue(it.stack, 'OrderedDead', { fifo: true }), maxReceiveCount: 2 },
    }),
  })(it))).toEqual([]);
});

test('a rule with a prefix may start a machine that writes elsewhere in the bucket', () => {
  expect(saidOf((it) => {
    const { stack, bucket } = it;
    const call = documents({ resultBucket: bucket, prefix: 'in/', resultPrefix: 'out' })(it);
    new events.Rule(stack, 'Rule', {
      eventPattern: FlowEvents.objectCreated(bucket, { prefix: 'in/' }),
      targets: [new targets.SfnStateMachine(machine(stack, call))],
    });
  })).toEqual([]);
});
