/**
 * What the tests of constructs share: small stacks, and the parts of a template as plain JSON with readable references.
 */
import { App, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Flow, FlowDataType, FlowModel, type FlowProps, OutputNode } from '../src';

export const ACCOUNT = '111122223333';
export const REGION = 'us-east-1';
export const MODEL_ID = 'amazon.nova-lite-v1:0';
export const MODEL = FlowModel.fromModelId(MODEL_ID);
export const MODEL_ARN = `arn:aws:bedrock:${REGION}::foundation-model/${MODEL_ID}`;

/** An app as `cdk init` makes it today: partitions are literal where the Region is known. */
export function testApp(context: { [key: string]: unknown } = {}): App {
  return new App({ context: { '@aws-cdk/core:enablePartitionLiterals': true, ...context } });
}

export function fixedStack(id = 'S', app = testApp()): Stack {
  return new Stack(app, id, { env: { account: ACCOUNT, region: REGION } });
}

export function agnosticStack(id = 'S', app = testApp()): Stack {
  return new Stack(app, id);
}

/** A flow that is complete already: an Object comes in, and goes out again. */
export function testFlow(scope: Construct = fixedStack(), props: FlowProps = {}, id = 'F'): Flow {
  const flow = new Flow(scope, id, { ...!props.definition && { inputType: FlowDataType.OBJECT }, ...props });
  new OutputNode(flow, 'Out', { document: flow.input });
  return flow;
}

/** The template of the stack that a construct is in, whether its flows are whole or not. */
export function templateOf(construct: Construct): any {
  const stack = Stack.of(construct);
  return (stack.node.root as App).synth({ skipValidation: true, force: true })
    .getStackArtifact(stack.artifactId).template;
}

/** The resources of one type, by readable logical id. */
export function resourcesOf(construct: Construct, type: string): { [id: string]: any } {
  const found = Object.entries<any>(templateOf(construct).Resources).filter(([, resource]) => resource.Type === type);
  return Object.fromEntries(found.map(([id, resource]) => [shortId(id), readable(resource)]));
}

/** The rendered flow. */
export function flowResource(flow: Flow): any {
  const stack = Stack.of(flow);
  return readable(templateOf(flow).Resources[stack.resolve((flow.node.defaultChild as any).logicalId)]);
}

export function definitionOf(flow: Flow): any {
  return flowResource(flow).Properties.Definition;
}

export function nodeOf(flow: Flow, name: string): any {
  return definitionOf(flow).Nodes.find((node: any) => node.Name === name);
}

/** Every statement of the policy that the flow gave its role. */
export function statementsOf(flow: Flow): any[] {
  return readable(rawStatementsOf(flow));
}

/** The same, as it stands in the template. */
export function rawStatementsOf(flow: Flow): any[] {
  const policy = Object.entries<any>(templateOf(flow).Resources).find(([id, { Type }]) => Type === 'AWS::IAM::Policy'
    && shortId(id) === `${flow.node.id}ExecutionPolicy`);
  return policy ? policy[1].Properties.PolicyDocument.Statement : [];
}

/** The warnings that constructors gave at and below a construct; those of the whole flow come at synth only. */
export function warningsOf(construct: Construct): string[] {
  return construct.node.findAll().flatMap((one) => one.node.metadata)
    .filter(({ type }) => type === 'aws:cdk:warning')
    .map(({ data }) => String(data).replace(/ \[ack: .*\]$/, ''));
}

/** What a program is told that makes a mistake; the tree must be as it was. */
export function refusal(scope: Construct, mistake: () => unknown): string {
  const before = scope.node.findAll().length;
  const message = thrown(mistake);
  expect(scope.node.findAll()).toHaveLength(before);
  return message;
}

/** The message of the error that a program throws. */
export function thrown(mistake: () => unknown): string {
  try {
    mistake();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

/**
 * References as text: `${Bucket.Arn}`, `arn:${AWS::Partition}:…`, `${Version|1}` for the second part of a compound one.
 */
export function readable(value: any): any {
  if (Array.isArray(value)) { return value.map(readable); }
  if (typeof value !== 'object' || value === null) { return value; }
  const [key, ...others] = Object.keys(value);
  if (others.length === 0) {
    const inside = value[key];
    if (key === 'Ref') { return `\${${shortId(inside)}}`; }
    if (key === 'Fn::GetAtt') { return `\${${shortId(inside[0])}.${inside[1]}}`; }
    if (key === 'Fn::ImportValue') { return `\${import ${String(readable(inside)).replace(/[0-9A-F]{8}/g, '')}}`; }
    if (key === 'Fn::Select' && inside[1]['Fn::Split']) {
      return readable(inside[1]['Fn::Split'][1]).replace('}', `|${inside[0]}}`);
    }
    if (key === 'Fn::Join') { return inside[1].map(readable).join(inside[0]); }
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readable(member)]));
}

// the hash that CDK puts behind a path, and the one that stands for content
function shortId(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}([0-9a-f]{16})?$/, '');
}
