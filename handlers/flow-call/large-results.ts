/** Results that are too large to be handed back go into a bucket. */
import type { Result } from './collect';
import { FlowCallError } from './flow-call-error';
import { FLOW_CALL_ERRORS, MAX_RESULT_BYTES, RESULT_PREFIX } from '../../src/core/contract';

/** A result that lies in a bucket: the object is the JSON of the whole result. */
export interface StoredResult {
  readonly executionId?: string;
  readonly outputs: Readonly<Record<string, never>>;
  readonly outputsUri: string;
}

export async function withinLimit(result: Result, bucket: string | undefined): Promise<Result | StoredResult> {
  const body = JSON.stringify(result);
  const size = Buffer.byteLength(body);
  if (size <= MAX_RESULT_BYTES) { return result; }
  if (!bucket) {
    throw new FlowCallError(FLOW_CALL_ERRORS.resultTooLarge, `the result has ${size} bytes, and at most `
      + `${MAX_RESULT_BYTES} can be handed back; give the invoker a 'resultBucket', or have the flow write to Amazon `
      + 'S3');
  }
  // loaded only where there is something for it
  const { store } = await import('./store.js');
  const key = `${RESULT_PREFIX}${result.executionId ?? crypto.randomUUID()}.json`;
  await store(bucket, key, body);
  return { executionId: result.executionId, outputs: {}, outputsUri: `s3://${bucket}/${key}` };
}
