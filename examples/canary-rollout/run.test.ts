import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { CanaryRolloutStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new CanaryRolloutStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('a message is answered', async () => {
  const run = await runFlow(flow, { mocks });
  expect(run).toReachOutput('Answer', 'It arrives tomorrow.');
});
