/** Calls a flow through its router. */
import { LambdaClient } from '@aws-sdk/client-lambda';
import { callRouter } from '../smoke-test/call-router';

const client = new LambdaClient({ maxAttempts: 1 });

export async function answerOf(functionArn: string, request: object, signal: AbortSignal): Promise<string> {
  return callRouter(client, functionArn, request, signal);
}
