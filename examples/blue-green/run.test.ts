import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { BlueGreenStack } from './stack';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';

expect.extend(flowMatchers);

const { flow } = new BlueGreenStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('a message is classified', async () => {
  expect(await runFlow(flow, { mocks })).toReachOutput('Kind', 'billing');
});
