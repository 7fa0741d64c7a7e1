/**
 * Canaries in the shapes that apps take: several flows, nested stacks, injected properties, removal policies for all,
 * options of functions.
 */
import {
  App, aws_ec2 as ec2, aws_kms as kms, aws_lambda as lambda, aws_sqs as sqs, type InjectionContext,
  type IPropertyInjector, NestedStack, RemovalPolicies, Stack,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Construct } from 'constructs';
import type { Json } from './program';
import {
  CanaryFlowAlias, Flow, FlowAlias, FlowFunctions, FlowModel, FlowPrompt, FlowSmokeTest, OutputNode, PromptNode,
  TrafficShift,
} from '../../src';

function flowIn(scope: Construct, id: string): Flow {
  const flow = new Flow(scope, id);
  const answer = new PromptNode(flow, 'Answer', {
    model: FlowModel.fromModelId('amazon.nova-lite-v1:0'),
    prompt: FlowPrompt.inline('Answer {{message}}'),
    inputs: { message: flow.input },
  });
  new OutputNode(flow, 'Output', { document: answer.modelCompletion });
  return flow;
}

function canaryIn(scope: Construct, id: string, flow: Flow): CanaryFlowAlias {
  return new CanaryFlowAlias(scope, id,
    { flow, smokeTests: [FlowSmokeTest.of('hello')], shift: TrafficShift.allAtOnce() });
}

const resourcesIn = (stack: Stack): Json => Template.fromStack(stack).toJSON().Resources as Json;
const ofType = (resources: Json, type: string): Json[] => Object.values(resources).filter(({ Type }) => Type === type);

test('two flows in a stack, and two canaries of a flow', () => {
  const stack = new Stack(new App(), 'Shop');
  const [one, two] = [flowIn(stack, 'One'), flowIn(stack, 'Two')];
  canaryIn(stack, 'CanaryOne', one);
  canaryIn(stack, 'CanaryTwo', two);
  canaryIn(stack, 'CanaryTwoAgain', two);
  const resources = resourcesIn(stack);
  expect(ofType(resources, 'AWS::Lambda::Alias')).toHaveLength(3);
  const names = ofType(resources, 'AWS::Bedrock::FlowAlias').map(({ Properties: { Name } }) => Name)
    .filter((name) => typeof name === 'string');
  expect(new Set(names).size).toBe(3);
});

test('one in a nested stack', () => {
  const stack = new Stack(new App(), 'Shop');
  const nested = new NestedStack(stack, 'Nested');
  canaryIn(nested, 'Canary', flowIn(nested, 'Flow'));
  expect(ofType(resourcesIn(nested), 'AWS::Lambda::Alias')).toHaveLength(1);
  expect(ofType(resourcesIn(stack), 'AWS::Lambda::Alias')).toHaveLength(0);
});

test('an alias gives way to a canary in one deployment: no name is in both', () => {
  const [before, after] = [new Stack(new App(), 'Shop'), new Stack(new App(), 'Shop')];
  new FlowAlias(before, 'Live', { flow: flowIn(before, 'Flow'), aliasName: 'live' });
  canaryIn(after, 'Live', flowIn(after, 'Flow'));
  const named = (stack: Stack) => ofType(resourcesIn(stack), 'AWS::Bedrock::FlowAlias')
    .map(({ Properties: { Name } }) => JSON.stringify(Name));
  expect(named(before).filter((name) => named(after).includes(name))).toEqual([]);
});

test('injected properties reach the functions', () => {
  class Memory implements IPropertyInjector {
    public readonly constructUniqueId = lambda.Function.PROPERTY_INJECTION_ID;
    public inject(props: any, _context: InjectionContext) {
      return { ...props, ephemeralStorageSize: undefined, deadLetterQueueEnabled: true };
    }
  }
  const stack = new Stack(new App({ propertyInjectors: [new Memory()] }), 'Shop');
  canaryIn(stack, 'Canary', flowIn(stack, 'Flow'));
  const own = ofType(resourcesIn(stack), 'AWS::Lambda::Function')
    .filter(({ Properties: { Description } }) => /Bedrock/.test(Description));
  expect(own.filter(({ Properties: { DeadLetterConfig } }) => DeadLetterConfig)).toHaveLength(own.length);
});

test.each(['destroy', 'retain'] as const)('removal policies for all of an app: %s', (policy) => {
  const app = new App();
  const stack = new Stack(app, 'Shop');
  canaryIn(stack, 'Canary', flowIn(stack, 'Flow'));
  RemovalPolicies.of(app)[policy]();
  expect(() => resourcesIn(stack)).not.toThrow();
});

describe('what organisations ask of functions', () => {
  function configured() {
    const app = new App();
    const stack = new Stack(app, 'Shop');
    const vpc = new ec2.Vpc(stack, 'Vpc');
    const securityGroup = new ec2.SecurityGroup(stack, 'Group', { vpc });
    FlowFunctions.of(stack).configure({
      runtime: lambda.Runtime.NODEJS_22_X,
      vpc,
      securityGroups: [securityGroup],
      environmentEncryption: new kms.Key(stack, 'Key'),
      deadLetterQueue: new sqs.Queue(stack, 'Queue'),
      logRetention: 400,
    });
    const flow = flowIn(stack, 'Flow');
    canaryIn(stack, 'Canary', flow);
    new FlowAlias(stack, 'Plain', { flow, aliasName: 'plain', smokeTests: [FlowSmokeTest.of('hello')] });
    return { app, stack };
  }

  test('reaches the router, both kinds of tests and what prunes', () => {
    const { stack } = configured();
    const resources = resourcesIn(stack);
    const own = ofType(resources, 'AWS::Lambda::Function')
      .filter(({ Properties: { Description } }) => /Bedrock/.test(Description));
    expect(own).toHaveLength(4);
    for (const { Properties } of own) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs22.x', KmsKeyArn: {}, VpcConfig: { SecurityGroupIds: [{}] } });
      expect(Properties.DeadLetterConfig === undefined).toBe(/^Routes/.test(Properties.Description));
    }
    const groups = ofType(resources, 'AWS::Logs::LogGroup');
    expect(groups.map(({ Properties: { RetentionInDays } }) => RetentionInDays)).toEqual([400, 400, 400, 400]);
  });

  test('is said before there are functions', () => {
    const { app, stack } = configured();
    const late = /^\[Shop\] functions of flows were already created .* \[IllegalValue\]$/;
    expect(() => FlowFunctions.of(stack).configure({ logRetention: 7 })).toThrow(late);
    expect(() => FlowFunctions.of(app).configure({ logRetention: 7 })).toThrow('[App] functions of flows '
      + 'were already created');
  });
});

test('as many flows as a stack has room for: each has a role of its own, within what IAM allows', () => {
  const stack = new Stack(new App(), 'Shop');
  for (let at = 0; at < 50; at++) {
    new FlowAlias(stack, `Alias${at}`, { flow: flowIn(stack, `AFlowWithAnOrdinaryName${at}`), aliasName: 'live' });
  }
  const roles = ofType(resourcesIn(stack), 'AWS::IAM::Role');
  for (const { Properties: { Policies = [] } } of roles) {
    expect(JSON.stringify(Policies).length).toBeLessThan(10_240);
  }
});
