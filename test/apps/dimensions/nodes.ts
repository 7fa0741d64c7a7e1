/** What a flow does, with every kind of reference that a node may have to something else. */
import { aws_bedrock as bedrock, aws_lambda as lambda, aws_s3 as s3 } from 'aws-cdk-lib';
import { type TextShape, textOf } from './texts';
import {
  ChatMessage, type Flow, FlowGuardrail, FlowModel, FlowPrompt, type FlowValue, KnowledgeBaseRetrieveNode, LambdaNode,
  PromptNode, S3StorageNode,
} from '../../../src';
import type { World } from '../world';

export const NODES = [
  'an inline prompt', 'a chat prompt', 'a published prompt', 'a prompt with a published guardrail',
  'a published prompt of another stack', 'a prompt with a published guardrail of another stack',
  'a prompt of an inference profile',
  'a prompt of a model that the deployment chooses', 'a function', 'a version of a function',
  'a function of another stack', 'a knowledge base', 'a bucket',
] as const;
export type NodeKind = typeof NODES[number];

const MODEL_ID = 'amazon.nova-lite-v1:0';

/** A node that takes the value, and what comes out of it. */
export function addNode(
  flow: Flow, id: string, kind: NodeKind, value: FlowValue, text: { shape: TextShape; words: string }, world: World,
): FlowValue {
  const model = FlowModel.fromModelId(MODEL_ID);
  const words = () => `${textOf(text.shape, text.words, world)} {{topic}}`;
  const ask = (prompt: FlowPrompt, by: FlowModel | undefined = model, guardrail?: FlowGuardrail) => (
    new PromptNode(flow, id,
      { prompt, inputs: { topic: value }, ...by && { model: by }, ...guardrail && { guardrail } }).modelCompletion);
  switch (kind) {
    case 'an inline prompt': return ask(FlowPrompt.inline(words()));
    case 'a chat prompt': return ask(FlowPrompt.chat({ messages: [ChatMessage.user(words())] }));
    case 'a published prompt': return ask(FlowPrompt.fromPublished(promptOf(world.room(world.home), text.words)));
    case 'a published prompt of another stack':
      return ask(FlowPrompt.fromPublished(promptOf(world.room(world.before), text.words)));
    case 'a prompt with a published guardrail': return ask(FlowPrompt.inline(words()), model,
      FlowGuardrail.fromPublished(guardrailOf(world.room(world.home), text.words)));
    case 'a prompt with a published guardrail of another stack':
      return ask(FlowPrompt.inline(words()), model,
        FlowGuardrail.fromPublished(guardrailOf(world.room(world.before), text.words)));
    case 'a prompt of an inference profile':
      return ask(FlowPrompt.inline(words()), FlowModel.inferenceProfile(`us.${MODEL_ID}`));
    case 'a prompt of a model that the deployment chooses':
      return ask(FlowPrompt.inline(words()),
        FlowModel.knownAtDeployment(textOf('parameter', MODEL_ID, world), [model]));
    case 'a function': return call(flow, id, functionIn(world, 'home', text.words), value);
    case 'a version of a function': return call(flow, id, functionIn(world, 'home', text.words).currentVersion, value);
    case 'a function of another stack': return call(flow, id, functionIn(world, 'before', text.words), value);
    case 'a knowledge base': return retrieve(flow, id, value);
    case 'a bucket': {
      const bucket = new s3.Bucket(world.room(world.home), 'Bucket');
      return new S3StorageNode(flow, id, { bucket, content: value, objectKey: value }).s3Uri;
    }
  }
}

function promptOf(scope: ReturnType<World['room']>, text: string): bedrock.CfnPrompt {
  return new bedrock.CfnPrompt(scope, 'Prompt', {
    name: `prompt-${scope.node.id}`,
    defaultVariant: 'v',
    variants: [{
      name: 'v',
      templateType: 'TEXT',
      modelId: MODEL_ID,
      templateConfiguration: { text: { text: `${text} {{topic}}`, inputVariables: [{ name: 'topic' }] } },
    }],
  });
}

function guardrailOf(scope: ReturnType<World['room']>, text: string): bedrock.CfnGuardrail {
  return new bedrock.CfnGuardrail(scope, 'Guardrail', {
    name: `guardrail-${scope.node.id}`,
    blockedInputMessaging: text,
    blockedOutputsMessaging: text,
    contentPolicyConfig: { filtersConfig: [{ type: 'HATE', inputStrength: 'HIGH', outputStrength: 'HIGH' }] },
  });
}

function functionIn(world: World, where: 'home' | 'before', description: string): lambda.Function {
  return new lambda.Function(world.room(world[where]), 'Function', {
    code: lambda.Code.fromInline('exports.handler = async () => 1'),
    handler: 'index.handler',
    runtime:
      lambda.Runtime.NODEJS_22_X,
    description,
  });
}

function call(flow: Flow, id: string, lambdaFunction: lambda.IFunction, value: FlowValue): FlowValue {
  return new LambdaNode(flow, id, { lambdaFunction, inputs: { topic: value } }).functionResponse;
}

function retrieve(flow: Flow, id: string, retrievalQuery: FlowValue): FlowValue {
  return new KnowledgeBaseRetrieveNode(flow, id, { knowledgeBaseId: 'KBAAAAAAAA', retrievalQuery }).retrievalResults;
}
