import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { PublishedFlowStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new PublishedFlowStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('a text is translated', async () => {
  expect(await runFlow(flow, { mocks })).toReachOutput('English', 'Good day');
});
