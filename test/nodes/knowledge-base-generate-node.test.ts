import { aws_bedrock as bedrock } from 'aws-cdk-lib';
import {
  FlowGuardrail, FlowModel, FlowReranking, KnowledgeBaseGenerateNode, type KnowledgeBaseGenerateNodeProps,
  PerformanceLatency,
} from '../../src';
import { fixedStack, MODEL, MODEL_ARN, MODEL_ID, nodeOf, refusal, statementsOf, testFlow } from '../support';

const KB_ARN = 'arn:aws:bedrock:us-east-1:111122223333:knowledge-base/KB12345678';
const INPUTS = [{ Name: 'retrievalQuery', Type: 'String', Expression: '$.data.question' }];
const OUTPUTS = [{ Name: 'outputText', Type: 'String' }];
const GENERATE = {
  Action: 'bedrock:RetrieveAndGenerate', Effect: 'Allow', Resource: '*', Sid: 'RetrieveAndGenerateHasNoResourceType',
};

function answer(flow = testFlow(), props: Partial<KnowledgeBaseGenerateNodeProps> = {}) {
  const retrievalQuery = flow.input.stringAt('question');
  return new KnowledgeBaseGenerateNode(flow, 'Answer',
    { knowledgeBaseId: 'KB12345678', model: MODEL, retrievalQuery, ...props });
}

