/** Answers CloudFormation: a custom resource is done when its answer lies at the URL that came with the request. */
import { request as sendPlain } from 'node:http';
import { request as sendSecure } from 'node:https';

export interface CustomResourceEvent<Properties> {
  readonly RequestType: 'Create' | 'Update' | 'Delete';
  readonly ResourceType: string;
  readonly StackId: string;
  readonly RequestId?: string;
  readonly LogicalResourceId?: string;
  /** Where the answer goes; without one, nobody waits for it. */
  readonly ResponseURL?: string;
  readonly PhysicalResourceId?: string;
  readonly ResourceProperties: Properties;
  readonly OldResourceProperties?: Partial<Properties>;
}

export interface Result { readonly PhysicalResourceId: string }

/** The room that CloudFormation has for a reason. */
const MAX_REASON = 1000;
const TRIES = 4;
const PAUSE_MS = 1000;

/**
 * A function that does the work and tells CloudFormation what became of it. What the work throws fails the resource,
 * with its message as the reason.
 */
export function responding<Properties, More extends readonly unknown[]>(
  work: (event: CustomResourceEvent<Properties>, ...more: More) => Promise<Result>,
): (event: CustomResourceEvent<Properties>, ...more: More) => Promise<Result> {
  return async (event, ...more) => {
    try {
      const result = await work(event, ...more);
      await respond(event, { Status: 'SUCCESS', ...result });
      return result;
    } catch (error) {
      const PhysicalResourceId = event.PhysicalResourceId ?? `${event.LogicalResourceId}-failed`;
      await respond(event,
        { Status: 'FAILED', Reason: (error as Error).message.slice(0, MAX_REASON), PhysicalResourceId });
      return { PhysicalResourceId };
    }
  };
}

async function respond(
  { ResponseURL: url, StackId, RequestId, LogicalResourceId }: CustomResourceEvent<unknown>, outcome: object,
): Promise<void> {
  if (url === undefined) { return; }
  const body = JSON.stringify({ StackId, RequestId, LogicalResourceId, ...outcome });
  for (let left = TRIES; ; left--) {
    try {
      await put(url, body);
      return;
    } catch (error) {
      if (left === 1) { throw error; }
      await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    }
  }
}

// the URL is signed for an empty content type
function put(url: string, body: string): Promise<void> {
  const send = url.startsWith('http:') ? sendPlain : sendSecure;
  const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    send(url, { method: 'PUT', headers }, (response) => {
      response.resume();
      const { statusCode = 500 } = response;
      if (statusCode < 400) {
        resolve();
      } else {
        reject(new Error(`CloudFormation did not take the answer: status ${statusCode}`));
      }
    }).on('error', reject).end(body);
  });
}
