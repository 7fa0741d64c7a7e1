/** Flows that messages of a queue call, and that write into a bucket whose new objects are such messages. */
import { aws_s3 as s3, aws_sns as sns, type aws_sqs as sqs, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { endlessLoops, loopsInto, type Writer } from './endless-loops';
import { allAround, isRule, sameEverywhere, textEverywhere } from './same-everywhere';
import { insidesOf } from '../checks/cdk-internals';
import { canonical } from '../core/model/canonical';
import { isRecord } from '../core/model/opaque';

/** A notification of a bucket, as the custom resource of aws-cdk-lib says it, or as the bucket itself does. */
interface Notice {
  readonly Events?: readonly unknown[];
  readonly event?: unknown;
  readonly Filter?: unknown;
  readonly filter?: unknown;
}

/** What is wrong there: messages come from rules, from notifications of buckets, and from topics that these tell. */
export function endlessLoopsThrough(scope: IConstruct, queue: sqs.IQueue, writers: readonly Writer[]): string[] {
  if (writers.length === 0) { return []; }
  const ways = waysInto(scope, queue);
  const isWay = (from: IConstruct, of: unknown) => ways.some((way) => textEverywhere(from, of).includes(way));
  const byRules = allAround(scope, isRule).filter((rule) => isWay(rule, rule.targets))
    .flatMap((rule) => endlessLoops(rule, writers, rule.eventPattern));
  const byBuckets = allAround(scope, CfnResource.isCfnResource).flatMap((resource) => {
    const { bucketName, notices } = noticesOf(resource);
    const isLoop = notices.some((notice) => isWay(resource, notice) && isOfEveryWrite(notice));
    const names = isLoop ? [canonical(sameEverywhere(resource, bucketName))] : [];
    return loopsInto(resource, names, writers, 'the flow', 'notification');
  });
  return [...new Set([...byRules, ...byBuckets])];
}

/** The queue itself, and topics whose messages come into it. */
function waysInto(scope: IConstruct, queue: sqs.IQueue): readonly string[] {
  const arn = textEverywhere(queue, queue.queueArn);
  const isSubscription = (one: IConstruct): one is sns.CfnSubscription => one instanceof sns.CfnSubscription;
  return [arn, ...allAround(scope, isSubscription).filter((one) => textEverywhere(one, one.endpoint) === arn)
    .map((one) => textEverywhere(one, one.topicArn))];
}

/** What a bucket notifies: said by the bucket itself, or by the custom resource of aws-cdk-lib. */
function noticesOf(resource: CfnResource): { readonly bucketName?: unknown; readonly notices: readonly Notice[] } {
  const { properties } = insidesOf(resource);
  const isBucket = resource instanceof s3.CfnBucket;
  if (!isBucket && resource.cfnResourceType !== 'Custom::S3BucketNotifications') { return { notices: [] }; }
  const said = sameEverywhere(resource,
    isBucket ? resource.notificationConfiguration : properties.NotificationConfiguration);
  const notices = Object.values((said ?? {}) as { readonly [kind: string]: unknown }).flat().filter(isRecord);
  return { bucketName: isBucket ? resource.ref : properties.BucketName, notices };
}

/** Whether each new object is told: a filter may keep what is written out. */
function isOfEveryWrite(notice: Notice): boolean {
  const { Events, event, Filter, filter } = notice;
  return [Events, event].flat().some((one) => /^s3:ObjectCreated:(\*|Put)$/.test(String(one)))
    && (Filter ?? filter) === undefined;
}
