/** What the tests of the examples ask of a template, as plain text. */
import { readFileSync } from 'fs';
import { basename, join } from 'path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PICTURE, pictureOf, withDiagram } from './diagram';
import { Example, ExampleStack } from './index';

type Json = Record<string, any>;

export function synthesized(ExampleClass: Example['stack']): {
  readonly stack: ExampleStack; readonly template: Template;
} {
  const stack = new ExampleClass(new App(), 'Example');
  return { stack, template: Template.fromStack(stack) };
}

/** The definition of the only flow, as it is in the template. */
export function definitionOf(template: Template): Json {
  const [flow] = Object.values(template.findResources('AWS::Bedrock::Flow'));
  return flow.Properties.Definition;
}

export function nodeOf(template: Template, name: string): Json {
  return definitionOf(template).Nodes.find((node: Json) => node.Name === name);
}

/** `From.output -> To.input`, and `Condition[name] -> To`; sorted. */
export function wiringOf(definition: Json): string[] {
  return definition.Connections.map(({ Source, Target, Configuration: { Data, Conditional } }: Json) => (
    Data ? `${Source}.${Data.SourceOutput} -> ${Target}.${Data.TargetInput}` : `${Source}[${Conditional.Condition}] `
      + `-> ${Target}`
  )).sort();
}

/** What the role of the flow may do; ARNs as in `Fn::Sub`. */
export function statementsOf(template: Template): Json[] {
  const [flow] = Object.values(template.findResources('AWS::Bedrock::Flow'));
  const [role] = flow.Properties.ExecutionRoleArn['Fn::GetAtt'];
  // a flow with versions has its permissions in a managed policy
  const [policy] = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) => (
    Object.values(template.findResources(type, { Properties: { Roles: [{ Ref: role }] } }))));
  return plain(policy.Properties.PolicyDocument.Statement);
}

/** The definition of the only state machine. */
export function machineOf(template: Template): Json {
  const [machine] = Object.values(template.findResources('AWS::StepFunctions::StateMachine'));
  return JSON.parse(plain(machine.Properties.DefinitionString)) as Json;
}

/** A value of a template with references as text. */
export function plain(value: unknown): any {
  if (Array.isArray(value)) { return value.map(plain); }
  if (typeof value !== 'object' || value === null) { return value; }
  const { Ref, 'Fn::GetAtt': attribute, 'Fn::Join': joined } = value as Json;
  if (Ref) { return `\${${Ref}}`; }
  if (attribute) { return `\${${attribute.join('.')}}`; }
  if (joined) { return joined[1].map(plain).join(joined[0]); }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plain(item)]));
}

/** An ARN of Bedrock in the Region of the stack. */
export function bedrockArn(resource: string): string {
  const account = resource.startsWith('foundation-model/') ? '' : '${AWS::AccountId}';
  return `arn:\${AWS::Partition}:bedrock:\${AWS::Region}:${account}:${resource}`;
}

/**
 * Fails where the diagram in the README of an example, or the picture beside it, is not that of its flow:
 * `npm run diagrams` writes both.
 */
export function expectDiagram(folder: string, stack: ExampleStack): void {
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(withDiagram(readme, stack.flow.toMermaid())).toBe(readme);
  expect(readme).toContain(PICTURE);
  expect(readFileSync(join(folder, 'flow.svg'), 'utf8')).toBe(pictureOf(basename(folder), stack));
}
