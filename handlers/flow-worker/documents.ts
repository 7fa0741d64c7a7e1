/** What of a message a flow gets. */
import type { MessageForm } from '../../src/core/contract';

/** An event of Amazon S3 as it tells queues itself: its keys are encoded as in a form. */
interface Notification {
  readonly Records?: readonly { readonly s3?: { readonly object?: { readonly key?: unknown } } }[];
  readonly Event?: string;
}

/** One that came by EventBridge: its keys are as they are. */
interface BusEvent {
  readonly source?: string;
  readonly detail?: { readonly object?: { readonly key?: unknown } };
}

/** The documents of a message: most have one; what Amazon S3 sends to try a queue has none. */
export function documentsOf(body: string, form: MessageForm): readonly unknown[] {
  if (form === 'TEXT') { return [body]; }
  const value = JSON.parse(body) as unknown;
  return form === 'JSON' ? [value] : keysOf(value);
}

function keysOf(value: unknown): readonly string[] {
  const { Records, Event, source, detail } = (value ?? {}) as Notification & BusEvent;
  if (Event === 's3:TestEvent') { return []; }
  const isFromBus = source === 'aws.s3';
  const keys = isFromBus ? [detail?.object?.key] : Records?.map(({ s3 }) => s3?.object?.key) ?? [];
  if (keys.length === 0 || !keys.every((key): key is string => typeof key === 'string')) {
    throw new Error('the message is not an event of Amazon S3 with the key of an object');
  }
  return isFromBus ? keys : keys.map(decoded);
}

/** Blanks are `+` there, and a `+` is encoded (Amazon S3 User Guide, notification-content-structure). */
function decoded(key: string): string {
  return decodeURIComponent(key.replace(/\+/g, ' '));
}
