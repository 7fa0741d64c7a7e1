/** Calls a version of the router, and gathers what it answers. */
import { InvokeWithResponseStreamCommand, type LambdaClient } from '@aws-sdk/client-lambda';

export async function callRouter(
  client: LambdaClient, functionArn: string, request: object, abortSignal: AbortSignal,
): Promise<string> {
  const payload = Buffer.from(JSON.stringify(request));
  const command = new InvokeWithResponseStreamCommand({ FunctionName: functionArn, Payload: payload });
  const { EventStream } = await client.send(command, { abortSignal });
  // a letter may be split over two pieces
  const decoder = new TextDecoder();
  let text = '';
  for await (const { PayloadChunk, InvokeComplete } of EventStream ?? []) {
    text += decoder.decode(PayloadChunk?.Payload, { stream: true });
    if (InvokeComplete?.ErrorCode) {
      throw new Error('the router ended '
        + `with ${InvokeComplete.ErrorCode}: ${InvokeComplete.ErrorDetails ?? 'no details'}`);
    }
  }
  return text + decoder.decode();
}
