import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { RefineLoopStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new RefineLoopStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('a text is improved until the judge is content', async () => {
  const run = await runFlow(flow, { mocks });
  expect(run.calls.Refine_Judge).toHaveLength(2);
  expect(run).toReachOutput('Text', 'The folding travel lamp.');
});

test('four rounds at most', async () => {
  const never = { nodes: { Refine_Improve: { returns: 'A lamp.' }, Refine_Judge: { returns: 'revise' } } };
  expect((await runFlow(flow, { mocks: [mocks, never] })).calls.Refine_Improve).toHaveLength(4);
});
