import { App, aws_lambda as lambda, aws_s3 as s3, Fn, Stack } from 'aws-cdk-lib';
import {
  ConditionNode, Flow, FlowDataType, FlowModel, FlowPrompt, KnowledgeBaseRetrieveNode, LambdaNode, OutputNode,
  PromptNode, S3StorageNode,
} from '../../../src';

/** A flow whose every resource is known at deployment only, in an app where so many tokens were made before. */
function diagram(tokensBefore: number): string {
  const stack = new Stack(new App(), 'S');
  for (let at = 0; at < tokensBefore; at++) { Fn.importValue(`other-${at}`); }
  const flow = new Flow(stack, 'F', { inputType: FlowDataType.OBJECT });
  const search = new KnowledgeBaseRetrieveNode(flow, 'Search',
    { knowledgeBaseId: Fn.importValue('kb'), retrievalQuery: flow.input.stringAt('topic') });
  const call = new LambdaNode(flow, 'Call', {
    lambdaFunction: new lambda.Function(stack, 'Fn',
      { runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x') }),
    inputs: { results: search.retrievalResults },
  });
  const ask = new PromptNode(flow, 'Ask', {
    model: FlowModel.applicationInferenceProfile(Fn.importValue('profile')),
    prompt: FlowPrompt.inline('{{text}}'),
    inputs: { text: call.functionResponse },
  });
  const gate = new ConditionNode(flow, 'Gate', { inputs: { answer: ask.modelCompletion } });
  const store = new S3StorageNode(flow, 'Store', {
    runWhen: gate.when('isGood', `answer == "${Fn.importValue('word')}"`),
    bucket: new s3.Bucket(stack, 'Bucket'),
    content: ask.modelCompletion,
    objectKey: flow.input.stringAt('objectKey'),
  });
  new OutputNode(flow, 'Stored', { document: store.s3Uri });
  new OutputNode(flow, 'Bad', { document: ask.modelCompletion, runWhen: gate.otherwise() });
  return flow.toMermaid();
}

test('what only a deployment knows is left out or said so, and the text is the same in every app', () => {
  const text = diagram(0);
  expect(text).not.toContain('Token');
  expect(text.split('\n').map((line) => line.trim())).toEqual(expect.arrayContaining([
    'n_Search[("Search<br/>KnowledgeBase")]',
    'n_Call[["Call<br/>LambdaFunction"]]',
    'n_Ask["Ask<br/>Prompt"]',
    'n_Store[\\"Store<br/>Storage"\\]',
    'n_Gate -.->|"isGood: (known at deployment)"| n_Store',
    'n_Gate -.->|"default"| n_Bad',
  ]));
  expect(diagram(100)).toBe(text);
});

test('a flow can be drawn while it is being made', () => {
  const flow = new Flow(new Stack(new App(), 'S'), 'F');
  expect(flow.toMermaid()).toBe('flowchart TD\n  n_FlowInputNode(["FlowInputNode<br/>Input: String"])\n');
  new OutputNode(flow, 'Echo', { document: flow.input });
  expect(flow.toMermaid()).toContain('n_FlowInputNode -->|"document"| n_Echo');
});
