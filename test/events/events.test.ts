import {
  aws_events as events, aws_s3 as s3, aws_scheduler as scheduler, aws_sqs as sqs, Duration, type Stack,
} from 'aws-cdk-lib';
import {
  BedrockFlowScheduleTarget, BedrockFlowTarget, FlowEvents, FlowMessageForm, FlowQueueWorker, FlowTargetMode,
  type FlowTargetProps, FlowThroughput, S3StorageNode,
} from '../../src';
import { callingStack, idsOf, OBJECT, resourcesOf, statementsOf } from '../calls/support';
import { synthErrors } from '../small-flows';
import { thrown } from '../support';

const KEY = () => events.EventField.fromPath('$.detail.object.key');

function ruled(props: Partial<FlowTargetProps> = {}, flow = {}) {
  const world = callingStack(flow);
  const { stack, alias } = world;
  const deadLetterQueue = new sqs.Queue(stack, 'Missed');
  const bucket = new s3.Bucket(stack, 'Contracts', { eventBridgeEnabled: true });
  const target = new BedrockFlowTarget({ alias, deadLetterQueue, document: KEY(), ...props });
  return { ...world, deadLetterQueue, bucket, target };
}

function rule(stack: Stack, target: events.IRuleTarget, eventPattern: events.EventPattern): events.Rule {
  return new events.Rule(stack, 'Arrived', { targets: [target], eventPattern });
}

describe('a rule', () => {
  test('calls the flow with the key; what fails goes to the queue, both ways, and few times', () => {
    const { stack, bucket, target } = ruled();
    rule(stack, target, FlowEvents.objectCreated(bucket, { prefix: 'in/', suffix: '.pdf' }));
    const resources = resourcesOf(stack);
    const [id] = idsOf(stack, 'AWS::Events::Rule');
    const [queue] = idsOf(stack, 'AWS::SQS::Queue');
    expect(resources[id].Properties).toMatchObject({
      EventPattern: {
        'source': ['aws.s3'],
        'detail-type': ['Object Created'],
        'detail': {
          bucket: { name: [{ Ref: idsOf(stack, 'AWS::S3::Bucket')[0] }] }, object: { key: [{ wildcard: 'in/*.pdf' }] },
        },
      },
      Targets: [{
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [queue, 'Arn'] } },
        RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
        InputTransformer: {
          InputPathsMap: { 'detail-object-key': '$.detail.object.key', 'id': '$.id' },
          InputTemplate: '{"document":<detail-object-key>,"inputNode":"FlowInputNode","executionName":<id>}',
        },
      }],
    });
    const [config] = idsOf(stack, 'AWS::Lambda::EventInvokeConfig');
    expect(resources[config].Properties).toMatchObject({
      MaximumRetryAttempts: 0,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queue, 'Arn'] } } },
    });
    expect(statementsOf(stack, /^BedrockFlowEvents/).map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
      'bedrock:InvokeFlow',
    ]);
  });

  test('only starts an execution where that is asked', () => {
    const { stack, bucket, target } = ruled({ mode: FlowTargetMode.START, flowRetries: 1 });
    rule(stack, target, FlowEvents.objectCreated(bucket));
    expect(statementsOf(stack, /^BedrockFlowEvents/)[2]).toMatchObject({ Action: 'bedrock:StartFlowExecution' });
    const [id] = idsOf(stack, 'AWS::Lambda::Function', /^BedrockFlowEvents/);
    expect(resourcesOf(stack)[id].Properties.Environment.Variables.START_ONLY).toBe('1');
  });

  test('is refused a document that the flow does not take', () => {
    const { stack, bucket, target } = ruled({ document: events.EventField.fromPath('$.detail') });
    expect(thrown(() => rule(stack, target, FlowEvents.objectCreated(bucket))))
      .toBe('[Shop/Arrived] the flow \'Shop/Reply\' takes a String, but \'document\' is an Object; give it a String, '
        + 'or change \'inputType\' of the flow [IllegalValue]');
    const object = ruled({}, OBJECT);
    expect(thrown(() => rule(object.stack, object.target, FlowEvents.objectCreated(object.bucket))))
      .toContain('takes an Object, but \'document\' is a String');
    const whole = ruled({ document: { key: KEY() } }, OBJECT);
    rule(whole.stack, whole.target, FlowEvents.objectCreated(whole.bucket));
  });

  test('is refused numbers that there are not', () => {
    const { stack, bucket, target } = ruled({ flowRetries: 3 });
    expect(thrown(() => rule(stack, target, FlowEvents.objectCreated(bucket))))
      .toBe(
        '[Shop/Arrived] \'flowRetries\' is 3, but must be 0 to 2; choose a value in that range [IllegalValue]',
      );
  });

  test('must not call a flow that writes into the bucket, unless it looks at keys', () => {
    const { stack, flow, bucket, target } = ruled();
    new S3StorageNode(flow, 'Store', { bucket, content: flow.input, objectKey: flow.input });
    rule(stack, target, FlowEvents.objectCreated(bucket));
    expect(synthErrors(stack).filter((line) => line.includes('endless loop'))).toEqual(['[Shop/Arrived] node \'Store\' '
      + 'of flow \'Shop/Reply\' writes to the bucket whose new objects call the flow, which creates an endless loop; '
      + 'give the pattern a prefix that is not written to, or use another bucket [IllegalValue]']);
    const other = ruled();
    new S3StorageNode(other.flow, 'Store',
      { bucket: other.bucket, content: other.flow.input, objectKey: other.flow.input });
    rule(other.stack, other.target, FlowEvents.objectCreated(other.bucket, { prefix: 'in/' }));
    expect(synthErrors(other.stack).filter((line) => line.includes('endless loop'))).toEqual([]);
  });
});

