/** The client of the service. Region, credentials and endpoint come from the environment, as the SDK reads it. */
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** A call that can't connect within this is tried again. */
const CONNECTION_TIMEOUT = 5000;

export function createClient(httpVersion: string | undefined): BedrockAgentRuntimeClient {
  return new BedrockAgentRuntimeClient(httpVersion === '2'
    ? {} : { requestHandler: new NodeHttpHandler({ connectionTimeout: CONNECTION_TIMEOUT }) });
}
