/** What a canary refuses, in words. */
import { App, aws_ec2 as ec2, aws_lambda as lambda, Duration, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type Options, program } from './program';
import { CanaryFlowAlias, Flow, FlowSmokeTest, OutputNode, TrafficShift } from '../../src';

describe('mistakes', () => {
  const wrong = (canary: Options['canary']) => () => program({ canary });

  test.each<[string, () => unknown, string]>([
    ['too little', () => TrafficShift.canary(0, Duration.minutes(5)), '[TrafficShift.canary] the percentage is 0, but '
      + 'CodeDeploy allows 1 to 99; choose a value in that range, or allAtOnce() [IllegalValue]'],
    ['too long', () => TrafficShift.canary(10, Duration.hours(2)), '[TrafficShift.canary] the shift takes 120 minutes, '
      + 'but CloudFormation waits for at most 110; shorten the time [IllegalValue]'],
    ['too many steps', () => TrafficShift.linear(1, Duration.minutes(2)), '[TrafficShift.linear] the shift takes 198 '
      + 'minutes, but CloudFormation waits for at most 110; take larger or quicker steps [IllegalValue]'],
    ['seconds', () => TrafficShift.canary(10, Duration.seconds(90)), '[TrafficShift.canary] the time is 90 seconds, '
      + 'but CodeDeploy uses whole minutes; choose 2 [IllegalValue]'],
    ['no percentage', wrong(() => ({ errorAlarm: { maxFaultPercent: 0 } })), '[Shop/Canary] \'maxFaultPercent\' is 0, '
      + 'but must be more than 0 and below 100; choose a value in that range [IllegalValue]'],
    ['no samples', wrong(() => ({ errorAlarm: { minSamples: 0.5 } })), '[Shop/Canary] \'minSamples\' is 0.5, but must '
      + 'be a whole number, 1 or more; change it [IllegalValue]'],
    ['no pattern', () => FlowSmokeTest.of('a', { expectPattern: '(' }), "[FlowSmokeTest.of] 'expectPattern' is not a "
      + 'regular expression: invalid regular expression: /(/: unterminated group; correct it [IllegalValue]'],
    ['no document', () => FlowSmokeTest.of(undefined), '[FlowSmokeTest.of] there is no document; pass the document to '
      + 'send [IllegalValue]'],
    ['a test that is a map', wrong(() => ({ smokeTests: [{ document: 'a' } as any] })), '[Shop/Canary] smokeTests[0] '
      + 'is not a FlowSmokeTest; write FlowSmokeTest.of(document, options) [IllegalValue]'],
    ['long tests', wrong(() => ({ smokeTests: [FlowSmokeTest.of('a'.repeat(4000))] })), '[Shop/Canary] the '
      + "'smokeTests' have 4032 characters of JSON, and the environment of a function has room for 3700; send shorter "
      + 'documents, or fewer [QuotaExceeded]'],
    [
      'a percentage that is not known', () => TrafficShift.canary(Token.asNumber({ Ref: 'P' }), Duration.minutes(5)),
      '[TrafficShift.canary] the percentage is known only at deployment, but the shift is computed at synthesis; give '
        + 'a number [IllegalValue]',
    ],
    [
      'a time that is not known', () => TrafficShift.linear(20, Duration.minutes(Token.asNumber({ Ref: 'P' }))),
      '[TrafficShift.linear] the time is known only at deployment, but the shift is computed at synthesis; give a '
        + 'number [IllegalValue]',
    ],
    [
      'samples that are not known', wrong(() => ({ errorAlarm: { minSamples: Token.asNumber({ Ref: 'P' }) } })),
      '[Shop/Canary] \'minSamples\' is known only at deployment, but the alarm is computed at synthesis; give a number '
        + '[IllegalValue]',
    ],
    ['an old run time', wrong(() => ({ router: { runtime: lambda.Runtime.NODEJS_20_X } })), '[Shop/Canary] \'runtime\' '
      + 'is nodejs20.x, but the functions need Node 22 or newer; choose lambda.Runtime.NODEJS_24_X, or leave it out '
      + '[IllegalValue]'],
    ['a URL in a VPC', wrong((stack) =>
      ({
        functionUrl: true,
        router: { vpc: ec2.Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-1', availabilityZones: ['a'] }) },
      })), '[Shop/Canary] the router is in a VPC, where a function URL can\'t stream; leave out \'functionUrl\', and '
        + 'let callers invoke the function [IllegalValue]'],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(new Error(message));
  });

  test('another stack', () => {
    const app = new App();
    const flow = new Flow(new Stack(app, 'One'), 'Flow');
    new OutputNode(flow, 'Out', { document: flow.input });
    expect(() => new CanaryFlowAlias(new Stack(app, 'Two'), 'Canary', { flow })).toThrow(
      '[Two/Canary] flow \'One/Flow\' is in another stack, and its versions can\'t be exported; put the alias into '
        + 'stack \'One\' [ForeignValue]',
    );
  });

  describe('provisioned concurrency', () => {
    const scaled = (shift: TrafficShift) => {
      const { stack, alias } = program({ canary: () => ({ shift }) });
      alias.routerAlias.addAutoScaling({ maxCapacity: 10 });
      return () => Template.fromStack(stack);
    };

    test('can not be where traffic is shifted', () => {
      expect(scaled(TrafficShift.canary(10, Duration.minutes(5)))).toThrow('has provisioned concurrency, and Lambda '
        + 'then accepts no weights');
      const { stack, alias } = program();
      (alias.routerAlias.node.defaultChild as lambda.CfnAlias).provisionedConcurrencyConfig = {
        provisionedConcurrentExecutions: 2,
      };
      expect(() => Template.fromStack(stack)).toThrow('[IllegalValue]');
    });

    test('can be where all of it moves at once', () => {
      expect(scaled(TrafficShift.allAtOnce())).not.toThrow();
    });
  });
});
