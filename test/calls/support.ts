/** Aliases to call, and what the role of a function may do. */
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { plain } from '../../examples/testing';
import { Flow, FlowAlias, FlowDataType, type FlowProps, OutputNode } from '../../src';

export type Json = Record<string, any>;

export function callingStack(props: FlowProps = {}) {
  const app = new App({ context: { 'aws:cdk:disable-asset-staging': true } });
  const stack = new Stack(app, 'Shop');
  const flow = new Flow(stack, 'Reply', props);
  new OutputNode(flow, 'Answer', { document: flow.input });
  const alias = new FlowAlias(stack, 'Live', { flow, aliasName: 'live' });
  return { app, stack, flow, alias };
}

export const OBJECT = { inputType: FlowDataType.OBJECT };

export function resourcesOf(stack: Stack): Json {
  return Template.fromStack(stack).toJSON().Resources;
}

/** The statements of the policies of roles whose logical id begins so. */
export function statementsOf(stack: Stack, role: RegExp): Json[] {
  return Object.values(resourcesOf(stack))
    .filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' && role.test(Properties.Roles[0].Ref))
    .flatMap(({ Properties }) => plain(Properties.PolicyDocument.Statement) as Json[]);
}

/** The logical ids of a type. */
export function idsOf(stack: Stack, type: string, start = /^/): string[] {
  return Object.entries(resourcesOf(stack))
    .filter(([id, { Type }]) => Type === type && start.test(id)).map(([id]) => id);
}
