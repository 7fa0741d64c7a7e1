/** What the constructs around a flow do where nobody says anything: the safe thing, all over their templates. */
import {
  aws_events as events, aws_kms as kms, aws_s3 as s3, aws_scheduler as scheduler, aws_sqs as sqs,
  aws_stepfunctions as sfn, Duration,
} from 'aws-cdk-lib';
import { callingStack, idsOf, type Json, resourcesOf, statementsOf } from './support';
import {
  BedrockFlowDocuments, BedrockFlowExecution, BedrockFlowScheduleTarget, BedrockFlowTarget, BedrockInvokeFlow,
  FlowAlarms, FlowDashboard, FlowQueueWorker, HumanApproval,
} from '../../src';

/** One of each, with what must be said and nothing else. */
function everything() {
  const { stack, alias } = callingStack();
  const missed = new sqs.Queue(stack, 'Missed', { enforceSSL: true });
  const queue = new sqs.Queue(stack, 'Jobs', {
    visibilityTimeout: Duration.minutes(30), deadLetterQueue: { queue: missed, maxReceiveCount: 2 },
  });
  const call = BedrockInvokeFlow.jsonata(stack, 'Call', { alias });
  const run = new BedrockFlowExecution(stack, 'Run', { alias });
  new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(call.next(run)) });
  new events.Rule(stack, 'Rule', {
    eventPattern: { source: ['any'] },
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: missed, document: events.EventField.fromPath('$.id') })],
  });
  new scheduler.Schedule(stack, 'Nightly', {
    schedule: scheduler.ScheduleExpression.rate(Duration.days(1)),
    target: new BedrockFlowScheduleTarget({ alias, deadLetterQueue: missed, document: 'go' }),
  });
  const worker = new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 5 });
  const alarms = new FlowAlarms(stack, 'Alarms', { source: worker });
  new FlowDashboard(stack, 'Board', { rows: [{ title: 'Jobs', source: worker, alarms }] });
  return { stack, missed };
}

const { stack, missed } = everything();
const resources = resourcesOf(stack);
const of = (type: string): Json[] => idsOf(stack, type).map((id) => resources[id].Properties);
const queueArn = stack.resolve(missed.queueArn);
const machine = JSON.stringify(of('AWS::StepFunctions::StateMachine')[0].DefinitionString);

test('nothing can be called from outside the account', () => {
  expect(idsOf(stack, 'AWS::Lambda::Url')).toEqual([]);
  expect(of('AWS::Lambda::Permission').map(({ Principal, SourceArn }) => [Principal, SourceArn !== undefined]))
    .toEqual([['events.amazonaws.com', true]]);
  expect(idsOf(stack, 'AWS::ApiGateway::RestApi')).toEqual([]);
});

test('retries are few, and what is given up on is kept', () => {
  expect(of('AWS::Events::Rule')[0].Targets[0]).toMatchObject({
    RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 }, DeadLetterConfig: { Arn: queueArn },
  });
  expect(of('AWS::Scheduler::Schedule')[0].Target).toMatchObject({
    RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 }, DeadLetterConfig: { Arn: queueArn },
  });
  for (const config of of('AWS::Lambda::EventInvokeConfig')) {
    expect(config).toMatchObject({
      MaximumRetryAttempts: 0, DestinationConfig: { OnFailure: { Destination: queueArn } },
    });
  }
  expect(idsOf(stack, 'AWS::Lambda::EventInvokeConfig')).toHaveLength(1);
});

test('only errors that pass are tried again by a state machine, with jitter', () => {
  const retries = [...machine.matchAll(/ErrorEquals[^\]]*\][^}]*/g)].map(([text]) => text.replace(/\\/g, ''));
  const throttled = retries.find((text) => text.includes('"ThrottlingException"'))!;
  expect(throttled).toContain('"MaxAttempts":6');
  expect(throttled).toContain('"JitterStrategy":"FULL"');
  for (const never of ['ValidationException', 'ServiceQuotaExceededException', 'BedrockFlows.InputRequired']) {
    expect(retries.filter((text) => text.includes('MaxAttempts') && text.includes(`"${never}"`))).toEqual([]);
  }
});

test('a worker has the concurrency that it must be given, takes one message at a time, and says which failed', () => {
  expect(of('AWS::Lambda::EventSourceMapping')).toEqual([expect.objectContaining({
    BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 }, FunctionResponseTypes: ['ReportBatchItemFailures'],
  })]);
});

test('logs end, functions have time limits, and ask for no traces', () => {
  const groups = of('AWS::Logs::LogGroup');
  const functions = of('AWS::Lambda::Function');
  expect(groups.map(({ RetentionInDays }) => RetentionInDays)).toEqual(functions.map(() => 30));
  for (const { Timeout, LoggingConfig, Environment, Runtime } of functions) {
    expect(Timeout).toBeLessThanOrEqual(900);
    expect(LoggingConfig.LogGroup).toBeDefined();
    expect(Runtime).toMatch(/^nodejs2[24]\.x$/);
    expect(Object.keys(Environment.Variables)).not.toContain('NODE_METRICS');
  }
});

