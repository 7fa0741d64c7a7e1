/**
 * Every field of every type of node and of a flow, in one app: two flows, because one with a definition takes its input
 * type from there.
 */
import {
  aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, aws_bedrock as bedrock, type Stack,
} from 'aws-cdk-lib';
import {
  AgentNode, ChatMessage, CollectorNode, ConditionNode, Flow, FlowCode, FlowDataType, FlowDefinition, FlowGuardrail,
  FlowModel, FlowPrompt,
  FlowReranking, InlineCodeNode, IteratorNode, KnowledgeBaseGenerateNode, KnowledgeBaseRetrieveNode, LambdaNode,
  LexNode, LoopNode, OutputNode,
  PerformanceLatency, PromptNode, PromptToolChoice, RawNode, RerankingMetadata, S3RetrievalNode, S3StorageNode,
} from '../../src';
import { ACCOUNT, fixedStack, MODEL, REGION } from '../support';

const BEDROCK = `arn:aws:bedrock:${REGION}:${ACCOUNT}:`;
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/11111111-2222-3333-4444-555555555555`;
const INFERENCE = { temperature: 0.5, topP: 0.9, maxTokens: 1000, stopSequences: ['END'] };
const RERANKER = FlowModel.fromModelId('amazon.rerank-v1:0');
const FIELDS = { top_k: 50, nested_Key: { someKey: [1, 2] } };

export function everyFieldApp(stack: Stack = fixedStack()): { stack: Stack; flow: Flow; imported: Flow } {
  const encryptionKey = kms.Key.fromKeyArn(stack, 'Key', KEY);
  const guardrail = new bedrock.CfnGuardrail(stack, 'Guardrail', {
    name: 'guard',
    blockedInputMessaging: 'no',
    blockedOutputsMessaging: 'no',
    wordPolicyConfig: { wordsConfig: [{ text: 'bad' }] },
    contentPolicyConfig: {
      filtersConfig: [{ type: 'HATE', inputStrength: 'HIGH', outputStrength: 'HIGH' }],
      contentFiltersTierConfig: { tierName: 'STANDARD' },
    },
    crossRegionConfig: { guardrailProfileArn: `${BEDROCK}guardrail-profile/us.guardrail.v1:0` },
    kmsKeyArn: KEY,
  });
  const given = {
    description: 'Every field',
    encryptionKey,
    tags: { team: 'blue' },
    testAliasTags: { stage: 'test' },
    guardrail:
      FlowGuardrail.fromPublished(guardrail),
  };
  const flow = new Flow(stack, 'F', { ...given, flowName: 'every-field', inputType: FlowDataType.OBJECT });
  const role = iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/flows`);
  const definition = FlowDefinition.fromJson({
    nodes: [{ name: 'FlowInputNode', type: 'Input', outputs: [{ name: 'document', type: 'String' }] }],
  });
  const imported = new Flow(stack, 'G', { ...given, role, definition });
  new OutputNode(imported, 'Out', { document: imported.input });
  addModels(flow);
  addServices(flow, encryptionKey);
  addLogic(flow);
  return { stack, flow, imported };
}

