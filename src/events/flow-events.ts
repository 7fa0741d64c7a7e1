import { aws_events as events, type aws_s3 as s3 } from 'aws-cdk-lib';
import { checkGiven, checkText } from '../checks/arguments';
import { checkMember } from '../checks/members';
import { spelt } from '../checks/spelt';
import { checkStruct } from '../checks/structs';

/** Options for `FlowEvents.objectCreated()`: which objects of the bucket match. */
export interface ObjectCreatedOptions {
  /**
   * The prefix that object keys must begin with.
   *
   * @default - any key
   */
  readonly prefix?: string;

  /**
   * The suffix that object keys must end with. If a prefix is given too, both must match.
   *
   * @default - any key
   */
  readonly suffix?: string;
}

/** Amazon S3 User Guide, object-keys: a key has up to 1,024 bytes. */
const KEY = { max: 1024, source: 'Amazon S3 User Guide, object-keys' };

/** Event patterns for rules that call flows. */
export class FlowEvents {
  /**
   * The pattern of the event that an object was created in a bucket. The bucket must send its events to EventBridge:
   * `bucket.enableEventBridgeNotification()`. An event comes at least once, and not always in order (Amazon S3 User
   * Guide, EventBridge).
   *
   * @param bucket the bucket
   * @param options which of its objects match
   */
  public static objectCreated(bucket: s3.IBucket, options: ObjectCreatedOptions = {}): events.EventPattern {
    checkStruct(spelt`FlowEvents.objectCreated`, 'ObjectCreatedOptions', options);
    checkGiven(spelt`FlowEvents.objectCreated`, { bucket });
    checkMember(spelt`FlowEvents.objectCreated`, '', 'bucket', bucket);
    const { prefix, suffix } = options;
    checkText(spelt`FlowEvents.objectCreated`, '\'prefix\'', prefix, KEY);
    checkText(spelt`FlowEvents.objectCreated`, '\'suffix\'', suffix, KEY);
    // two matchers in a list would be alternatives; a wildcard is both
    const key = prefix !== undefined && suffix !== undefined
      ? events.Match.wildcard(`${literal(prefix)}*${literal(suffix)}`)
      : prefix !== undefined ? events.Match.prefix(prefix)
        : suffix !== undefined ? events.Match.suffix(suffix) : undefined;
    // aws-cdk-lib renders members in the order in which it gets them, and those of other languages come by their names
    return {
      detail: { bucket: { name: [bucket.bucketName] }, ...key && { object: { key } } },
      detailType: ['Object Created'],
      source: ['aws.s3'],
    };
  }

  private constructor() {}
}

/** A text in a wildcard: only `*` and `\` mean something there (EventBridge User Guide, content filtering). */
function literal(text: string): string {
  return text.replace(/[*\\]/g, '\\$&');
}
