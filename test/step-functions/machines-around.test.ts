/** Which state machines a state is in, where names are the same and stacks are several. */
import {
  type App, aws_events as events, aws_events_targets as targets, aws_s3 as s3, aws_stepfunctions as sfn,
  aws_stepfunctions_tasks as tasks, Duration, NestedStack, Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  BedrockFlowExecution, BedrockInvokeFlow, FlowEvents, FlowInvoker, HumanApproval, S3StorageNode,
} from '../../src';
import { callingStack } from '../calls/support';
import { synthErrors } from '../small-flows';

const EXPRESS = sfn.StateMachineType.EXPRESS;

const machine = (scope: Stack, start: sfn.IChainable, stateMachineType = sfn.StateMachineType.STANDARD) =>
  new sfn.StateMachine(scope, 'Machine', {
    definitionBody: sfn.DefinitionBody.fromChainable(start), stateMachineType,
  });

/** A flow that writes into a bucket. */
function writing() {
  const made = callingStack();
  const bucket = new s3.Bucket(made.stack, 'Contracts', { eventBridgeEnabled: true });
  const { input } = made.flow;
  new S3StorageNode(made.flow, 'Store', { bucket, objectKey: input, content: input });
  return { ...made, bucket };
}

function rule(scope: Stack, eventPattern: events.EventPattern, target: sfn.StateMachine): void {
  new events.Rule(scope, 'Rule', { eventPattern, targets: [new targets.SfnStateMachine(target)] });
}

const elsewhere = (stack: Stack, id = 'Other') => new Stack(stack.node.root as App, id);

test('another state of the same name is another one', () => {
  const { stack, alias, bucket } = writing();
  BedrockInvokeFlow.jsonata(new FlowInvoker(stack, 'Invoker', { alias }), 'Call', { alias });
  rule(stack, FlowEvents.objectCreated(bucket), machine(stack, new sfn.Pass(stack, 'Call')));
  expect(synthErrors(stack)).toEqual([]);
});

test('a machine that names what the state names, and does not have it', () => {
  const { stack } = callingStack();
  const approval = new HumanApproval(stack, 'Approval');
  approval.askFor('Loan');
  const { queueUrl } = approval.queue;
  machine(stack, new sfn.Pass(stack, 'Queue', { parameters: { queueUrl } }), EXPRESS);
  expect(synthErrors(stack)).toEqual([]);
});

test.each<[string, events.EventPattern, boolean]>([
  ['new objects', {}, true],
  ['objects that are put', { detail: { reason: ['PutObject'] } }, true],
  ['objects that are copied', { detail: { reason: ['CopyObject'] } }, false],
  ['objects that are deleted', { detailType: ['Object Deleted'] }, false],
  ['large objects', { detail: { object: { size: [{ numeric: ['>', 1000] }] } } }, false],
])('a machine that starts for %s', (_, pattern, isEndless) => {
  const { stack, alias, bucket } = writing();
  const eventPattern = {
    source: ['aws.s3'],
    detailType: ['Object Created'],
    ...pattern,
    detail: { bucket: { name: [bucket.bucketName] }, ...pattern.detail },
  };
  rule(stack, eventPattern, machine(stack, BedrockInvokeFlow.jsonata(stack, 'Call', { alias })));
  expect(synthErrors(stack)).toEqual(isEndless ? [expect.stringMatching(/creates an endless loop/)] : []);
});

test('an execution that ends within five minutes may be in an Express machine', () => {
  const said = (timeout?: Duration) => {
    const { stack, alias } = callingStack();
    machine(stack, new BedrockFlowExecution(stack, 'Run', { alias, timeout }), EXPRESS);
    return synthErrors(stack);
  };
  expect(said(Duration.minutes(4))).toEqual([]);
  expect(said(Duration.minutes(5))).toEqual([expect.stringMatching(/'Shop\/Machine' is of type EXPRESS/)]);
  expect(said()).toEqual([expect.stringMatching(/'Shop\/Machine' is of type EXPRESS/)]);
});

describe('in other stacks', () => {
  test('a rule starts the machine', () => {
    const { stack, alias, bucket } = writing();
    rule(elsewhere(stack), FlowEvents.objectCreated(bucket), machine(stack,
      BedrockInvokeFlow.jsonata(stack, 'Call', { alias })));
    expect(synthErrors(stack)).toEqual([expect.stringMatching(/'Shop\/Machine', which creates an endless loop/)]);
  });

  test('an Express machine asks a person', () => {
    const { stack } = callingStack();
    machine(elsewhere(stack), new HumanApproval(stack, 'Approval').askFor('Loan'), EXPRESS);
    expect(synthErrors(stack)).toEqual([expect.stringMatching(/'Other\/Machine' is of type EXPRESS/)]);
  });

  test('a bucket of the same name is another one', () => {
    const { stack, alias } = writing();
    const there = elsewhere(stack);
    const contracts = new s3.Bucket(there, 'Contracts', { eventBridgeEnabled: true });
    rule(there, FlowEvents.objectCreated(contracts), machine(stack,
      BedrockInvokeFlow.jsonata(stack, 'Call', { alias })));
    expect(synthErrors(stack)).toEqual([]);
  });

  test('a machine of the same names is another one', () => {
    const { stack } = callingStack();
    const there = elsewhere(stack);
    const shared = new s3.Bucket(stack, 'Shared');
    new s3.CfnBucket(there, 'Copy', { bucketName: `${shared.bucketName}-copy` });
    const asked = new HumanApproval(stack, 'Approval').askFor('Loan');
    machine(stack, asked);
    const approval = new HumanApproval(there, 'Approval');
    const { queueUrl } = approval.queue;
    const stateName = asked.startState.stateId;
    machine(there, new sfn.Pass(there, 'Copied', { stateName, parameters: { queueUrl } }), EXPRESS);
    expect(synthErrors(stack)).toEqual([]);
  });
});