function addModels(flow: Flow) {
  const topic = flow.input.stringAt('topic');
  const own = FlowGuardrail.fromId('guardrail1', '3',
    { encryptionKey: kms.Key.fromKeyArn(flow, 'GuardKey', KEY), guardrailProfile: 'us.guardrail.v1:0' });
  const inline = new PromptNode(flow, 'Inline', {
    model: MODEL,
    prompt: FlowPrompt.inline('Tell me about {{topic}}', { inference: INFERENCE }),
    inputs:
      { topic },
    guardrail: own,
    nodeName: 'InlinePrompt',
  });
  const chat = new PromptNode(flow, 'Chat', {
    model: FlowModel.fromModelId('us.amazon.nova-pro-v1:0'),
    prompt: FlowPrompt.chat({
      system: 'Be kind to {{topic}}',
      cacheSystem: true,
      messages:
        [ChatMessage.user('Hi', { cachePoint: true }), ChatMessage.assistant('Yes?'), ChatMessage.user('{{text}}')],
      tools: [{ name: 'look_up', description: 'Looks up', inputSchema: { type: 'object' }, cachePoint: true }],
      toolChoice: PromptToolChoice.tool('look_up'),
      inference: { ...INFERENCE, maxTokens: 8192 },
      additionalModelRequestFields: FIELDS,
      encryptionKey: kms.Key.fromKeyArn(flow, 'PromptKey', KEY),
    }),
    inputs: { topic, text: inline.modelCompletion },
  });
  const cached = new PromptNode(flow, 'Cached', {
    model: MODEL, prompt: FlowPrompt.inline('{{text}}', { cachePoint: true }), inputs: { text: chat.modelCompletion },
  });
  const [
    anyTool, autoTool,
  ] = [PromptToolChoice.any(), PromptToolChoice.auto()].map((toolChoice, at) => new PromptNode(flow, `Tools${at}`, {
    model: MODEL,
    prompt: FlowPrompt.chat({
      messages: [ChatMessage.user('{{text}}')], tools: [{ name: 'look', inputSchema: {} }], toolChoice,
    }),
    inputs: { text: cached.modelCompletion },
  }));
  const resource = new PromptNode(flow, 'Managed', {
    prompt: FlowPrompt.fromPromptArn(`${BEDROCK}prompt/PROMPT1234:3`, { models: [MODEL], variables: ['text'] }),
    inputs: { text: anyTool.modelCompletion },
  });
  const base = { knowledgeBaseId: 'KB12345678', retrievalQuery: topic, numberOfResults: 50 };
  const generated = new KnowledgeBaseGenerateNode(flow, 'Answer', {
    ...base,
    model: MODEL,
    promptTemplate: 'Use $search_results$',
    inference: INFERENCE,
    reranking: FlowReranking.bedrock(RERANKER,
      { numberOfRerankedResults: 5, metadata: RerankingMetadata.only('title'), additionalModelRequestFields: FIELDS }),
    orchestration: {
      promptTemplate: 'Split $query$',
      inference: INFERENCE,
      additionalModelRequestFields: FIELDS,
      latency: PerformanceLatency.OPTIMIZED,
    },
    guardrail: own,
  });
  const knowledgeBase = new bedrock.CfnKnowledgeBase(flow, 'Kb', {
    name: 'docs',
    roleArn: `arn:aws:iam::${ACCOUNT}:role/kb`,
    knowledgeBaseConfiguration: {
      type: 'VECTOR',
      vectorKnowledgeBaseConfiguration: {
        embeddingModelArn: `arn:aws:bedrock:${REGION}::foundation-model/amazon.titan-embed-text-v2:0`,
      },
    },
    storageConfiguration: {
      type: 'OPENSEARCH_SERVERLESS',
      opensearchServerlessConfiguration: {
        collectionArn: `arn:aws:aoss:${REGION}:${ACCOUNT}:collection/abcdefghij1234567890`,
        vectorIndexName: 'docs',
        fieldMapping: { vectorField: 'vector', textField: 'text', metadataField: 'metadata' },
      },
    },
  });
  const retrieved = [
    RerankingMetadata.allExcept('id'), RerankingMetadata.all(),
  ].map((metadata, at) => new KnowledgeBaseRetrieveNode(flow, `Search${at}`, {
    knowledgeBase, retrievalQuery: topic, reranking: FlowReranking.bedrock(RERANKER, { metadata }),
  }));
  const plain = new KnowledgeBaseGenerateNode(flow, 'Plain', {
    ...base,
    model: MODEL,
    orchestration: { latency: PerformanceLatency.STANDARD },
    guardrail:
      FlowGuardrail.none('internal'),
  });
  const texts = [autoTool.modelCompletion, resource.modelCompletion, generated.outputText, plain.outputText];
  [...texts, ...retrieved.map((one) => one.retrievalResults)].forEach((document, at) => new OutputNode(flow,
    `ModelOut${at}`, { document }));
}

