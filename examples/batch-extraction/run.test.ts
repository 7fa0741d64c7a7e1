import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { BatchExtractionStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new BatchExtractionStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('each question has its answer, in order', async () => {
  const run = await runFlow(flow, { mocks });
  expect(run).toReachOutput('Facts', ['3 May 2026', 'unknown']);
  expect(run).toHaveCalledNode('Extract',
    { question: 'Who is the tenant?', passages: [{ content: { text: 'The tenant is unknown.' } }] });
});

test('one question that fails ends them all', async () => {
  const fails = {
    nodes: {
      Search: { calls: [{ returns: [] }, { throws: { error: 'throttlingException' as const, message: 'slow down' } }] },
    },
  };
  const run = await runFlow(flow, { mocks: [mocks, fails] });
  expect(run.error).toMatchObject({ code: 'throttlingException', nodeName: 'Search' });
  expect(run).not.toReachOutput('Facts');
});
