/**
 * Calls the router of a CanaryFlowAlias with the AWS SDK for JavaScript:
 * `node ask.mjs ROUTER_FUNCTION_ARN '{"customer":"Ada","message":"Hello"}'`
 */
import { InvokeWithResponseStreamCommand, LambdaClient } from '@aws-sdk/client-lambda';

/** Yields what the flow says as it comes: the members of FlowResponseStream, and one with `router` at the end. */
export async function* askRouter(client, functionArn, request) {
  const { EventStream } = await client.send(
    new InvokeWithResponseStreamCommand({ FunctionName: functionArn, Payload: JSON.stringify(request) }));
  const decoder = new TextDecoder();
  let text = '';
  for await (const { PayloadChunk, InvokeComplete } of EventStream) {
    if (InvokeComplete?.ErrorCode) { throw new Error(`${InvokeComplete.ErrorCode}: ${InvokeComplete.ErrorDetails}`); }
    text += decoder.decode(PayloadChunk?.Payload, { stream: true });
    const lines = text.split('\n');
    text = lines.pop();
    for (const line of lines) {
      const event = JSON.parse(line);
      if (event.error) { throw new Error(`${event.error.name}: ${event.error.message}`); }
      yield event;
    }
  }
}

/** The first thing that is said to a flow. */
export function opening(document, nodeName = 'FlowInputNode') {
  return { inputs: [{ nodeName, nodeOutputName: 'document', content: { document } }] };
}

/** The answer to an agent of the flow that has asked something; it goes to the version that has asked. */
export function answer(document, question, { router: { executionId, continuation } }) {
  const { nodeName } = question.flowMultiTurnInputRequestEvent;
  return { inputs: [{ nodeName, nodeInputName: 'agentInputText', content: { document } }], executionId, continuation };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [functionArn, document] = process.argv.slice(2);
  for await (const event of askRouter(new LambdaClient({}), functionArn, opening(JSON.parse(document)))) {
    console.log(JSON.stringify(event));
  }
}
