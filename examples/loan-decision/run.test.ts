import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { LoanDecisionStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new LoanDecisionStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test('a clear application needs nobody', async () => {
  const run = await runFlow(flow, { mocks });
  expect(run).toReachOutput('Clear');
  expect(run.outputs).toHaveLength(1);
});

test.each(['high', 'High.', 'Low risk, I think', ''])('when the model says %j, a person decides', async (risk) => {
  const run = await runFlow(flow, { mocks: [mocks, { nodes: { Risk_Classify: { returns: risk } } }] });
  expect(run).toReachOutput('Doubtful');
  expect(run.outputs).toHaveLength(1);
});
