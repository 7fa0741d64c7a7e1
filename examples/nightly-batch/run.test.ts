import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { NightlyBatchStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new NightlyBatchStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');
const kind = (returns: string) => [mocks, { nodes: { Kind_Classify: { returns } } }];

test.each(['complaint', 'Complaint.', 'It is a complaint.', ''])('when the model says %j, there is a summary',
  async (says) => {
    const run = await runFlow(flow, { mocks: kind(says) });
    expect(run).toReachOutput('Complaint', 'The heating broke again and nobody came. Someone comes tomorrow.');
    expect(run.outputs).toHaveLength(1);
  });

test('another call costs the small model only', async () => {
  const run = await runFlow(flow, { mocks: kind('Other.'), input: 'calls/2026-11-29/18 Müller+Co.txt' });
  expect(run).toReachOutput('Other', 'Other.');
  expect(run).toSkipNode('Summarise');
});

test('a call that is not there any more ends the flow, and so counts as failed', async () => {
  expect((await runFlow(flow, { mocks, input: 'calls/2026-11-29/19.txt' })).error)
    .toMatchObject({ code: 'dependencyFailedException', nodeName: 'Read' });
});