test('roles may do what they need, and nothing on everything', () => {
  const allowed = statementsOf(stack, /^(BedrockFlow|Worker|Machine|Nightly|Schedule)/);
  expect(allowed.length).toBeGreaterThan(10);
  expect(allowed.filter(({ Resource, Action }) => [Resource, Action].flat()
    .some((text) => text === '*' || /:\*$/.test(text) && !/\}:\*$/.test(text)))).toEqual([]);
  expect(JSON.stringify(resources)).not.toContain('AWSLambdaBasicExecutionRole');
});

test('keys are those of AWS, and no text of a user is in an environment', () => {
  for (const { Environment } of of('AWS::Lambda::Function')) {
    expect(Object.keys(Environment.Variables).sort()).toEqual(expect.arrayContaining(['FLOW_ALIAS_ID', 'FLOW_ID']));
  }
});

test('alarms do not cry where there is no data', () => {
  for (const alarm of of('AWS::CloudWatch::Alarm')) { expect(alarm.TreatMissingData).toBe('notBreaching'); }
});

describe('an encrypted queue for what failed', () => {
  const { stack: own, alias } = callingStack();
  const key = new kms.Key(own, 'Key');
  const kept = new sqs.Queue(own, 'Kept', { encryptionMasterKey: key });
  new events.Rule(own, 'Rule', {
    eventPattern: { source: ['any'] },
    targets: [new BedrockFlowTarget({ alias, deadLetterQueue: kept, document: events.EventField.fromPath('$.id') })],
  });
  new scheduler.Schedule(own, 'Nightly', {
    schedule: scheduler.ScheduleExpression.rate(Duration.days(1)),
    target: new BedrockFlowScheduleTarget({ alias, deadLetterQueue: kept, document: 'go' }),
  });
  const onKey = (role: RegExp) => statementsOf(own, role).filter(({ Action }) => String(Action).includes('kms:'));

  test('takes what the rule could not deliver', () => {
    const [{ KeyPolicy }] = Object.values(resourcesOf(own)).filter(({ Type }) => Type === 'AWS::KMS::Key')
      .map(({ Properties }) => Properties);
    expect(KeyPolicy.Statement.filter(({ Principal }: Json) => Principal.Service === 'events.amazonaws.com')).toEqual([{
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Principal: { Service: 'events.amazonaws.com' },
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }]);
  });

  test('takes what the schedule could not deliver, and what the function gave up', () => {
    for (const role of [/^(SchedulerRole|Nightly|Schedule)/, /^BedrockFlowEvents/]) {
      expect(onKey(role)).toEqual([expect.objectContaining({
        Action: expect.arrayContaining(['kms:Decrypt', expect.stringMatching(/^kms:GenerateDataKey\*?$/)]),
        Resource: expect.stringMatching(/^\$\{Key/),
      })]);
    }
  });
});

test('requests for people are encrypted, take TLS only, and are rejected where nobody decides', () => {
  const { stack: own } = callingStack();
  const approval = new HumanApproval(own, 'Approval');
  new sfn.StateMachine(own, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(approval.askFor('Loan')) });
  const made = Object.values(resourcesOf(own));
  const queues = made.filter(({ Type }) => Type === 'AWS::SQS::Queue').map(({ Properties }) => Properties);
  expect(queues).toHaveLength(2);
  for (const { SqsManagedSseEnabled } of queues) { expect(SqsManagedSseEnabled).toBe(true); }
  const policies = made.filter(({ Type }) => Type === 'AWS::SQS::QueuePolicy');
  for (const { Properties } of policies) {
    expect(Properties.PolicyDocument.Statement).toContainEqual(expect.objectContaining({
      Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    }));
  }
  expect(policies).toHaveLength(2);
  const text = JSON.stringify(made).replace(/\\+/g, '');
  expect(text).toContain('REJECT');
  expect(text).not.toContain('"decision":"APPROVE"');
});

test('a map over documents has the concurrency that it must be given, and fails with its first document', () => {
  const { stack: own, alias } = callingStack();
  const bucket = s3.Bucket.fromBucketName(own, 'In', 'documents');
  const resultBucket = s3.Bucket.fromBucketName(own, 'Out', 'results');
  const all = new BedrockFlowDocuments(own, 'All', { alias, bucket, resultBucket, maxConcurrency: 3 });
  new sfn.StateMachine(own, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(all) });
  const text = JSON.stringify(resourcesOf(own)).replace(/\\+/g, '');
  expect(text).toContain('"MaxConcurrency":3');
  expect(text).not.toContain('ToleratedFailurePercentage');
});
