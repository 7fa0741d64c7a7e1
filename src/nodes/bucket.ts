import type { aws_s3 as s3 } from 'aws-cdk-lib';
import { checkText, exactlyOne } from '../checks/arguments';
import { spelt } from '../checks/spelt';
import { TEXT } from '../core/constraints';
import type { BucketFacts } from '../role/node-needs';

/** What is known of the bucket that a node was given, one way or the other. */
export function bucketFacts(
  place: string, bucket: s3.IBucket | undefined, bucketName: string | undefined,
): BucketFacts {
  const given = exactlyOne<s3.IBucket | string>(place, { bucket, bucketName });
  if (typeof given === 'string') {
    checkText(place, spelt`'bucketName'`, given, TEXT.bucketName);
    return { bucketName: given };
  }
  return { bucketName: given.bucketName, account: given.env.account, key: given.encryptionKey };
}
