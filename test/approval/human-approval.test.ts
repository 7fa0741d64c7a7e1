import {
  App, aws_iam as iam, aws_kms as kms, aws_sns as sns, aws_stepfunctions as sfn, Duration, Stack,
} from 'aws-cdk-lib';
import { ApprovalTimeout, HumanApproval, type HumanApprovalProps } from '../../src';
import { type Json, resourcesOf, statementsOf } from '../calls/support';
import { warningsOf } from '../small-flows';
import { machine, statesOf } from '../step-functions/support';
import { thrown } from '../support';

function asking(props: HumanApprovalProps | ((stack: Stack) => HumanApprovalProps) = {}) {
  const stack = new Stack(new App(), 'S');
  const approval = new HumanApproval(stack, 'Approval', typeof props === 'function' ? props(stack) : props);
  machine(stack, approval.askFor('Loan'));
  return { stack, approval };
}

const queuesOf = (stack: Stack): Json[] => Object.values(resourcesOf(stack))
  .filter(({ Type }) => Type === 'AWS::SQS::Queue').map(({ Properties }) => Properties);

test('its states ask, wait and give the decision, in JSONata', () => {
  const { stack } = asking();
  const { States, StartAt } = statesOf(stack);
  expect(StartAt).toBe('Approval/Loan: Request');
  expect(Object.keys(States).map((name) => name.replace('Approval/Loan: ', '')).sort())
    .toEqual(['Ask', 'Decided', 'Request', 'Timed out']);
  for (const state of Object.values<any>(States)) { expect(state.QueryLanguage).toBe('JSONata'); }
  expect(States['Approval/Loan: Request']).toMatchObject({
    Output: { subject: 'Loan', document: '{% $states.input %}', asked: 1 }, Next: 'Approval/Loan: Ask',
  });
  expect(States['Approval/Loan: Ask']).toMatchObject({
    Resource: 'arn:TOKEN:states:::sqs:sendMessage.waitForTaskToken',
    TimeoutSeconds: 7 * 24 * 3600,
    Arguments: { MessageBody: { token: '{% $states.context.Task.Token %}', document: '{% $states.input.document %}' } },
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Approval/Loan: Timed out' }],
  });
  expect(States['Approval/Loan: Timed out'].Output).toMatchObject({ decision: 'REJECT', timedOut: true });
});

test('the machine may send into the queue, and nothing else', () => {
  const { stack } = asking();
  expect(statementsOf(stack, /^Machine/)).toEqual([
    { Action: 'sqs:SendMessage', Effect: 'Allow', Resource: expect.stringMatching(/^\$\{ApprovalQueue\w+\.Arn\}$/) },
  ]);
});

