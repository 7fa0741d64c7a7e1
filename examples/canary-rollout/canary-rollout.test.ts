import { CanaryRolloutStack } from './stack';
import { expectDiagram, synthesized } from '../testing';

const { stack, template } = synthesized(CanaryRolloutStack);

test('ten of a hundred calls for ten minutes, and three alarms', () => {
  template.hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
    TrafficRoutingConfig: { TimeBasedCanary: { CanaryInterval: 10, CanaryPercentage: 10 } },
  });
  const [group] = Object.values(template.findResources('AWS::CodeDeploy::DeploymentGroup'));
  expect(group.Properties.AlarmConfiguration.Alarms).toHaveLength(3);
  expect(group.Properties.AutoRollbackConfiguration.Events)
    .toEqual(['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_REQUEST', 'DEPLOYMENT_STOP_ON_ALARM']);
});

test('every URL asks for a signature', () => {
  for (const { Properties } of Object.values(template.findResources('AWS::Lambda::Url'))) {
    expect(Properties.AuthType).toBe('AWS_IAM');
  }
});

test('one version for all three aliases', () => {
  template.resourceCountIs('AWS::Bedrock::FlowVersion', 1);
  template.resourceCountIs('AWS::Bedrock::FlowAlias', 3);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
