import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PublishedFlowStack } from './stack';
import { bedrockArn, expectDiagram, statementsOf, synthesized } from '../testing';

const { stack, template } = synthesized(PublishedFlowStack);

const routeOf = (of: Template, name: string) => {
  const [alias] = Object.values(of.findResources('AWS::Bedrock::FlowAlias', { Properties: { Name: name } }));
  return alias.Properties.RoutingConfiguration;
};

test('one version, and both aliases lead to it', () => {
  const [version] = Object.keys(template.findResources('AWS::Bedrock::FlowVersion'));
  for (const name of ['latest', 'stable']) {
    expect(routeOf(template, name)).toEqual([{ FlowVersion: { 'Fn::GetAtt': [version, 'Version'] } }]);
  }
});

test('the stable alias goes back to a version by its number; the other one moves on', () => {
  const back = Template.fromStack(new PublishedFlowStack(new App(), 'Example', { stableVersion: '3' }));
  expect(routeOf(back, 'stable')).toEqual([{ FlowVersion: '3' }]);
  expect(routeOf(back, 'latest')).toEqual(routeOf(template, 'latest'));
});

test('five versions are kept', () => {
  template.hasResourceProperties('Custom::BedrockFlowRevisionPruning', { Keep: 5 });
});

test('each version keeps what it may do', () => {
  expect(statementsOf(template)).toEqual([
    { Effect: 'Allow', Action: 'bedrock:InvokeModel', Resource: bedrockArn('foundation-model/amazon.nova-lite-v1:0') },
  ]);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
