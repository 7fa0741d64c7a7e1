/**
 * An app with every kind of node, with what makes templates waver: tokens, managed prompts, long names, several
 * connections between two nodes.
 */
import {
  App, aws_bedrock as bedrock, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, CfnParameter, CfnResource, Lazy,
  Names, Stack, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  AgentNode, ChatMessage, CollectorNode, ConditionNode, Flow, FlowCode, FlowDataType, FlowDefinition, FlowGuardrail,
  FlowModel, FlowPrompt,
  FlowReranking, InlineCodeNode, IteratorNode, KnowledgeBaseGenerateNode, KnowledgeBaseRetrieveNode, LambdaNode,
  LexNode, LoopNode, OutputNode,
  PromptNode, PromptToolChoice, RawNode, RerankingMetadata, S3RetrievalNode, S3StorageNode,
} from '../src';
import { AGENT, BOT } from './small-flows';

export interface BigAppOptions {
  /** Puts constructs that have nothing to do with the flows before them. */
  readonly unrelated?: boolean;
  /** Gives each map its keys the other way round. */
  readonly reversed?: boolean;
  /** Text of the managed prompts. */
  readonly chatText?: string;
  /** Puts a node that nothing else knows of before all others. */
  readonly stranger?: boolean;
}

function bigApp(options: BigAppOptions = {}): App {
  const app = new App();
  if (options.unrelated) { addUnrelated(app); }
  const stack = new Stack(app, 'Big', { env: { account: '111122223333', region: 'eu-central-1' } });
  if (options.unrelated) { addUnrelated(stack); }
  addFlows(stack, options);
  return app;
}

export function bigTemplate(options: BigAppOptions = {}): string {
  return JSON.stringify(bigApp(options).synth().getStackByName('Big').template, undefined, 1);
}

function addUnrelated(scope: Construct): void {
  const stack = scope instanceof Stack ? undefined : new Stack(scope, 'Unrelated');
  const within = stack ?? new Construct(scope, 'Unrelated');
  const bucket = new s3.Bucket(within, 'Bucket');
  for (let at = 0; at < 25; at++) {
    new CfnResource(within, `Thing${at}`, {
      type: 'My::Own::Thing', properties: { Name: Lazy.string({ produce: () => `${at}` }), Bucket: bucket.bucketName },
    });
    Token.asString({ Ref: `Thing${at}` });
    Token.asNumber({ Ref: `Thing${at}` });
  }
  const flow = new Flow(within, 'Flow');
  new OutputNode(flow, 'Out', { document: flow.input });
}

