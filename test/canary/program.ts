/** A small program with a canary alias. */
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { plain } from '../../examples/testing';
import {
  CanaryFlowAlias, type CanaryFlowAliasProps, Flow, FlowModel, FlowPrompt, type FlowProps, FlowSmokeTest, OutputNode,
  PromptNode,
} from '../../src';

export type Json = Record<string, any>;

export interface Options {
  readonly text?: string;
  readonly stack?: StackProps;
  readonly flow?: (stack: Stack) => Partial<FlowProps>;
  readonly canary?: (stack: Stack) => Partial<CanaryFlowAliasProps>;
}

export function program({ text = 'Answer {{message}}', stack: stackProps, flow: flowProps, canary }: Options = {}) {
  const app = new App({ context: { 'aws:cdk:disable-asset-staging': true } });
  const stack = new Stack(app, 'Shop', stackProps);
  const flow = new Flow(stack, 'Reply', flowProps?.(stack));
  const answer = new PromptNode(flow, 'Answer', {
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    prompt: FlowPrompt.inline(text),
    inputs: { message: flow.input },
  });
  new OutputNode(flow, 'Output', { document: answer.modelCompletion });
  const alias = new CanaryFlowAlias(stack, 'Canary',
    { flow, smokeTests: [FlowSmokeTest.of('hello')], ...canary?.(stack) });
  return { app, stack, flow, alias };
}

export function resourcesOf(options: Options = {}): Json {
  return Template.fromStack(program(options).stack).toJSON().Resources;
}

/** The only one of a type whose logical id begins so. */
export function idOf(resources: Json, type: string, start = ''): string {
  const ids = Object.keys(resources).filter((id) => resources[id].Type === type && id.startsWith(start));
  if (ids.length !== 1) { throw new Error(`there are ${ids.length} of ${type} ${start}: ${ids.join(', ')}`); }
  return ids[0];
}

/** What must be there before a resource is made: what it names, and what it says it depends on. */
export function needsOf(resources: Json, id: string): ReadonlySet<string> {
  const { DependsOn, Properties } = resources[id];
  const found = new Set<string>([DependsOn ?? []].flat());
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) { return; }
    const { Ref, 'Fn::GetAtt': attribute } = value as Json;
    for (const name of [Ref, Array.isArray(attribute) ? attribute[0] : undefined]) {
      if (typeof name === 'string' && name in resources) { found.add(name); }
    }
    Object.values(value).forEach(visit);
  };
  visit(Properties);
  return found;
}

/** Whether one is made before the other. */
export function isBefore(resources: Json, first: string, second: string): boolean {
  const seen = new Set<string>();
  const open = [second];
  while (open.length > 0) {
    const id = open.pop()!;
    for (const need of needsOf(resources, id)) {
      if (need === first) { return true; }
      if (!seen.has(need)) { seen.add(need); open.push(need); }
    }
  }
  return false;
}

/** The statements of the role of a function, with references as text. */
export function statementsOf(resources: Json, roleStart: string): Json[] {
  const [policy] = Object.keys(resources).filter((id) => resources[id].Type === 'AWS::IAM::Policy'
    && id.startsWith(roleStart));
  return plain(resources[policy].Properties.PolicyDocument.Statement);
}
