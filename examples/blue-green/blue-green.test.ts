import { BlueGreenStack } from './stack';
import { expectDiagram, synthesized } from '../testing';

const { stack, template } = synthesized(BlueGreenStack);

test('the new version takes over in one step, when it has passed the tests', () => {
  template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup',
    { DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce' });
  const [alias] = Object.values(template.findResources('AWS::Lambda::Alias'));
  expect(alias.UpdatePolicy.CodeDeployLambdaAliasUpdate.BeforeAllowTrafficHook)
    .toEqual({ Ref: expect.stringMatching(/^ReleaseSmokeTestsFunction/) });
});

test('callers use the alias of the flow, which moves after that', () => {
  const [router] = Object.keys(template.findResources('AWS::Lambda::Alias'));
  const [promoted] = Object.values(template.findResources('AWS::Bedrock::FlowAlias', { Properties: { Name: 'live' } }));
  expect(promoted.DependsOn).toContain(router);
  template.resourceCountIs('AWS::Lambda::Url', 0);
});

test('the diagram in the README is that of the flow', () => expectDiagram(__dirname, stack));
