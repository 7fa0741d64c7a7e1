/** Members of nodes and functions that are of another kind, or null, as JavaScript lets pass: each is one line. */
import { aws_s3 as s3, Stack } from 'aws-cdk-lib';
import {
  AgentNode, AnswerFromKnowledge, CanaryFlowAlias, CollectorNode, ConditionNode, type Flow, FlowAlias, FlowInvoker,
  FlowModel, FlowPrompt, FlowReranking, InlineCodeNode, IteratorNode, KnowledgeBaseRetrieveNode, LambdaNode, LexNode,
  LoopNode, MapCollect, QualityGate, S3StorageNode,
} from '../../src';
import { fixedStack, MODEL, testFlow, thrown } from '../support';

type Wrong = (flow: Flow, value: any, stack: Stack) => unknown;

const RERANKING = FlowModel.fromModelId('amazon.rerank-v1:0');
const ALIAS = 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/AGENT12345/ALIAS12345';
const BOT = 'arn:aws:lex:us-east-1:111122223333:bot-alias/ABCDEFGHIJ/KLMNOPQRST';
const KB = { knowledgeBaseId: 'KB12345678' };

const MEMBERS: { readonly [member: string]: Wrong } = {
  agentInputText: (flow, value) => new AgentNode(flow, 'Node', { agentAliasArn: ALIAS, agentInputText: value }),
  array: (flow, value) => new IteratorNode(flow, 'Node', { array: value }),
  arrayItem: (flow, value) => new CollectorNode(flow, 'Node', { arrayItem: value, arraySize: flow.input }),
  inputText: (flow, value) => new LexNode(flow, 'Node', { botAliasArn: BOT, localeId: 'en_US', inputText: value }),
  code: (flow, value) => new InlineCodeNode(flow, 'Node', { code: value, inputs: { text: flow.input } }),
  collected: (flow, value) => new MapCollect(flow, 'Node', { array: flow.input }).collect(value),
  condition: (flow, value) => new ConditionNode(flow, 'Node', { inputs: { text: value } }),
  content: (flow, value, stack) => new S3StorageNode(flow, 'Node', {
    bucket: new s3.Bucket(stack, 'B'), objectKey: flow.input, content: value,
  }),
  knowledgeBase: (flow, value) => new KnowledgeBaseRetrieveNode(flow, 'Node', {
    knowledgeBase: value, retrievalQuery: flow.input,
  }),
  input: (flow, value) => new LoopNode(flow, 'Node', { inputs: { text: value } }),
  lambdaFunction: (flow, value) => new LambdaNode(flow, 'Node', { lambdaFunction: value }),
  retrievalQuery: (flow, value) => new KnowledgeBaseRetrieveNode(flow, 'Node', { ...KB, retrievalQuery: value }),
  question: (flow, value) => new AnswerFromKnowledge(flow, 'Node', { ...KB, question: value, model: MODEL }),
  text: (flow, value) => new QualityGate(flow, 'Node', { text: value, model: MODEL, criteria: 'It is short.' }),
  runtime: (flow, value, stack) => new FlowInvoker(stack, 'I', {
    alias: new FlowAlias(stack, 'L', { flow, aliasName: 'live' }), runtime: value,
  }),
};

const OPTIONAL: { readonly [member: string]: Wrong } = {
  metadata: (_, value) => FlowReranking.bedrock(RERANKING, { metadata: value }),
  toolChoice: (_, value) => FlowPrompt.inline('Hi', { toolChoice: value } as any),
  tracing: (flow, value, stack) => new CanaryFlowAlias(stack, 'L', { flow, router: { tracing: value } }),
};

const ONE_LINE = /^(\[[^\]\n]+\] )?[^\n]+; [^\n]+ \[[A-Z]\w+\]$/;
const values = [5, {}, [], 'text', null, () => 'text', new Stack(undefined, 'Other')];
const cases = Object.entries({ ...MEMBERS, ...OPTIONAL })
  .flatMap(([member, wrong]) => values.filter((value) => value !== null || member in MEMBERS)
    .filter((value) => member !== 'runtime' || value !== null)
    .map((value) => [member, value, wrong] as const));

test.each(cases)('%s: %p', (_, value, wrong) => {
  const stack = fixedStack();
  const flow = testFlow(stack);
  const message = thrown(() => wrong(flow, value, stack));
  expect(message).toMatch(ONE_LINE);
  expect(message).not.toMatch(/an undefined|=>|\[object/);
});
