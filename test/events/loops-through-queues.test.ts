/** Workers whose messages say that there is a new object, in a bucket that their flow writes into. */
import {
  aws_events as events, aws_events_targets as targets, aws_s3 as s3, aws_s3_notifications as notifications,
  aws_sns as sns, aws_sns_subscriptions as subscriptions, NestedStack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FlowEvents, FlowMessageForm, FlowQueueWorker, S3StorageNode } from '../../src';
import { type World, world } from '../calls/wrong-program';
import { synthErrors } from '../small-flows';

const LINE = (what: string, place = 'Shop') => `[${place}/Worker] node 'Store' of flow 'Shop/Reply' writes to the `
  + `bucket whose new objects call the flow, which creates an endless loop; give the ${what} a prefix that is not `
  + 'written to, or use another bucket [IllegalValue]';

function said(connect: (made: World) => void, place = (made: World): Construct => made.stack): string[] {
  const made = world();
  const { stack, flow, alias, jobs, bucket } = made;
  new S3StorageNode(flow, 'Store', { bucket, objectKey: flow.input, content: flow.input });
  new FlowQueueWorker(place(made), 'Worker', {
    alias, queue: jobs, maxConcurrency: 2, message: FlowMessageForm.OBJECT_KEY,
  });
  connect(made);
  return synthErrors(stack);
}

const rule = (scope: Construct, { jobs, bucket }: World, prefix?: string) => new events.Rule(scope, 'Rule', {
  eventPattern: FlowEvents.objectCreated(bucket, { prefix }), targets: [new targets.SqsQueue(jobs)],
});

function byTopic({ stack, jobs }: World): sns.Topic {
  const topic = new sns.Topic(stack, 'Topic');
  topic.addSubscription(new subscriptions.SqsSubscription(jobs));
  return topic;
}

test('a rule sends the events', () => {
  expect(said((made) => rule(made.stack, made))).toEqual([LINE('pattern')]);
  expect(said((made) => rule(made.stack, made, 'in/'))).toEqual([]);
});

test('the bucket notifies the queue', () => {
  const notify = (event: s3.EventType, ...filters: s3.NotificationKeyFilter[]) => ({ bucket, jobs }: World) =>
    bucket.addEventNotification(event, new notifications.SqsDestination(jobs), ...filters);
  expect(said(notify(s3.EventType.OBJECT_CREATED))).toEqual([LINE('notification')]);
  expect(said(notify(s3.EventType.OBJECT_CREATED_PUT))).toEqual([LINE('notification')]);
  expect(said(notify(s3.EventType.OBJECT_CREATED_COPY))).toEqual([]);
  expect(said(notify(s3.EventType.OBJECT_CREATED, { prefix: 'in/' }))).toEqual([]);
});

test('the bucket says so itself', () => {
  const notify = (filter?: s3.CfnBucket.NotificationFilterProperty) => ({ bucket, jobs }: World) => {
    (bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: jobs.queueArn, filter }],
    };
  };
  expect(said(notify())).toEqual([LINE('notification')]);
  expect(said(notify({ s3Key: { rules: [{ name: 'prefix', value: 'in/' }] } }))).toEqual([]);
});

test('a topic is between them', () => {
  expect(said((made) => made.bucket.addEventNotification(
    s3.EventType.OBJECT_CREATED, new notifications.SnsDestination(byTopic(made))))).toEqual([LINE('notification')]);
  expect(said((made) => new events.Rule(made.stack, 'Rule', {
    eventPattern: FlowEvents.objectCreated(made.bucket), targets: [new targets.SnsTopic(byTopic(made))],
  }))).toEqual([LINE('pattern')]);
});

test('another queue is notified, or another bucket notifies', () => {
  expect(said(({ bucket, dead }) => bucket.addEventNotification(
    s3.EventType.OBJECT_CREATED, new notifications.SqsDestination(dead)))).toEqual([]);
  expect(said(({ stack, jobs }) => new s3.Bucket(stack, 'Other').addEventNotification(
    s3.EventType.OBJECT_CREATED, new notifications.SqsDestination(jobs)))).toEqual([]);
});

test('in nested stacks', () => {
  const nested = ({ stack }: World, id: string) => new NestedStack(stack, id);
  expect(said((made) => rule(nested(made, 'Rules'), made), (made) => nested(made, 'Inner')))
    .toEqual([LINE('pattern', 'Shop/Inner')]);
});

test('results of the worker are objects too', () => {
  const { stack, alias, jobs, bucket } = world();
  new FlowQueueWorker(stack, 'Worker', { alias, queue: jobs, maxConcurrency: 2, resultBucket: bucket });
  bucket.addEventNotification(s3.EventType.OBJECT_CREATED, new notifications.SqsDestination(jobs));
  expect(synthErrors(stack)).toEqual([
    expect.stringMatching(/^\[Shop\/Worker\] 'resultBucket' writes to the bucket/),
  ]);
});
