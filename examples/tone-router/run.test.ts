import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { ToneRouterStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new ToneRouterStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test.each([
  ['angry', 'isAngry', 'CalmReply', 'We are sorry. May we call you back today?'],
  ['question', 'isQuestion', 'FoundAnswer', 'Parcels take two to four days.'],
  ['other', 'default', 'FriendlyReply', 'Thank you for your message.'],
])('a message that is %s takes the branch %s', async (tone, branch, output, reply) => {
  const run = await runFlow(flow, { mocks: [mocks, { nodes: { Tone_Classify: { returns: tone } } }] });
  expect(run).toTakeBranch('Tone_Route', branch);
  expect(run).toReachOutput(output, reply);
  expect(run.outputs).toHaveLength(1);
});

test('a full stop is no other word; a sentence is none of ours', async () => {
  const answered = (answer: string) =>
    runFlow(flow, { mocks: [mocks, { nodes: { Tone_Classify: { returns: answer } } }] });
  expect(await answered('Angry.')).toTakeBranch('Tone_Route', 'isAngry');
  expect(await answered('The customer is angry.\n')).toTakeBranch('Tone_Route', 'default');
});
