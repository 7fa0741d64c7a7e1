/**
 * What the Node run times of Lambda add to the global scope for functions that stream; and what this function uses of
 * it.
 */
import type { Writable } from 'node:stream';

export interface ResponseStream extends Writable {
  setContentType(type: string): void;
}

export interface Context {
  getRemainingTimeInMillis(): number;
}

type Streaming = (event: unknown, response: ResponseStream, context: Context) => Promise<void>;

interface LambdaRuntime {
  readonly HttpResponseStream: {
    /** The same stream, which writes status and headers before its first byte. */
    from(
      response: ResponseStream, prelude: { statusCode: number; headers: Readonly<Record<string, string>> },
    ): ResponseStream;
  };
  streamifyResponse(handler: Streaming): unknown;
}

declare global {
  // eslint-disable-next-line no-var
  var awslambda: LambdaRuntime;
}
