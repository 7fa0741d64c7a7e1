import {
  aws_events as events, aws_events_targets as targets, aws_s3 as s3, aws_sqs as sqs, CfnOutput, RemovalPolicy, Stack,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { FlowEvents } from 'cdk-bedrock-flows';

/** A bucket whose new objects are told to a queue, by the pattern that the library gives. */
export class KeysStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const bucket = new s3.Bucket(this, 'Bucket', { removalPolicy: RemovalPolicy.DESTROY });
    // the bucket says it itself: no function of aws-cdk-lib is needed for it
    (bucket.node.defaultChild as s3.CfnBucket).notificationConfiguration = {
      eventBridgeConfiguration: { eventBridgeEnabled: true },
    };
    const queue = new sqs.Queue(this, 'Queue');
    new events.Rule(this, 'Rule', {
      eventPattern: FlowEvents.objectCreated(bucket), targets: [new targets.SqsQueue(queue)],
    });
    for (const [name, value] of Object.entries({
      BucketName: bucket.bucketName, QueueUrl: queue.queueUrl, QueueArn: queue.queueArn,
    })) { new CfnOutput(this, name, { value }); }
  }
}
