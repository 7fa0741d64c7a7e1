import { aws_bedrock as bedrock, CfnParameter, type Stack } from 'aws-cdk-lib';
import {
  FlowGuardrail, FlowModel, FlowReranking, KnowledgeBaseNode, KnowledgeBaseRetrieveNode, RerankingMetadata,
} from '../../src';
import { agnosticStack, fixedStack, nodeOf, refusal, statementsOf, testApp, testFlow, warningsOf } from '../support';

const KB_ARN = 'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KB12345678';
const INPUTS = [{ Name: 'retrievalQuery', Type: 'String', Expression: '$.data.question' }];
const OUTPUTS = [{ Name: 'retrievalResults', Type: 'Array' }];

function makeKnowledgeBase(stack: Stack) {
  return new bedrock.CfnKnowledgeBase(stack, 'Kb', {
    name: 'docs', roleArn: 'arn:aws:iam::111122223333:role/kb', knowledgeBaseConfiguration: { type: 'VECTOR' },
  });
}

test('what must be given', () => {
  const flow = testFlow();
  new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: 'KB12345678', retrievalQuery: flow.input.stringAt('question') });
  expect(nodeOf(flow, 'Search')).toEqual({
    Name: 'Search',
    Type: 'KnowledgeBase',
    Configuration: { KnowledgeBase: { KnowledgeBaseId: 'KB12345678' } },
    Inputs:
      INPUTS,
    Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([{ Action: 'bedrock:Retrieve', Effect: 'Allow', Resource: KB_ARN }]);
});

test('everything that can be given; the role of the knowledge base reranks', () => {
  const flow = testFlow();
  new KnowledgeBaseRetrieveNode(flow, 'Search', {
    nodeName: 'Find',
    knowledgeBaseId: 'KB12345678',
    retrievalQuery: flow.input.stringAt('question'),
    numberOfResults: 50,
    reranking: FlowReranking.bedrock(FlowModel.fromModelId('amazon.rerank-v1:0'), {
      numberOfRerankedResults: 7,
      metadata: RerankingMetadata.only('title', 'year'),
      additionalModelRequestFields: { top_k: 3 },
    }),
  });
  expect(nodeOf(flow, 'Find')).toEqual({
    Name: 'Find',
    Type: 'KnowledgeBase',
    Configuration: {
      KnowledgeBase: {
        KnowledgeBaseId: 'KB12345678',
        NumberOfResults: 50,
        RerankingConfiguration: {
          Type: 'BEDROCK_RERANKING_MODEL',
          BedrockRerankingConfiguration: {
            ModelConfiguration: {
              ModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0',
              AdditionalModelRequestFields: { top_k: 3 },
            },
            NumberOfRerankedResults: 7,
            MetadataConfiguration: {
              SelectionMode: 'SELECTIVE',
              SelectiveModeConfiguration: { FieldsToInclude: [{ FieldName: 'title' }, { FieldName: 'year' }] },
            },
          },
        },
      },
    },
    Inputs: INPUTS,
    Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([{ Action: 'bedrock:Retrieve', Effect: 'Allow', Resource: KB_ARN }]);
});

test.each([
  [RerankingMetadata.all(), { SelectionMode: 'ALL' }],
  [RerankingMetadata.allExcept('id'), {
    SelectionMode: 'SELECTIVE', SelectiveModeConfiguration: { FieldsToExclude: [{ FieldName: 'id' }] },
  }],
])('the metadata a reranking model reads %#', (metadata, rendered) => {
  const flow = testFlow();
  new KnowledgeBaseRetrieveNode(flow, 'Search', {
    knowledgeBaseId: 'KB12345678',
    retrievalQuery: flow.input.stringAt('question'),
    reranking: FlowReranking.bedrock(
      FlowModel.fromModelId('arn:aws:bedrock:eu-central-1::foundation-model/cohere.rerank-v3-5:0'), { metadata },
    ),
  });
  expect(nodeOf(flow, 'Search').Configuration.KnowledgeBase.RerankingConfiguration.BedrockRerankingConfiguration)
    .toEqual({
      ModelConfiguration: { ModelArn: 'arn:aws:bedrock:eu-central-1::foundation-model/cohere.rerank-v3-5:0' },
      MetadataConfiguration: rendered,
    });
});

test('a knowledge base of the app, of another stack, and one that only the deployment knows', () => {
  const app = testApp();
  const stack = fixedStack('S', app);
  const flow = testFlow(stack);
  const retrievalQuery = flow.input.stringAt('question');
  new KnowledgeBaseRetrieveNode(flow, 'Here', { retrievalQuery, knowledgeBase: makeKnowledgeBase(stack) });
  new KnowledgeBaseRetrieveNode(flow, 'There',
    { retrievalQuery, knowledgeBase: makeKnowledgeBase(fixedStack('Other', app)) });
  new KnowledgeBaseRetrieveNode(flow, 'Later',
    { retrievalQuery, knowledgeBaseId: new CfnParameter(stack, 'KbId').valueAsString });
  expect(['Here', 'There', 'Later'].map((name) => nodeOf(flow, name).Configuration.KnowledgeBase.KnowledgeBaseId))
    .toEqual(['${Kb}', '${import Other:ExportsOutputRefKb}', '${KbId}']);
  const [statement, ...others] = statementsOf(flow);
  expect(others).toEqual([]);
  expect(new Set(statement.Resource)).toEqual(new Set([
    '${Kb.KnowledgeBaseArn}',
    '${import Other:ExportsOutputFnGetAttKbKnowledgeBaseArn}',
    'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/${KbId}',
  ]));
});

test('in any account and Region', () => {
  const flow = testFlow(agnosticStack());
  new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: 'KB12345678', retrievalQuery: flow.input.stringAt('question') });
  expect(statementsOf(flow)).toEqual([{
    Action: 'bedrock:Retrieve',
    Effect: 'Allow',
    Resource: 'arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:knowledge-base/KB12345678',
  }]);
});