test('a schedule calls the flow, with the same defaults', () => {
  const { stack, alias } = callingStack();
  const deadLetterQueue = new sqs.Queue(stack, 'Missed');
  new scheduler.Schedule(stack, 'Nightly', {
    schedule: scheduler.ScheduleExpression.rate(Duration.days(1)),
    target: new BedrockFlowScheduleTarget({ alias, deadLetterQueue, document: 'report' }),
  });
  const [id] = idsOf(stack, 'AWS::Scheduler::Schedule');
  expect(resourcesOf(stack)[id].Properties.Target).toMatchObject({
    RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 3600 },
    DeadLetterConfig: expect.anything(),
    Input: '{"document":"report","inputNode":"FlowInputNode","executionName":"<aws.scheduler.execution-id>"}',
  });
});

describe('a worker', () => {
  const queued = (props: sqs.QueueProps = {}) => {
    const world = callingStack();
    const dead = new sqs.Queue(world.stack, 'Dead');
    const queue = new sqs.Queue(world.stack, 'Queue', {
      visibilityTimeout: Duration.minutes(30), deadLetterQueue: { queue: dead, maxReceiveCount: 2 }, ...props,
    });
    return { ...world, queue };
  };

  test('takes as many messages at a time as the model stands, and says which failed', () => {
    const { stack, alias, queue } = queued();
    new FlowQueueWorker(stack, 'Worker', { alias, queue, maxConcurrency: 5, message: FlowMessageForm.OBJECT_KEY });
    const resources = resourcesOf(stack);
    const [source] = idsOf(stack, 'AWS::Lambda::EventSourceMapping');
    expect(resources[source].Properties).toMatchObject({
      BatchSize: 1, ScalingConfig: { MaximumConcurrency: 5 }, FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const [id] = idsOf(stack, 'AWS::Lambda::Function', /^Worker/);
    expect(resources[id].Properties).toMatchObject({
      Timeout: 300, Environment: { Variables: { MESSAGE_FORM: 'OBJECT_KEY', INPUT_NODE: 'FlowInputNode' } },
    });
    expect(statementsOf(stack, /^Worker/).map(({ Action }) => Action)).toEqual([
      ['logs:CreateLogStream', 'logs:PutLogEvents'],
      'bedrock:InvokeFlow',
      ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage',
        'sqs:GetQueueAttributes'],
    ]);
  });

  test('mistakes are one line, and leave nothing behind', () => {
    const { stack, alias, queue } = queued();
    const before = stack.node.findAll().length;
    const mistake = (props: object) => thrown(() => new FlowQueueWorker(stack, 'Worker',
      { alias, queue, maxConcurrency: 5, ...props }));
    expect(mistake({ maxConcurrency: 1 }))
      .toBe('[Shop/Worker] \'maxConcurrency\' is 1, but must be 2 to 1000; choose a value in that range '
        + '[IllegalValue]');
    expect(mistake({ timeout: Duration.minutes(31) })).toContain('Lambda allows 15 minutes');
    expect(stack.node.findAll()).toHaveLength(before);
    const short = queued({ visibilityTimeout: undefined });
    expect(thrown(() => new FlowQueueWorker(short.stack, 'Worker', {
      alias: short.alias, queue: short.queue, maxConcurrency: 2,
    })))
      .toBe('[Shop/Worker] queue \'Shop/Queue\' makes a message visible again after 30 seconds, but the function may '
        + 'run for 300; set its \'visibilityTimeout\' to 1800 seconds, or lower \'timeout\' [IllegalValue]');
    const open = queued({ deadLetterQueue: undefined });
    expect(thrown(() => new FlowQueueWorker(open.stack, 'Worker', {
      alias: open.alias, queue: open.queue, maxConcurrency: 2,
    })))
      .toBe('[Shop/Worker] queue \'Shop/Queue\' has no dead-letter queue, so a failing message is processed and billed '
        + 'again and again; give it \'deadLetterQueue\' with a \'maxReceiveCount\' of 2 or 3 [IllegalValue]');
  });
});

test('how many runs fit into the quota of a model', () => {
  const quota = { tokensPerMinute: 200_000, tokensPerRun: 3000, runTime: Duration.seconds(30) };
  expect(FlowThroughput.maxConcurrency(quota)).toBe(26);
  expect(FlowThroughput.maxConcurrency({ ...quota, share: 1 })).toBe(33);
  expect(FlowThroughput.maxConcurrency({ ...quota, tokensPerMinute: 10 })).toBe(1);
});
