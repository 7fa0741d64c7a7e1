import { join } from 'path';
import { App } from 'aws-cdk-lib';
import { flowMatchers, runFlow } from 'cdk-bedrock-flows/testing';
import { ArticlePipelineStack } from './stack';

expect.extend(flowMatchers);

const { flow } = new ArticlePipelineStack(new App(), 'Example');
const mocks = join(__dirname, 'mocks.json');

test.each([
  ['good', 'GoodArticle', 'Heat pumps move warmth.'],
  ['close', 'RefinedArticle', 'A heat pump moves warmth, down to -15 °C.'],
  ['poor', 'RewrittenArticle', 'All about heat pumps.'],
])('a draft that is %s ends at %s', async (verdict, output, article) => {
  const run = await runFlow(flow, { mocks: [mocks, { nodes: { Gate_Classify: { returns: verdict } } }] });
  expect(run).toReachOutput(output, expect.stringMatching(/^s3:.*\/articles\/heat-pumps\.md$/));
  expect(run).toHaveCalledNode(`Store${output.replace('Article', '')}`, { content: article });
});

test.each(['hard', 'Quite hard, I think', ''])('a topic that is %j is written by the strong model', async (level) => {
  const run = await runFlow(flow, { mocks: [mocks, { nodes: { Route_Classify: { returns: level } } }] });
  expect(run).toSkipNode('Draft');
  expect(run).toHaveCalledNode('StoreComposed', { content: 'Everything about heat pumps.' });
  expect(run.outputs).toHaveLength(1);
});

test('the judge sees draft and sources', async () => {
  const run = await runFlow(flow, { mocks });
  expect(run).toHaveCalledNode('Gate_Classify', {
    text: 'Heat pumps move warmth.',
    sources: expect.arrayContaining([{ content: { text: 'A heat pump moves warmth.' } }]),
  });
});
