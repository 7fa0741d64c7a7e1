import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { TopicSummaryStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new TopicSummaryStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('topic and audience go into the prompt', async () => {
  const run = await runFlow(flow, { mocks, input: { topic: 'heat pumps', audience: 'children' } });
  expect(run).toHaveCalledNode('Summarise', { topic: 'heat pumps', audience: 'children' });
  expect(run).toReachOutput('Answer', expect.stringContaining('heat pump'));
});

test('a caller who forgets the audience is told', async () => {
  const { error } = await runFlow(flow, { mocks, input: { topic: 'heat pumps' } });
  expect(error).toMatchObject({ code: 'validationException', nodeName: 'Summarise' });
});
