import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { ToneRouterStack } from './stack';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';

expect.extend(flowMatchers);

const { flow } = new ToneRouterStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test.each([
  ['angry', 'isAngry', 'CalmReply', 'We are sorry. May we call you back today?'],
  ['question', 'isQuestion', 'FoundAnswer', 'Parcels take two to four days.'],
  ['other', 'default', 'FriendlyReply', 'Thank you for your message.'],
])('a message that is %s takes the branch %s', async (tone, branch, output, reply) => {
  const run = await runFlow(flow, { mocks: [mocks, { nodes: { Classify: { returns: tone } } }] });
  expect(run).toTakeBranch('Tone', branch);
  expect(run).toReachOutput(output, reply);
  expect(run.outputs).toHaveLength(1);
});

test('what the model adds to its word is not a branch of ours', async () => {
  expect(await runFlow(flow, { mocks: [mocks, { nodes: { Classify: { returns: 'Angry.' } } }] }))
    .toTakeBranch('Tone', 'default');
});