function addFlows(stack: Stack, { reversed, stranger, chatText = 'Be short on {{topic}}' }: BigAppOptions): void {
  const map = <T>(all: { [key: string]: T }): { [key: string]: T } => reversed
    ? Object.fromEntries(Object.entries(all).reverse()) : all;
  const key = new kms.Key(stack, 'Key');
  const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: key });
  const handler = lambda.Function.fromFunctionArn(stack, 'Handler', Token.asString({ 'Fn::ImportValue': 'handler' }));
  const bucketName = new CfnParameter(stack, 'BucketName').valueAsString;
  const guardrail = new bedrock.CfnGuardrail(stack, 'Guardrail',
    { name: 'g', blockedInputMessaging: 'no', blockedOutputsMessaging: 'no' });
  const nova = FlowModel.fromModelId('eu.amazon.nova-lite-v1:0');
  const own = FlowModel.applicationInferenceProfile(Token.asString({ Ref: 'Profile' }),
    { modelIds: ['amazon.nova-lite-v1:0'] });

  const flow = new Flow(stack, 'Flow', {
    inputType: FlowDataType.OBJECT,
    encryptionKey: key,
    guardrail: FlowGuardrail.fromPublished(guardrail),
    tags: map({ team: 'a', cost: 'b' }),
    testAliasTags: { team: 'a', cost: 'b' },
  });
  const topic = flow.input.stringAt('topic');
  const order = flow.input.objectAt('order');
  if (stranger) { new LambdaNode(flow, 'Stranger', { lambdaArn: handler.functionArn, inputs: { topic } }); }

  const look = new LambdaNode(flow, 'Look', {
    lambdaFunction: handler,
    inputs: map({ topic, id: order.stringAt('id'), first: order.arrayAt('items[0:2]') }),
    responseType: FlowDataType.ARRAY,
  });
  const chat = new PromptNode(flow, 'Chat', {
    model: own,
    inputs: map({ topic, data: look.functionResponse }),
    prompt: FlowPrompt.chat({
      system: chatText,
      messages: [ChatMessage.user('{{data}}', { cachePoint: true })],
      tools: [{ name: 'weather', inputSchema: { type: 'object' } }],
      toolChoice: PromptToolChoice.auto(),
      additionalModelRequestFields: { top_k: 5 },
      encryptionKey: key,
    }),
  });
  const found = new KnowledgeBaseRetrieveNode(flow, 'Search', {
    knowledgeBaseId: 'KBAAAAAAAA',
    retrievalQuery: topic,
    reranking: FlowReranking.bedrock(FlowModel.fromModelId('amazon.rerank-v1:0'),
      { metadata: RerankingMetadata.only('title') }),
  });
  const answer = new KnowledgeBaseGenerateNode(flow, 'Answer', {
    knowledgeBaseId: 'KBAAAAAAAA', retrievalQuery: topic, model: nova, orchestration: { inference: { maxTokens: 10 } },
  });
  const help = new AgentNode(flow, 'Help', { agentAliasArn: AGENT, agentInputText: topic, promptAttributes: order });
  const intent = new LexNode(flow, 'Intent', { botAliasArn: BOT, localeId: 'en_US', inputText: topic });
  const read = new S3RetrievalNode(flow, 'Read', { bucket, objectKey: topic });
  const keep = new S3StorageNode(flow, 'Keep', { bucketName, objectKey: topic, content: found.retrievalResults });
  const code = new InlineCodeNode(flow, 'Code', {
    code: FlowCode.inline('left + right'),
    inputs: map({ left: read.s3Content, right: keep.s3Uri }),
    responseType: FlowDataType.STRING,
  });
  const raw = new RawNode(flow, 'Raw', {
    nodeType: 'LambdaFunction',
    configuration: { lambdaFunction: { lambdaArn: handler.functionArn } },
    inputs: map({ code: code.response, agent: help.agentResponse, intent: intent.predictedIntent }),
    outputs: { functionResponse: FlowDataType.OBJECT },
  });

  const each = new IteratorNode(flow, 'Each', { array: look.functionResponse });
  const aVeryLongId = new Construct(flow, 'AConstructOfWhichTheIdIsLongerThanTheNameOfANode');
  const item = new PromptNode(aVeryLongId, 'Item',
    { model: nova, prompt: FlowPrompt.inline('{{item}} {{order}}'), inputs: map({ item: each.arrayItem, order }) });
  const all = new CollectorNode(flow, 'All', { arrayItem: item.modelCompletion });

  const loop = new LoopNode(flow, 'Refine',
    { inputs: map({ draft: chat.modelCompletion, all: all.collectedArray }), maxIterations: 3 });
  const better = new PromptNode(loop, 'Better', {
    model: nova,
    prompt: FlowPrompt.inline('{{draft}} {{all}}', { additionalModelRequestFields: { top_k: 3 } }),
    inputs: map({ draft: loop.value('draft'), all: loop.value('all') }),
  });
  loop.continueWhile('again', 'verdict == "bad"', {
    inputs: map({ verdict: better.modelCompletion, other: loop.value('draft') }),
    nextInputs: { draft: better.modelCompletion },
    outputs: map({ result: better.modelCompletion, first: loop.value('draft') }),
  });

  const route = new ConditionNode(flow, 'Route',
    { inputs: map({ result: loop.output('result'), answer: answer.outputText }) });
  const same = route.when('isSame', 'result == answer');
  new OutputNode(flow, 'Same', { document: raw.output('functionResponse'), runWhen: same });
  new OutputNode(flow, 'Other', { document: loop.output('first'), runWhen: route.otherwise() });
  new OutputNode(flow, 'Rounds', { document: loop.iterationCount });

  const imported = new Flow(stack, 'Imported', {
    definition: FlowDefinition.fromJson({
      nodes: [
        { name: 'In', type: 'Input', outputs: [{ name: 'document', type: 'String' }] },
        {
          name: 'Look',
          type: 'LambdaFunction',
          configuration: { lambdaFunction: { lambdaArn: '${Look}' } },
          inputs: [{ name: 'text', type: 'String', expression: '$.data' }],
          outputs: [{ name: 'functionResponse', type: 'String' }],
        },
      ],
      connections: [{
        name: 'InToLook',
        type: 'Data',
        source: 'In',
        target: 'Look',
        configuration: { data: { sourceOutput: 'document', targetInput: 'text' } },
      }],
    }, { substitutions: map({ Look: handler.functionArn }) }),
  });
  new OutputNode(imported, 'Out', { document: imported.findNode('Look').output('functionResponse') });
  new CfnResource(stack, 'Name', { type: 'My::Own::Thing', properties: { Name: Names.uniqueId(imported) } });
}

// as a program of its own, in a process that has done nothing else
if (require.main === module) { process.stdout.write(bigTemplate({ unrelated: process.argv.includes('--unrelated') })); }
