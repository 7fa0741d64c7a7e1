import { type Check, differs, holds, NotTried, type Result } from '../kit/check';
import { runOnce } from '../kit/own-machine';
import { OwnStack } from '../kit/own-stack';

/** A blank, signs that mean something in URLs, a letter of two bytes, and what looks encoded already. */
const KEY = 'in/a b+c&ä%20.txt';
const RULES_COUNT_AFTER = 'a bucket tells EventBridge of new objects five minutes after it was told to, at most';

export const objectKeys: Check = {
  number: 25,
  name: 'object-keys',
  assumes: 'detail.object.key of an event of Amazon S3 in EventBridge is the key as it is, and not URL-encoded',
  matters: 'BedrockFlowTarget gives it to flows as it comes, and FlowQueueWorker with OBJECT_KEY does not decode it: '
    + 'handlers/flow-worker',
  makes: 'a stack with a bucket, a rule and a queue, an object, and a state machine',
  deploys: true,
  minutes: 12,
  dollars: 0.01,
  run: async (world, undo) => {
    const stack = await OwnStack.make(world, undo, 'object-keys', { kind: 'keys' });
    const [bucket, queueUrl, queueArn] = await Promise.all(['BucketName', 'QueueUrl', 'QueueArn']
      .map((name) => stack.output(name)));
    return runOnce(world, undo, 'object-keys', {
      definition: definition(world.partition, bucket, queueUrl),
      seconds: 480,
      statements: [
        {
          Effect: 'Allow',
          Action: ['s3:DeleteObject', 's3:PutObject'],
          Resource: [`arn:${world.partition}:s3:::${bucket}/in/*`],
        },
        { Effect: 'Allow', Action: ['sqs:ReceiveMessage'], Resource: [queueArn] },
      ],
    }, ({ output }) => judge((JSON.parse(output ?? '{}') as { readonly key?: string }).key));
  },
};

function judge(key: string | undefined): Result {
  if (key === undefined) { throw new NotTried(`no event came in six minutes, and ${RULES_COUNT_AFTER}`); }
  return key === KEY ? holds(`the key '${KEY}' comes as it is`) : differs(`the key '${KEY}' comes as '${key}'`);
}

/** Writes the object again and again until its event comes, and takes it away. */
function definition(partition: string, Bucket: string, QueueUrl: string): object {
  const call = (action: string, Arguments: object) => ({
    Type: 'Task', Resource: `arn:${partition}:states:::aws-sdk:${action}`, Arguments,
  });
  const event = '$parse($states.result.Messages[0].Body)';
  return {
    StartAt: 'Begin',
    QueryLanguage: 'JSONata',
    States: {
      Begin: { Type: 'Pass', Output: { looks: 0 }, Next: 'Put' },
      Put: { ...call('s3:putObject', { Bucket, Key: KEY, Body: 'x' }), Output: '{% $states.input %}', Next: 'Look' },
      Look: {
        ...call('sqs:receiveMessage', { QueueUrl, WaitTimeSeconds: 15 }),
        Output: '{% $merge([{\'looks\': $states.input.looks + 1}, $exists($states.result.Messages) '
          + `? {'key': ${event}.detail.object.key} : {}]) %}`,
        Next: 'Enough',
      },
      Enough: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $not($exists($states.input.key)) and $states.input.looks < 24 %}', Next: 'Put' }],
        Default: 'Delete',
      },
      Delete: { ...call('s3:deleteObject', { Bucket, Key: KEY }), Output: '{% $states.input %}', End: true },
    },
  };
}
