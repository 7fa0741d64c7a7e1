/** Injectors of an organisation know flows and aliases by names that may stand in their code as texts. */
import { App, type IPropertyInjector, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Flow, FlowAlias, OutputNode } from '../../src';

const injecting = (constructUniqueId: string): IPropertyInjector => ({
  constructUniqueId, inject: (props: object) => ({ ...props, description: `of ${constructUniqueId}` }) as any,
});

test('what is injected reaches the resources', () => {
  expect([Flow.PROPERTY_INJECTION_ID, FlowAlias.PROPERTY_INJECTION_ID])
    .toEqual(['cdk-bedrock-flows.Flow', 'cdk-bedrock-flows.FlowAlias']);
  const app = new App({
    propertyInjectors: [injecting('cdk-bedrock-flows.Flow'), injecting('cdk-bedrock-flows.FlowAlias')],
  });
  const stack = new Stack(app, 'Shop');
  const flow = new Flow(stack, 'Reply');
  new OutputNode(flow, 'Answer', { document: flow.input });
  new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::Bedrock::Flow', { Description: 'of cdk-bedrock-flows.Flow' });
  template.hasResourceProperties('AWS::Bedrock::FlowAlias', { Description: 'of cdk-bedrock-flows.FlowAlias' });
});