function addServices(flow: Flow, encryptionKey: kms.IKey) {
  const text = flow.input.stringAt('topic');
  const attributes = flow.input.objectAt('attributes');
  const bucket = s3.Bucket.fromBucketAttributes(flow, 'Bucket', { bucketName: 'my-bucket', encryptionKey });
  const agent = new AgentNode(flow, 'Agent', {
    agentAliasArn: `${BEDROCK}agent-alias/AGENT12345/ALIAS12345`,
    agentInputText: text,
    promptAttributes:
      attributes,
    sessionAttributes: attributes,
    encryptionKey,
  });
  const lex = new LexNode(flow, 'Lex', {
    botAliasArn: `arn:aws:lex:${REGION}:${ACCOUNT}:bot-alias/BOT1234567/ALIAS12345`,
    localeId: 'en_US',
    inputText: agent.agentResponse,
    requestAttributes: attributes,
    sessionAttributes: attributes,
  });
  const call = new LambdaNode(flow, 'Call', {
    lambdaFunction: lambda.Function.fromFunctionArn(flow, 'Fn', `arn:aws:lambda:${REGION}:${ACCOUNT}:function:fn:live`),
    inputs: { intent: lex.predictedIntent, flag: flow.input.booleanAt('flag'), count: flow.input.numberAt('count') },
    responseType: FlowDataType.BOOLEAN,
  });
  const read = new S3RetrievalNode(flow, 'Read', { bucket, objectKey: text, contentType: FlowDataType.OBJECT });
  const write = new S3StorageNode(flow, 'Write', { bucket, content: read.s3Content, objectKey: text });
  const run = new InlineCodeNode(flow, 'Run', {
    code: FlowCode.inline('[flag, uri]'),
    inputs: { flag: call.functionResponse, uri: write.s3Uri },
    responseType: FlowDataType.ARRAY,
  });
  new OutputNode(flow, 'ServiceOut', { document: run.response });
}

function addLogic(flow: Flow) {
  const each = new IteratorNode(flow, 'Each', { array: flow.input.arrayAt('items'), itemType: FlowDataType.OBJECT });
  const all = new CollectorNode(flow, 'All',
    { arrayItem: each.arrayItem.stringAt('title'), arraySize: each.arraySize });
  const route = new ConditionNode(flow, 'Route', { inputs: { topic: flow.input.stringAt('topic') } });
  new OutputNode(flow, 'Collected', { document: all.collectedArray, runWhen: route.when('isList', 'topic == "list"') });
  new OutputNode(flow, 'Nothing', { document: flow.input, runWhen: route.otherwise() });

  const loop = new LoopNode(flow, 'Again',
    { inputs: { loopInput: flow.input.objectAt('attributes') }, maxIterations: 5 });
  const { response } = new InlineCodeNode(loop, 'Step', {
    code: FlowCode.inline('state'), inputs: { state: loop.value('loopInput') }, responseType: FlowDataType.OBJECT,
  });
  loop.continueWhile('isOpen', 'left > 0', {
    inputs: { left: response.numberAt('left') }, nextInputs: { loopInput: response }, outputs: { loopOutput: response },
  });
  new OutputNode(flow, 'Looped', { document: loop.output('loopOutput') });
  new OutputNode(flow, 'Rounds', { document: loop.iterationCount });

  const raw = new RawNode(flow, 'Raw', {
    nodeType: 'InlineCode',
    configuration: { inlineCode: { code: 'data', language: 'Python_3' } },
    inputs: { data: flow.input },
    outputs: { response: FlowDataType.STRING },
    policyStatements: [new iam.PolicyStatement({
      actions: ['bedrock:InvokeAgent'], resources: [`${BEDROCK}agent-alias/RAWAGENT12/ALIAS12345`],
    })],
  });
  new OutputNode(flow, 'RawOut', { document: raw.output('response') });
}
