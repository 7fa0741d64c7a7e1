/** Versions and aliases that are made before anything says that versions are kept. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Flow, FlowVersion, OutputNode } from '../../src';

type Json = Record<string, any>;

test('a pinned alias that was made first is kept with its version, and goes before what tears down', () => {
  const stack = new Stack(new App(), 'Shop');
  const flow = new Flow(stack, 'Reply');
  new OutputNode(flow, 'Answer', { document: flow.input });
  void new FlowVersion(stack, 'First', { flow }).pinnedAlias;
  new FlowVersion(stack, 'Second', { flow, description: 'kept', retainedVersions: 3 });
  const resources = Template.fromStack(stack).toJSON().Resources as Json;
  const [teardown] = Object.keys(resources).filter((id) => id.startsWith('ReplyRevisionTeardown'));
  const aliases = Object.values(resources).filter(({ Type }) => Type === 'AWS::Bedrock::FlowAlias');
  expect(aliases).toHaveLength(1);
  expect(aliases[0]).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  expect(aliases[0].DependsOn).toContain(teardown);
});
