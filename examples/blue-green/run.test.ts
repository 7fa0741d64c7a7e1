import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { BlueGreenStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new BlueGreenStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('a message is classified', async () => {
  expect(await runFlow(flow, { mocks })).toReachOutput('Kind', 'billing');
});