describe('in nested stacks', () => {
  const nested = (scope: Construct, id = 'Nested') => new NestedStack(scope, id);

  test.each<[string, (of: ReturnType<typeof writing>, start: sfn.IChainable) => void]>([
    ['the machine', ({ stack, bucket }, start) =>
      rule(stack, FlowEvents.objectCreated(bucket), machine(nested(stack), start))],
    ['the rule', ({ stack, bucket }, start) =>
      rule(nested(stack), FlowEvents.objectCreated(bucket), machine(stack, start))],
    ['both, in one each', ({ stack, bucket }, start) =>
      rule(nested(stack, 'Rules'), FlowEvents.objectCreated(bucket), machine(nested(nested(stack)), start))],
    ['both, and all of it in another stack', ({ stack, bucket }, start) =>
      rule(nested(elsewhere(stack)), FlowEvents.objectCreated(bucket), machine(nested(stack), start))],
  ])('%s', (_, connect) => {
    const made = writing();
    connect(made, BedrockInvokeFlow.jsonata(made.stack, 'Call', { alias: made.alias }));
    expect(synthErrors(made.stack)).toEqual([
      expect.stringMatching(/^\[Shop\/Call\] node 'Store' .*state machine '\S*\/Machine', which creates an end/),
    ]);
  });

  test('the bucket', () => {
    const { stack, alias, flow } = callingStack();
    const bucket = new s3.Bucket(nested(stack), 'Contracts', { eventBridgeEnabled: true });
    new S3StorageNode(flow, 'Store', { bucket, objectKey: flow.input, content: flow.input });
    rule(stack, FlowEvents.objectCreated(bucket), machine(stack, BedrockInvokeFlow.jsonata(stack, 'Call', { alias })));
    expect(synthErrors(stack)).toEqual([expect.stringMatching(/creates an endless loop/)]);
  });

  test('another bucket of the same id', () => {
    const { stack, alias } = writing();
    const there = nested(stack);
    const contracts = new s3.Bucket(there, 'Contracts', { eventBridgeEnabled: true });
    rule(there, FlowEvents.objectCreated(contracts),
      machine(stack, BedrockInvokeFlow.jsonata(stack, 'Call', { alias })));
    expect(synthErrors(stack)).toEqual([]);
  });

  test('an Express machine', () => {
    const { stack, alias } = callingStack();
    machine(nested(stack), new HumanApproval(stack, 'Approval').askFor('Loan'), EXPRESS);
    machine(nested(stack, 'Runs'), new BedrockFlowExecution(stack, 'Run', { alias }), EXPRESS);
    expect(synthErrors(stack)).toEqual([
      expect.stringMatching(/^\[Shop\/Approval\/Loan\] state machine 'Shop\/Nested\/Machine' is of type EXPRESS/),
      expect.stringMatching(/^\[Shop\/Run\] state machine 'Shop\/Runs\/Machine' is of type EXPRESS/),
    ]);
  });
});

describe('a bucket with a name', () => {
  const said = (name: string, imported: (stack: Stack) => s3.IBucket) => {
    const { stack, alias, flow } = callingStack();
    const bucket = new s3.Bucket(stack, 'Contracts', { bucketName: name });
    new S3StorageNode(flow, 'Store', { bucket, objectKey: flow.input, content: flow.input });
    const there = elsewhere(stack);
    rule(there, FlowEvents.objectCreated(imported(there)),
      machine(stack, BedrockInvokeFlow.jsonata(stack, 'Call', { alias })));
    return synthErrors(stack);
  };

  test('is the one that is imported by it', () => {
    expect(said('contracts', (stack) => s3.Bucket.fromBucketName(stack, 'In', 'contracts')))
      .toEqual([expect.stringMatching(/creates an endless loop/)]);
    expect(said('contracts', (stack) => s3.Bucket.fromBucketArn(stack, 'In', 'arn:aws:s3:::contracts')))
      .toEqual([expect.stringMatching(/creates an endless loop/)]);
  });

  test('is not one of another name', () => {
    expect(said('contracts', (stack) => s3.Bucket.fromBucketName(stack, 'In', 'invoices'))).toEqual([]);
  });
});

test('a machine that another starts, by events of the bucket that its flow writes into', () => {
  const { stack, alias, bucket } = writing();
  const child = machine(stack, BedrockInvokeFlow.jsonata(stack, 'Call', { alias }));
  const parent = new sfn.StateMachine(elsewhere(stack), 'Parent', {
    definitionBody: sfn.DefinitionBody.fromChainable(new tasks.StepFunctionsStartExecution(stack, 'Child', {
      stateMachine: child,
    })),
  });
  rule(elsewhere(stack, 'Rules'), FlowEvents.objectCreated(bucket), parent);
  expect(synthErrors(stack)).toEqual([expect.stringMatching(/'Shop\/Machine', which creates an endless loop/)]);
});
