/** A new version exactly when something changes that a version freezes. */
import { aws_bedrock as bedrock, App, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DIFFERENT, idOf, program, SAME, versionOf } from './program';
import { Flow, FlowAlias, OutputNode } from '../../src';
import { FROZEN } from '../../src/versions/flow-hash';

const first = versionOf();
const different = Object.entries(DIFFERENT).map(([what, change]) => [what, versionOf(change)] as const);

test('the logical id is the same on every machine', () => {
  expect(first).toBe('ReplyCurrentVersion2164AF10b381036109a22d09');
});

test('many synths give one logical id', () => {
  expect(new Set(Array.from({ length: 5 }, () => versionOf()))).toEqual(new Set([first]));
});

test.each(Object.keys(SAME))('the same version: %s', (what) => {
  expect(versionOf(SAME[what])).toBe(first);
});

test.each(different)('another version: %s', (_, id) => {
  expect(id).not.toBe(first);
});

test('each change gives a version of its own, and taking it back the first one', () => {
  expect(new Set([first, ...different.map(([, id]) => id)]).size).toBe(different.length + 1);
  expect(versionOf({})).toBe(first);
});

test('every property of CfnFlow is classified', () => {
  const stack = new Stack(new App(), 'S');
  const flow = new bedrock.CfnFlow(stack, 'Flow', { name: 'f', executionRoleArn: 'r' });
  const known = Object.keys((flow as unknown as { cfnProperties: object }).cfnProperties)
    .map((key) => key[0].toUpperCase() + key.slice(1));
  expect(known.filter((property) => !(property in FROZEN))).toEqual([]);
  expect(known.length).toBeGreaterThan(8);
});

test('a property that is not classified makes a new version, and a warning', () => {
  const change =
    { after: (flow: Flow) => (flow.node.defaultChild as bedrock.CfnFlow).addPropertyOverride('Novelty', 'x') };
  expect(versionOf(change)).not.toBe(first);
  Annotations.fromStack(program(change)).hasWarning('/Shop/Reply', Match.stringLikeRegexp('whether a version freezes '
    + '\'Novelty\'.*\\[UnclassifiedProperty\\]'));
});

test('deployment of a change: what is new has a new id, the rest keeps its own', () => {
  const [before, after] =
    [program(), program({ text: 'Reply to {{message}}' })].map((stack) => Template.fromStack(stack).toJSON().Resources);
  const created = Object.keys(after).filter((id) => !(id in before));
  const gone = Object.keys(before).filter((id) => !(id in after));
  expect(created.map((id) => after[id].Type).sort()).toEqual(['AWS::Bedrock::FlowVersion']);
  expect(gone.map((id) => before[id].Type)).toEqual(['AWS::Bedrock::FlowVersion']);
  for (const id of gone) { expect(before[id]).not.toHaveProperty('DeletionPolicy'); }
});

test('a flow without version or alias has none of that', () => {
  const stack = new Stack(new App(), 'S');
  const flow = new Flow(stack, 'Flow');
  new OutputNode(flow, 'Out', { document: flow.input });
  const types = Object.values(Template.fromStack(stack).toJSON().Resources).map(({ Type }: any) => Type);
  expect(types.sort()).toEqual(['AWS::Bedrock::Flow', 'AWS::IAM::Role']);
});

test('the alias keeps its id, and leads to the version', () => {
  const [one, other] = [program(), program({ text: 'Reply to {{message}}' })];
  expect(idOf(one, 'AWS::Bedrock::FlowAlias')).toBe(idOf(other, 'AWS::Bedrock::FlowAlias'));
  Template.fromStack(other).hasResourceProperties('AWS::Bedrock::FlowAlias', {
    Name: 'live',
    RoutingConfiguration: [{ FlowVersion: { 'Fn::GetAtt': [idOf(other, 'AWS::Bedrock::FlowVersion'), 'Version'] } }],
  });
});

test('two aliases follow one version', () => {
  const stack = program({ after: (flow, scope) => { new FlowAlias(scope, 'Beta', { flow, aliasName: 'beta' }); } });
  Template.fromStack(stack).resourceCountIs('AWS::Bedrock::FlowVersion', 1);
});
