import { ArticlePipelineStack } from './stack';
import {
  bedrockArn, definitionOf, expectDiagram, machineOf, nodeOf, plain, statementsOf, synthesized, wiringOf,
} from '../testing';

const { stack, template } = synthesized(ArticlePipelineStack);

test('the gate leads to storing, refining or writing anew; each ends in its own storage and output', () => {
  const wiring = wiringOf(definitionOf(template));
  expect(wiring.filter((line) => line.startsWith('Gate_Route')))
    .toEqual(['Gate_Route[default] -> Rewrite', 'Gate_Route[isClose] -> Refine', 'Gate_Route[isGood] -> StoreGood']);
  expect(wiring.filter((line) => line.endsWith('.content') || line.includes('.s3Uri'))).toEqual([
    'Compose.modelCompletion -> StoreComposed.content',
    'Draft.modelCompletion -> StoreGood.content',
    'Refine.modelCompletion -> StoreRefined.content',
    'Rewrite.modelCompletion -> StoreRewritten.content',
    'StoreComposed.s3Uri -> ComposedArticle.document',
    'StoreGood.s3Uri -> GoodArticle.document',
    'StoreRefined.s3Uri -> RefinedArticle.document',
    'StoreRewritten.s3Uri -> RewrittenArticle.document',
  ]);
});

test('the judge sees the draft and the sources, and is asked once: nothing goes back', () => {
  const wiring = wiringOf(definitionOf(template));
  expect(wiring.filter((line) => line.includes('-> Gate_Classify.')))
    .toEqual(['Draft.modelCompletion -> Gate_Classify.text', 'Search.retrievalResults -> Gate_Classify.sources']);
});

test('a hard topic goes to the strong model at once', () => {
  const wiring = wiringOf(definitionOf(template));
  expect(wiring.filter((line) => line.startsWith('Route_Route[')))
    .toEqual(['Route_Route[default] -> Compose', 'Route_Route[isEasy] -> Draft']);
});

test.each([
  ['Route', 'Route_Classify', 'amazon.nova-micro-v1:0'],
  ['Draft', 'Draft', 'amazon.nova-lite-v1:0'],
  ['Judge', 'Gate_Classify', 'amazon.nova-pro-v1:0'],
  ['Refine', 'Refine', 'amazon.nova-lite-v1:0'],
  ['Rewrite', 'Rewrite', 'amazon.nova-pro-v1:0'],
  ['Compose', 'Compose', 'amazon.nova-pro-v1:0'],
])('the step %s has a profile of its own, with tags for the bill', (step, node, model) => {
  const inline = nodeOf(template, node).Configuration.Prompt.SourceConfiguration.Inline;
  const [, profile] = /^\$\{(\w+)\.InferenceProfileArn\}$/.exec(plain(inline.ModelId))!;
  const { Tags, ModelSource } = template.findResources('AWS::Bedrock::ApplicationInferenceProfile')[profile].Properties;
  expect(Tags).toEqual([{ Key: 'app', Value: 'articles' }, { Key: 'step', Value: step }]);
  expect(plain(ModelSource.CopyFrom)).toBe(bedrockArn(`foundation-model/${model}`));
});

test('the role may search, store in the bucket, and invoke models through the profiles only', () => {
  const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket',
    { Properties: { VersioningConfiguration: { Status: 'Enabled' } } }));
  const statements = statementsOf(template);
  const models = statements.filter(({ Resource }) => String(Resource).includes('foundation-model/'));
  expect(models).toHaveLength(6);
  for (const { Action, Condition } of models) {
    expect(Action).toBe('bedrock:InvokeModel');
    expect(Condition.StringEquals['bedrock:InferenceProfileArn']).toMatch(/Cost\w+\.InferenceProfileArn/);
  }
  expect(statements).toContainEqual(
    { Effect: 'Allow', Action: 'bedrock:Retrieve', Resource: bedrockArn('knowledge-base/KB12345678') });
  expect(statements).toContainEqual({
    Effect: 'Allow',
    Action: 's3:PutObject',
    Resource: `arn:\${AWS::Partition}:s3:::\${${bucket}}/*`,
    Condition: { StringEquals: { 'aws:ResourceAccount': '${AWS::AccountId}' } },
  });
});

test('a used-up quota puts the request aside; nothing else is caught', () => {
  expect(machineOf(template).States['Write it'].Catch)
    .toEqual([{ ErrorEquals: ['ServiceQuotaExceededException'], Next: 'Put aside', Output: '{% $states.input %}' }]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
