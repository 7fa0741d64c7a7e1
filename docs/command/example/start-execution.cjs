// Starts an execution of the flow that serve serves, and prints its ARN.
const { BedrockAgentRuntimeClient, StartFlowExecutionCommand } = require('@aws-sdk/client-bedrock-agent-runtime');

const client = new BedrockAgentRuntimeClient({
  endpoint: process.argv[2], region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
});
client.send(new StartFlowExecutionCommand({
  flowIdentifier: 'flow',
  flowAliasIdentifier: 'TSTALIASID',
  flowExecutionName: 'run-1',
  inputs: [{
    nodeName: 'FlowInputNode', nodeOutputName: 'document', content: { document: 'Where is my money?' },
  }],
})).then(({ executionArn }) => console.log(executionArn)).finally(() => client.destroy());
