/** Prints the events of a flow, a line each, with the AWS SDK for JavaScript: `client.mjs <endpoint> <flow>`. */
import { BedrockAgentRuntimeClient, InvokeFlowCommand } from '@aws-sdk/client-bedrock-agent-runtime';

const [endpoint, flow] = process.argv.slice(2);
const client = new BedrockAgentRuntimeClient({
  endpoint, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' }, maxAttempts: 1,
});

const sorted = (value) => typeof value !== 'object' || value === null ? value
  : Array.isArray(value) ? value.map(sorted)
    : Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
const json = (value) => JSON.stringify(sorted(value));

let input = { nodeName: 'In', nodeOutputName: 'document', content: { document: 'hello' } };
let executionId;
try {
  while (input) {
    const response = await client.send(new InvokeFlowCommand({
      flowIdentifier: flow, flowAliasIdentifier: 'TSTALIASID', inputs: [input], enableTrace: true, executionId,
    }));
    executionId = response.executionId;
    input = undefined;
    for await (const event of response.responseStream) {
      if (event.flowTraceEvent) {
        const [[kind, { nodeName }]] = Object.entries(event.flowTraceEvent.trace);
        console.log(`trace ${kind} ${nodeName}`);
      } else if (event.flowOutputEvent) {
        const { nodeName, nodeType, content } = event.flowOutputEvent;
        console.log(`output ${nodeName} ${nodeType} ${json(content.document)}`);
      } else if (event.flowMultiTurnInputRequestEvent) {
        const { nodeName, content } = event.flowMultiTurnInputRequestEvent;
        console.log(`question ${nodeName} ${json(content.document)}`);
        input = { nodeName, nodeInputName: 'agentInputText', content: { document: 'number 17' } };
      } else if (event.flowCompletionEvent) {
        console.log(`completion ${event.flowCompletionEvent.completionReason}`);
      }
    }
  }
} catch (error) {
  console.log(`error ${error.name} ${error.message}`);
}
