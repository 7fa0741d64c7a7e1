/** A small app that a wrong program adds to, and what is said of it. */
import { aws_s3 as s3, aws_sqs as sqs, Duration } from 'aws-cdk-lib';
import { callingStack } from './support';
import type { FlowProps } from '../../src';
import { synthErrors } from '../small-flows';

export type World = ReturnType<typeof world>;

export function world(props: FlowProps = {}) {
  const made = callingStack(props);
  const { stack } = made;
  const dead = new sqs.Queue(stack, 'Dead');
  const jobs = new sqs.Queue(stack, 'Jobs30', {
    visibilityTimeout: Duration.minutes(30), deadLetterQueue: { queue: dead, maxReceiveCount: 2 },
  });
  const bucket = new s3.Bucket(stack, 'Contracts', { eventBridgeEnabled: true });
  return { ...made, dead, jobs, bucket };
}

/** The lines, whether they come at once or at synth. */
export function saidOf(wrong: (world: World) => void, props: FlowProps = {}): string[] {
  const it = world(props);
  try {
    wrong(it);
    return synthErrors(it.stack);
  } catch (error) {
    return [(error as Error).message];
  }
}
