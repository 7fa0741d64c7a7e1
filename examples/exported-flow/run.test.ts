import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { ExportedFlowStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new ExportedFlowStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('the answer comes in both languages', async () => {
  const run = await runFlow(flow, { mocks });
  expect(run).toReachOutput('FlowOutputNode', 'Hold the button of the router for ten seconds.');
  expect(run).toReachOutput('GermanAnswer', 'Halten Sie den Knopf des Routers zehn Sekunden lang gedrückt.');
  expect(run).toHaveCalledNode('Prompt_1', { question: 'How do I reset the router?' });
});