test('with a key and a topic with a key it may use those', () => {
  const { stack } = asking((scope) => ({
    encryptionKey: new kms.Key(scope, 'Key'),
    topic: new sns.Topic(scope, 'Topic', { masterKey: new kms.Key(scope, 'TopicKey') }),
  }));
  const said = statementsOf(stack, /^Machine/)
    .map(({ Action, Resource }) => [Action, String(Resource).replace(/\w{8}\b/, '')]);
  expect(said).toEqual(expect.arrayContaining([
    ['sqs:SendMessage', expect.stringContaining('ApprovalQueue')],
    ['sns:Publish', expect.stringContaining('Topic')],
    [['kms:Decrypt', 'kms:GenerateDataKey'], expect.stringMatching(/^\$\{Key/)],
    [['kms:Decrypt', 'kms:GenerateDataKey'], expect.stringMatching(/^\$\{TopicKey/)],
  ]));
  expect(said).toHaveLength(4);
});

test('its queues are encrypted, take TLS only, and keep what is looked at', () => {
  const { stack } = asking();
  const [deadLetters, queue] = queuesOf(stack);
  expect(queue).toMatchObject({
    SqsManagedSseEnabled: true, MessageRetentionPeriod: 7 * 24 * 3600, RedrivePolicy: { maxReceiveCount: 1000 },
  });
  expect(deadLetters).toMatchObject({ SqsManagedSseEnabled: true, MessageRetentionPeriod: 14 * 24 * 3600 });
  const policies = Object.values(resourcesOf(stack)).filter(({ Type }) => Type === 'AWS::SQS::QueuePolicy');
  expect(policies).toHaveLength(2);
  for (const { Properties } of policies) {
    expect(Properties.PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    ]);
  }
});

test('reminders ask anew, and tell neither token nor document to anybody', () => {
  const { stack } = asking((scope) => ({
    timeout: Duration.days(3), remindEvery: Duration.days(1), topic: new sns.Topic(scope, 'Topic'),
  }));
  const { States } = statesOf(stack);
  const named = (step: string) => States[`Approval/Loan: ${step}`];
  expect(named('Ask')).toMatchObject({ TimeoutSeconds: 24 * 3600, Catch: [{ Next: 'Approval/Loan: Ask again?' }] });
  expect(named('Ask again?').Choices).toEqual([
    { Condition: '{% $states.input.asked < 3 %}', Next: 'Approval/Loan: Remind' },
  ]);
  expect(named('Remind').Next).toBe('Approval/Loan: Notify');
  const { Message, Subject } = named('Notify').Arguments;
  expect(Message + Subject).not.toMatch(/Token|document/);
  expect(named('Notify').Catch).toMatchObject([{ ErrorEquals: ['States.ALL'], Next: 'Approval/Loan: Ask' }]);
});

test.each([
  [ApprovalTimeout.APPROVE, { Type: 'Pass', Output: { decision: 'APPROVE', timedOut: true } }],
  [ApprovalTimeout.FAIL, { Type: 'Fail', Error: 'States.Timeout' }],
])('when nobody decides it can %s', (onTimeout, expected) => {
  const { stack } = asking({ onTimeout });
  expect(statesOf(stack).States['Approval/Loan: Timed out']).toMatchObject(expected);
});

test('several requests of one approval, in one machine', () => {
  const stack = new Stack(new App(), 'S');
  const approval = new HumanApproval(stack, 'Approval');
  machine(stack, approval.askFor('First').next(approval.askFor('Second', { subject: 'again', document: 'x' })));
  const { States } = statesOf(stack);
  expect(Object.keys(States)).toHaveLength(8);
  expect(States['Approval/Second: Request'].Output).toEqual({ subject: 'again', document: 'x', asked: 1 });
});

describe('grantDecide', () => {
  test('allows exactly what the command calls', () => {
    const { stack, approval } = asking((scope) => ({ encryptionKey: new kms.Key(scope, 'Key') }));
    approval.grantDecide(new iam.Role(stack, 'Reviewer', { assumedBy: new iam.AccountRootPrincipal() }));
    const statements = statementsOf(stack, /^Reviewer/);
    expect(statements[0]).toEqual({
      Sid: 'IamHasNoResourceForTaskTokens', Effect: 'Allow', Action: 'states:SendTaskSuccess', Resource: '*',
    });
    expect(statements.flatMap(({ Action }) => Action).sort()).toEqual([
      'kms:Decrypt', 'sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl',
      'sqs:ReceiveMessage', 'states:SendTaskSuccess',
    ]);
  });

  test('says who can not get it', () => {
    const { stack, approval } = asking();
    approval.grantDecide(new iam.ServicePrincipal('lambda.amazonaws.com'));
    expect(warningsOf(stack)).toEqual([expect.objectContaining({ id: 'ForeignGrantee', path: 'S/Approval' })]);
  });
});

test.each<[HumanApprovalProps, string]>([
  [{ timeout: Duration.seconds(30) }, '\'timeout\' is 30 seconds, but must be 1 minute to 14 days'],
  [{ timeout: Duration.days(15) }, '\'timeout\' is 15 days, but must be'],
  [{ remindEvery: Duration.seconds(10) }, '\'remindEvery\' is 10 seconds, but must be'],
  [{ remindEvery: Duration.hours(5) }, 'not a whole multiple of \'remindEvery\', 5 hours'],
  [{ timeuot: Duration.days(1) } as HumanApprovalProps, 'timeout'],
])('%j is refused', (props, said) => {
  const message = thrown(() => new HumanApproval(new Stack(new App(), 'S'), 'Approval', props));
  expect(message).toMatch(/^\[S\/Approval\] .* \[IllegalValue\]$/);
  expect(message).toContain(said);
});

test('a machine of JSONPath has the same states', () => {
  const stack = new Stack(new App(), 'S');
  machine(stack, new HumanApproval(stack, 'Approval').askFor('Loan'), sfn.QueryLanguage.JSON_PATH);
  expect(statesOf(stack).States['Approval/Loan: Ask'].QueryLanguage).toBe('JSONata');
});

test('a request as a single state can be caught, and gives the decision', () => {
  const stack = new Stack(new App(), 'S');
  const approval = new HumanApproval(stack, 'Approval', { onTimeout: ApprovalTimeout.FAIL });
  const single = approval.askFor('Ask').toSingleState();
  machine(stack, single.addCatch(sfn.Pass.jsonata(stack, 'Late'), { errors: ['States.Timeout'] }));
  const { States } = statesOf(stack);
  expect(Object.keys(States)).toEqual(['Approval/Ask', 'Late']);
  expect(States['Approval/Ask']).toMatchObject({
    Output: '{% $states.result[0] %}', Branches: [{ StartAt: 'Approval/Ask: Request' }],
  });
});
