/** Knowledge bases of the type MANAGED, which flows can't use. */
import { App, aws_bedrock as bedrock, CfnResource, Stack } from 'aws-cdk-lib';
import { Flow, KnowledgeBaseRetrieveNode, type KnowledgeBaseNodeProps, OutputNode } from '../../src';
import { newStack, synthErrors } from '../small-flows';

const MESSAGE = (path: string) => `[S/F/Search] the knowledge base '${path}' is of the type MANAGED, which flows `
  + 'can\'t use; '
  + 'use one of the type VECTOR, KENDRA or SQL, or call the managed one from a LambdaNode [UnsupportedKnowledgeBase]';

function makeKb(stack: Stack, type: string): bedrock.CfnKnowledgeBase {
  return new bedrock.CfnKnowledgeBase(stack, 'Kb',
    { name: 'docs', roleArn: 'arn:aws:iam::111122223333:role/kb', knowledgeBaseConfiguration: { type } });
}

function searchIn(stack: Stack, props: Pick<KnowledgeBaseNodeProps, 'knowledgeBase' | 'knowledgeBaseId'>): string[] {
  const flow = new Flow(stack, 'F');
  const search = new KnowledgeBaseRetrieveNode(flow, 'Search', { ...props, retrievalQuery: flow.input });
  new OutputNode(flow, 'Out', { document: search.retrievalResults });
  return synthErrors(stack);
}

test('by its construct, and by its id', () => {
  const stack = newStack();
  expect(searchIn(stack, { knowledgeBase: makeKb(stack, 'MANAGED') })).toEqual([MESSAGE('S/Kb')]);
  const other = newStack();
  expect(searchIn(other, { knowledgeBaseId: makeKb(other, 'MANAGED').attrKnowledgeBaseId })).toEqual([MESSAGE('S/Kb')]);
});

test('what an override makes of it, and a resource without a class of its own', () => {
  const stack = newStack();
  const kb = makeKb(stack, 'VECTOR');
  kb.addPropertyOverride('KnowledgeBaseConfiguration.Type', 'MANAGED');
  expect(searchIn(stack, { knowledgeBase: kb })).toEqual([MESSAGE('S/Kb')]);
  const other = newStack();
  const raw = new CfnResource(other, 'Raw',
    { type: 'AWS::Bedrock::KnowledgeBase', properties: { KnowledgeBaseConfiguration: { Type: 'MANAGED' } } });
  expect(searchIn(other, { knowledgeBaseId: raw.getAtt('KnowledgeBaseId').toString() })).toEqual([MESSAGE('S/Raw')]);
});

test('in another stack', () => {
  const app = new App();
  const there = new Stack(app, 'There');
  const kb = makeKb(there, 'MANAGED');
  expect(searchIn(new Stack(app, 'S'), { knowledgeBase: kb })).toEqual([MESSAGE('There/Kb')]);
});

test.each(['VECTOR', 'KENDRA', 'SQL'])('%s is fine', (type) => {
  const stack = newStack();
  expect(searchIn(stack, { knowledgeBase: makeKb(stack, type) })).toEqual([]);
});

test('one that is not in the app is not judged', () => {
  expect(searchIn(newStack(), { knowledgeBaseId: 'KBAAAAAAAA' })).toEqual([]);
});