test('its output, and its kind', () => {
  const flow = testFlow();
  const node = new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: 'KB12345678', retrievalQuery: flow.input.stringAt('question') });
  expect([`${node.retrievalResults}`, node.retrievalResults.dataType]).toEqual(['Search.retrievalResults', 'Array']);
  expect(node).toBeInstanceOf(KnowledgeBaseNode);
});

test('a flow with a guardrail can\'t guard it, and says so', () => {
  const flow = testFlow(fixedStack(), { guardrail: FlowGuardrail.fromId('guardrail1', '1') });
  const node = new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: 'KB12345678', retrievalQuery: flow.input.stringAt('question') });
  expect(nodeOf(flow, 'Search').Configuration).toEqual({ KnowledgeBase: { KnowledgeBaseId: 'KB12345678' } });
  expect(warningsOf(node)).toEqual([
    '[S/F/Search] the flow\'s guardrail can\'t apply to a node that only retrieves (the service does not support '
      + 'this); set a guardrail on the prompt that reads the results, or use a KnowledgeBaseGenerateNode '
      + '[UnguardedRetrieve]',
  ]);
  expect(statementsOf(flow)).toEqual([{ Action: 'bedrock:Retrieve', Effect: 'Allow', Resource: KB_ARN }]);
});

test.each<[string, object, string]>([
  ['no knowledge base', {}, 'neither \'knowledgeBase\' nor \'knowledgeBaseId\' is given; give \'knowledgeBase\' or '
    + '\'knowledgeBaseId\''],
  ['two knowledge bases', { knowledgeBaseId: 'KB12345678', knowledgeBase: { knowledgeBaseRef: {} } },
    '\'knowledgeBase\' and \'knowledgeBaseId\' are both given; give only one of them'],
  ['a long id', { knowledgeBaseId: 'KB123456789' }, '\'knowledgeBaseId\' is 11 characters long, but the service '
    + 'allows 10; '
    + 'shorten it'],
  ['an illegal id', { knowledgeBaseId: 'KB-1' }, '\'knowledgeBaseId\' is \'KB-1\', but must be up to 10 letters or '
    + 'digits; correct it'],
  ['no results', { knowledgeBaseId: 'KB1', numberOfResults: 0 }, '\'numberOfResults\' is 0, but must be 1 to '
    + '100; choose a value in that range'],
  ['half a result', { knowledgeBaseId: 'KB1', numberOfResults: 1.5 }, '\'numberOfResults\' is 1.5, but must be a whole '
    + 'number; choose 1 or 2'],
])('refuses %s', (_, props, message) => {
  const flow = testFlow();
  expect(refusal(flow, () => new KnowledgeBaseRetrieveNode(flow, 'Search', {
    retrievalQuery: flow.input.stringAt('question'), ...props,
  })))
    .toBe(`[S/F/Search] ${message} [IllegalValue]`);
});
