import { ArticlePipelineStack } from './stack';
import { bedrockArn, definitionOf, expectDiagram, statementsOf, synthesized, wiringOf } from '../testing';

const { stack, template } = synthesized(ArticlePipelineStack);

test('the gate leads to storing, refining or writing anew; each ends in its own storage and output', () => {
  const wiring = wiringOf(definitionOf(template));
  expect(wiring.filter((line) => line.startsWith('Gate_Route')))
    .toEqual(['Gate_Route[default] -> Rewrite', 'Gate_Route[isClose] -> Refine', 'Gate_Route[isGood] -> StoreGood']);
  expect(wiring.filter((line) => line.endsWith('.content') || line.includes('.s3Uri'))).toEqual([
    'Draft.modelCompletion -> StoreGood.content',
    'Refine.modelCompletion -> StoreRefined.content',
    'Rewrite.modelCompletion -> StoreRewritten.content',
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

test('the role may search, invoke both models, and store in the bucket', () => {
  const [bucket] = Object.keys(template.findResources('AWS::S3::Bucket',
    { Properties: { VersioningConfiguration: { Status: 'Enabled' } } }));
  expect(statementsOf(template)).toEqual([
    {
      Effect: 'Allow',
      Action: 'bedrock:InvokeModel',
      Resource:
        [bedrockArn('foundation-model/amazon.nova-lite-v1:0'), bedrockArn('foundation-model/amazon.nova-pro-v1:0')],
    },
    { Effect: 'Allow', Action: 'bedrock:Retrieve', Resource: bedrockArn('knowledge-base/KB12345678') },
    {
      Effect: 'Allow',
      Action: 's3:PutObject',
      Resource: `arn:\${AWS::Partition}:s3:::\${${bucket}}/*`,
      Condition: { StringEquals: { 'aws:ResourceAccount': '${AWS::AccountId}' } },
    },
  ]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