test('what must be given', () => {
  const flow = testFlow();
  answer(flow);
  expect(nodeOf(flow, 'Answer')).toEqual({
    Name: 'Answer',
    Type: 'KnowledgeBase',
    Configuration: { KnowledgeBase: { KnowledgeBaseId: 'KB12345678', ModelId: MODEL_ID } },
    Inputs: INPUTS,
    Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([
    { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN },
    { Action: 'bedrock:Retrieve', Effect: 'Allow', Resource: KB_ARN },
    GENERATE,
  ]);
});

test('everything that can be given', () => {
  const flow = testFlow();
  answer(flow, {
    nodeName: 'AnswerIt',
    numberOfResults: 20,
    promptTemplate: 'Use $search_results$',
    inference: { temperature: 0.5, topP: 0.25, maxTokens: 4096, stopSequences: ['END'] },
    reranking: FlowReranking.bedrock(FlowModel.fromModelId('amazon.rerank-v1:0')),
    orchestration: {
      promptTemplate: 'Split $query$',
      inference: { temperature: 0, topP: 1, maxTokens: 0, stopSequences: ['STOP'] },
      additionalModelRequestFields: { top_k: 5 },
      latency: PerformanceLatency.OPTIMIZED,
    },
    guardrail: FlowGuardrail.fromId('guardrail1', '2'),
  });
  expect(nodeOf(flow, 'AnswerIt')).toEqual({
    Name: 'AnswerIt',
    Type: 'KnowledgeBase',
    Configuration: {
      KnowledgeBase: {
        KnowledgeBaseId: 'KB12345678',
        ModelId: MODEL_ID,
        NumberOfResults: 20,
        PromptTemplate: { TextPromptTemplate: 'Use $search_results$' },
        InferenceConfiguration: { Text: { Temperature: 0.5, TopP: 0.25, MaxTokens: 4096, StopSequences: ['END'] } },
        RerankingConfiguration: {
          Type: 'BEDROCK_RERANKING_MODEL',
          BedrockRerankingConfiguration: {
            ModelConfiguration: { ModelArn: 'arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0' },
          },
        },
        OrchestrationConfiguration: {
          PromptTemplate: { TextPromptTemplate: 'Split $query$' },
          InferenceConfig: { Text: { Temperature: 0, TopP: 1, MaxTokens: 0, StopSequences: ['STOP'] } },
          AdditionalModelRequestFields: { top_k: 5 },
          PerformanceConfig: { Latency: 'optimized' },
        },
        GuardrailConfiguration: { GuardrailIdentifier: 'guardrail1', GuardrailVersion: '2' },
      },
    },
    Inputs: INPUTS,
    Outputs: OUTPUTS,
  });
  expect(statementsOf(flow)).toEqual([
    {
      Action: 'bedrock:ApplyGuardrail',
      Effect: 'Allow',
      Resource: 'arn:aws:bedrock:us-east-1:111122223333:guardrail/guardrail1',
    },
    {
      Action: 'bedrock:InvokeModel',
      Effect: 'Allow',
      Resource: [MODEL_ARN, 'arn:aws:bedrock:us-east-1::foundation-model/amazon.rerank-v1:0'],
    },
    { Action: 'bedrock:Rerank', Effect: 'Allow', Resource: '*', Sid: 'RerankHasNoResourceType' },
    { Action: 'bedrock:Retrieve', Effect: 'Allow', Resource: KB_ARN },
    GENERATE,
  ]);
});

test('a knowledge base of the app', () => {
  const stack = fixedStack();
  const flow = testFlow(stack);
  const knowledgeBase = new bedrock.CfnKnowledgeBase(stack, 'Kb', {
    name: 'docs', roleArn: 'arn:aws:iam::111122223333:role/kb', knowledgeBaseConfiguration: { type: 'VECTOR' },
  });
  answer(flow, { knowledgeBase, knowledgeBaseId: undefined });
  expect(nodeOf(flow, 'Answer').Configuration.KnowledgeBase.KnowledgeBaseId).toBe('${Kb}');
  expect(statementsOf(flow)[1])
    .toEqual({ Action: 'bedrock:Retrieve', Effect: 'Allow', Resource: '${Kb.KnowledgeBaseArn}' });
});

test('the guardrail of the flow', () => {
  const flow = testFlow(fixedStack(), { guardrail: FlowGuardrail.fromId('guardrail1', '2') });
  answer(flow);
  expect(nodeOf(flow, 'Answer').Configuration.KnowledgeBase.GuardrailConfiguration)
    .toEqual({ GuardrailIdentifier: 'guardrail1', GuardrailVersion: '2' });
});

test('its output', () => {
  const { outputText } = answer();
  expect([`${outputText}`, outputText.dataType]).toEqual(['Answer.outputText', 'String']);
});

test.each<[string, Partial<KnowledgeBaseGenerateNodeProps>, string]>([
  ['many tokens', { inference: { maxTokens: 4097 } }, '\'maxTokens\' is 4097, but must be 0 to 4096; choose a '
    + 'value in that range'],
  ['many tokens of orchestration', { orchestration: { inference: { maxTokens: 4097 } } }, '\'maxTokens\' is 4097, but '
    + 'must be 0 to 4096; choose a value in that range'],
  ['a hot model', { inference: { temperature: 1.1 } }, '\'temperature\' is 1.1, but must be 0 to 1; choose a '
    + 'value in that range'],
  ['a negative share', { inference: { topP: -0.1 } }, '\'topP\' is -0.1, but must be 0 to 1; choose a '
    + 'value in that range'],
  ['many ends', { inference: { stopSequences: ['aa', 'bb', 'cc', 'dd', 'ee'] } }, '\'stopSequences\' has 5 '
    + 'entries, but the service allows at most 4; remove some'],
  ['an empty template', { promptTemplate: '' }, '\'promptTemplate\' is empty; write something, or leave it out'],
  ['a long template', { orchestration: { promptTemplate: 'x'.repeat(100_001) } },
    '\'orchestration.promptTemplate\' is 100001 characters long, but the service allows 100000; shorten it'],
  ['a long key', { orchestration: { additionalModelRequestFields: { ['k'.repeat(101)]: 1 } } },
    'a key of \'additionalModelRequestFields\' is 101 characters long, but the service allows 100; shorten it'],
  ['no knowledge base', { knowledgeBaseId: undefined }, 'neither \'knowledgeBase\' nor \'knowledgeBaseId\' is given; '
    + 'give \'knowledgeBase\' or \'knowledgeBaseId\''],
])('refuses %s', (_, props, message) => {
  const flow = testFlow();
  expect(refusal(flow, () => answer(flow, props))).toBe(`[S/F/Answer] ${message} [IllegalValue]`);
});
