import { type aws_events as events, aws_s3 as s3, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { allAround, sameEverywhere, textEverywhere } from '../calls/same-everywhere';
import { insidesOf } from '../checks/cdk-internals';
import { spelt } from '../checks/spelt';
import { canonical } from '../core/model/canonical';
import { isRecord } from '../core/model/opaque';
import { errorLine } from '../core/words/line';
import { propertyOf } from '../role/in-app';

/**
 * Buckets of the app whose events a rule waits for, and that send none to EventBridge (Amazon S3 User Guide,
 * enable-event-notifications-eventbridge): the rule would never do anything, and nothing would say so.
 */
export function silentBuckets(rule: events.Rule, pattern: unknown): string[] {
  const { source = [], detail } = (sameEverywhere(rule, pattern) ?? {}) as {
    readonly source?: readonly unknown[];
    readonly detail?: { readonly bucket?: { readonly name?: readonly unknown[] } };
  };
  const names = source.includes('aws.s3') ? detail?.bucket?.name ?? [] : [];
  const isBucket = (one: IConstruct): one is s3.CfnBucket => one instanceof s3.CfnBucket;
  const isMeant = (bucket: s3.CfnBucket) => names.some((name) => canonical(name) === canonical(nameOf(bucket)));
  const buckets = names.length > 0 ? allAround(rule, isBucket) : [];
  return buckets.filter((bucket) => isMeant(bucket) && !sendsEvents(bucket))
    .map(({ node }) => errorLine('', `bucket '${node.scope!.node.path}' sends no events to EventBridge, so the rule `
      + spelt`never calls the flow; set its 'eventBridgeEnabled', or call enableEventBridgeNotification()`,
    'IllegalValue'));
}

function nameOf(bucket: s3.CfnBucket): unknown {
  return sameEverywhere(bucket, bucket.ref);
}

function sendsEvents(bucket: s3.CfnBucket): boolean {
  const name = textEverywhere(bucket, bucket.ref);
  const isNotice = (one: IConstruct): one is CfnResource => CfnResource.isCfnResource(one)
    && one.cfnResourceType === 'Custom::S3BucketNotifications';
  return propertyOf(bucket, 'notificationConfiguration', 'eventBridgeConfiguration') !== undefined
    || allAround(bucket, isNotice).some((one) => {
      const { BucketName, NotificationConfiguration } = insidesOf(one).properties;
      const said = sameEverywhere(one, NotificationConfiguration);
      return textEverywhere(one, BucketName) === name && isRecord(said) && said.EventBridgeConfiguration !== undefined;
    });
}
