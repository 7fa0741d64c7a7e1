import { App, aws_cloudwatch as cloudwatch, aws_iam as iam, aws_kms as kms, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { idOf, isBefore, needsOf, Options, program, resourcesOf, statementsOf } from './program';
import { CanaryFlowAlias, Flow, FlowConcurrency, OutputNode, TrafficShift } from '../../src';

const resources = resourcesOf();
const alias = idOf(resources, 'AWS::Lambda::Alias');
const promoted = idOf(resources, 'AWS::Bedrock::FlowAlias', 'CanaryPromoted');
const version = idOf(resources, 'AWS::Bedrock::FlowVersion');
const pinned = idOf(resources, 'AWS::Bedrock::FlowAlias', 'ReplyCurrentVersion');

describe('what is deployed', () => {
  test('the router knows one version and the alias nailed to it', () => {
    const router = idOf(resources, 'AWS::Lambda::Function', 'CanaryRouter');
    expect(resources[router].Properties).toMatchObject({
      Environment: {
        Variables: {
          FLOW_ID: { 'Fn::GetAtt': [expect.stringMatching(/^Reply/), 'Id'] },
          FLOW_ALIAS_ID: { 'Fn::GetAtt': [pinned, 'Id'] },
          FLOW_VERSION: { 'Fn::GetAtt': [version, 'Version'] },
        },
      },
      MemorySize: 256,
      Timeout: 900,
      Architectures: ['arm64'],
    });
    expect(resources[pinned].Properties).toMatchObject({
      Name: { 'Fn::Join': ['', ['pinned-', { 'Fn::GetAtt': [version, 'Version'] }]] },
      RoutingConfiguration: [{ FlowVersion: { 'Fn::GetAtt': [version, 'Version'] } }],
    });
  });

  test('the weighted alias is shifted by CodeDeploy, tested first', () => {
    expect(resources[alias].UpdatePolicy.CodeDeployLambdaAliasUpdate).toMatchObject({
      DeploymentGroupName: { Ref: idOf(resources, 'AWS::CodeDeploy::DeploymentGroup') },
      BeforeAllowTrafficHook: { Ref: idOf(resources, 'AWS::Lambda::Function', 'CanarySmokeTests') },
    });
    Template.fromJSON({ Resources: resources }).hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
      TrafficRoutingConfig: { Type: 'TimeBasedCanary', TimeBasedCanary: { CanaryInterval: 10, CanaryPercentage: 10 } },
    });
  });

  test('alarms watch the version that comes', () => {
    const [faults] = Object.keys(resources).filter((id) => id.startsWith('CanaryAlarmsFaults'));
    const watched = resources[faults].Properties.Metrics.filter(({ MetricStat }: any) => MetricStat);
    const dimensions = watched.map(({ MetricStat }: any) => MetricStat.Metric.Dimensions);
    for (const each of dimensions) { expect(each).toContainEqual({ Name: 'FlowVersion', Value: { 'Fn::GetAtt': [version, 'Version'] } }); }
    expect(dimensions).toHaveLength(2);
    const [crashes] = Object.keys(resources).filter((id) => id.startsWith('CanaryAlarmsCrashes'));
    expect(resources[crashes].Properties.Dimensions.map(({ Name }: any) => Name)).toEqual(['ExecutedVersion', 'FunctionName', 'Resource']);
    for (const id of [faults, crashes]) { expect(resources[id].Properties.TreatMissingData).toBe('notBreaching'); }
  });

  test('a URL asks for an IAM signature and streams', () => {
    Template.fromJSON({ Resources: resources }).hasResourceProperties('AWS::Lambda::Url', {
      AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM', Qualifier: 'live',
    });
    Template.fromJSON({ Resources: resources }).resourceCountIs('AWS::Lambda::Permission', 0);
  });

  test('no URL where none is wanted', () => {
    const { stack, alias: { functionUrl } } = program({ canary: () => ({ functionUrl: false }) });
    expect(functionUrl).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Url', 0);
  });
});

describe('order', () => {
  const before = (first: string, second: string) => expect(isBefore(resources, first, second)).toBe(true);

  test('alarms, deployment group and tests are up to date before traffic moves', () => {
    for (const id of Object.keys(resources).filter((one) => /^CanaryAlarms|^CanaryDeployments|^CanarySmokeTestsFunction/.test(one))) { before(id, alias); }
  });

  test('the promoted alias moves after the shift, and pruning comes last', () => {
    before(alias, promoted);
    before(promoted, idOf(resources, 'Custom::BedrockFlowRevisionPruning'));
    before(idOf(resources, 'Custom::Trigger'), promoted);
    before(alias, idOf(resources, 'Custom::Trigger'));
  });

  test('what tears versions down is deleted after the aliases and before the flow', () => {
    const teardown = idOf(resources, 'Custom::BedrockFlowRevisionTeardown');
    for (const id of [version, pinned, promoted]) { before(teardown, id); }
    before(idOf(resources, 'AWS::Bedrock::Flow'), teardown);
  });

  test('there is no cycle', () => {
    for (const id of Object.keys(resources)) { expect(isBefore(resources, id, id)).toBe(false); }
  });
});

describe('deployments', () => {
  const DEPLOYMENTS: { readonly [what: string]: { readonly options: Options; readonly types: readonly string[] } } = {
    'another prompt': {
      options: { text: 'Reply to {{message}}' },
      types: ['AWS::Bedrock::FlowAlias', 'AWS::Bedrock::FlowVersion', 'AWS::IAM::ManagedPolicy', 'AWS::Lambda::Version', 'AWS::Lambda::Version'],
    },
    'another role only': {
      options: { flow: (stack) => ({ role: new iam.Role(stack, 'Other', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') }) }) },
      types: [
        'AWS::Bedrock::FlowAlias', 'AWS::Bedrock::FlowVersion', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::Lambda::Version', 'AWS::Lambda::Version',
      ],
    },
    'another concurrency only': {
      options: { flow: () => ({ currentVersionOptions: { concurrency: FlowConcurrency.manual(2) } }) },
      types: ['AWS::Bedrock::FlowAlias', 'AWS::Bedrock::FlowVersion', 'AWS::Lambda::Version', 'AWS::Lambda::Version'],
    },
    'tags and a description only': { options: { flow: () => ({ description: 'better', tags: { a: 'b' } }) }, types: [] },
  };

  test.each(Object.entries(DEPLOYMENTS))('%s', (what, { options, types }) => {
    const after = resourcesOf(options);
    expect(Object.keys(after).filter((id) => !(id in resources)).map((id) => after[id].Type).sort()).toEqual(types);
    const gone = Object.keys(resources).filter((id) => !(id in after));
    // the first role stays with whoever made it; all else that goes from the template is kept
    for (const id of gone.filter((one) => what !== 'another role only' || resources[one].Type !== 'AWS::IAM::Role')) {
      expect([id, resources[id].DeletionPolicy, resources[id].UpdateReplacePolicy]).toEqual([id, 'RetainExceptOnCreate', 'Retain']);
    }
  });

  test('a revert gives the ids of the first deployment', () => {
    resourcesOf({ text: 'Reply to {{message}}' });
    expect(resourcesOf()).toEqual(resources);
  });
});

describe('permissions', () => {
  test('the router may call aliases of the flow but that of the draft, and log', () => {
    const flowArn = `\${${idOf(resources, 'AWS::Bedrock::Flow')}.Arn}`;
    expect(statementsOf(resources, 'CanaryRouterRole')).toEqual([
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: expect.stringMatching(/^\$\{CanaryRouterLogs\w+\.Arn\}$/) },
      { Effect: 'Allow', Action: 'bedrock:InvokeFlow', Resource: `${flowArn}/alias/*` },
      { Effect: 'Deny', Action: 'bedrock:InvokeFlow', Resource: `${flowArn}/alias/TSTALIASID` },
    ]);
  });

  test('of an encrypted flow, the router may use the key for it', () => {
    const found = resourcesOf({ flow: (stack) => ({ encryptionKey: new kms.Key(stack, 'Key') }) });
    const [statement] = statementsOf(found, 'CanaryRouterRole').filter(({ Action }) => String(Action).includes('kms:'));
    expect(statement).toEqual({
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: expect.stringMatching(/^\$\{Key\w+\.Arn\}$/),
      Condition: {
        StringEquals: {
          'kms:EncryptionContext:aws:bedrock-flows:arn': `\${${idOf(found, 'AWS::Bedrock::Flow')}.Arn}`,
          'kms:ViaService': 'bedrock.${AWS::Region}.${AWS::URLSuffix}',
        },
      },
    });
  });

  test('the tests may call the new version of the router, answer CodeDeploy, and log', () => {
    const [routerVersion] = Object.keys(resources).filter((id) => id.startsWith('CanaryRouterFunctionCurrentVersion'));
    expect(statementsOf(resources, 'CanarySmokeTestsRole')).toEqual([
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: expect.stringMatching(/^\$\{CanarySmokeTestsLogs\w+\.Arn\}$/) },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `\${${routerVersion}}` },
      {
        Effect: 'Allow',
        Action: 'codedeploy:PutLifecycleEventHookExecutionStatus',
        Resource: expect.stringMatching(/:deploymentgroup:\$\{CanaryDeploymentsApplication\w+\}\/\$\{CanaryDeployments\w+\}$/),
      },
    ]);
  });

  test('CodeDeploy may call the tests', () => {
    const [tests] = Object.keys(resources).filter((id) => id.startsWith('CanarySmokeTestsFunction') && resources[id].Type === 'AWS::Lambda::Function');
    const actions = statementsOf(resources, 'CanaryDeploymentsServiceRole');
    expect(actions).toEqual([{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: [`\${${tests}.Arn}`, `\${${tests}.Arn}:*`] }]);
  });

  test('what prunes may do it to this flow alone', () => {
    const provider = idOf(resources, 'AWS::IAM::Role', 'CustomBedrockFlowRevisions');
    const [{ PolicyDocument: { Statement } }] = resources[provider].Properties.Policies;
    const actions = Statement.flatMap(({ Action }: any) => Action).sort();
    expect(actions).toEqual([
      'bedrock:DeleteFlowAlias', 'bedrock:DeleteFlowVersion', 'bedrock:GetFlowVersion', 'bedrock:ListFlowAliases', 'bedrock:ListFlowVersions',
      'cloudformation:DescribeStacks', 'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:DetachRolePolicy', 'iam:ListAttachedRolePolicies', 'iam:ListPolicyVersions',
    ]);
    expect(JSON.stringify(Statement)).not.toMatch(/"\*"/);
  });

  test('callers get the alias and its URL, and nothing of the flow', () => {
    const { stack, alias: canary } = program();
    canary.grantInvoke(new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
    const granted = statementsOf(Template.fromStack(stack).toJSON().Resources, 'CallerDefaultPolicy');
    const Resource = expect.stringMatching(/^\$\{CanaryAlias\w+\}$/);
    expect(granted).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource },
      { Effect: 'Allow', Action: 'lambda:InvokeFunctionUrl', Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } }, Resource },
    ]);
  });

  test('callers of the flow itself get the promoted alias', () => {
    const { stack, alias: canary } = program();
    canary.grantInvokePromoted(new iam.Role(stack, 'Caller', { assumedBy: new iam.AccountRootPrincipal() }));
    expect(statementsOf(Template.fromStack(stack).toJSON().Resources, 'CallerDefaultPolicy')).toEqual([
      { Effect: 'Allow', Action: 'bedrock:InvokeFlow', Resource: `\${${promoted}.Arn}` },
    ]);
  });
});

describe('choices', () => {
  const config = (shift: TrafficShift) => resourcesOf({ canary: () => ({ shift }) });

  test('linear', () => {
    Template.fromJSON({ Resources: config(TrafficShift.linear(20, Duration.minutes(5))) }).hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
      TrafficRoutingConfig: { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearInterval: 5, LinearPercentage: 20 } },
    });
  });

  test('all at once needs no configuration of its own', () => {
    const found = config(TrafficShift.allAtOnce());
    Template.fromJSON({ Resources: found }).resourceCountIs('AWS::CodeDeploy::DeploymentConfig', 0);
    expect(found[idOf(found, 'AWS::CodeDeploy::DeploymentGroup')].Properties.DeploymentConfigName).toBe('CodeDeployDefault.LambdaAllAtOnce');
  });

  test('alarms of latency and of the user\'s own', () => {
    const found = resourcesOf({
      canary: (stack) => ({
        latencyAlarm: { p90: Duration.seconds(8) },
        errorAlarm: { maxFaultPercent: 1, minSamples: 50, evaluationPeriods: 2 },
        alarms: [cloudwatch.Alarm.fromAlarmArn(stack, 'Own', 'arn:aws:cloudwatch:eu-west-1:111122223333:alarm:orders')],
        promotedAliasName: 'production',
      }),
    });
    expect(found[idOf(found, 'AWS::CodeDeploy::DeploymentGroup')].Properties.AlarmConfiguration.Alarms).toHaveLength(4);
    const [latency] = Object.keys(found).filter((id) => id.startsWith('CanaryAlarmsLatency'));
    expect(found[latency].Properties).toMatchObject({ Threshold: 8000, ExtendedStatistic: 'p90' });
    const [faults] = Object.keys(found).filter((id) => id.startsWith('CanaryAlarmsFaults'));
    expect(found[faults].Properties).toMatchObject({ Threshold: 1, EvaluationPeriods: 2 });
    expect(JSON.stringify(found[faults])).toContain('invocations >= 50');
    expect(found[idOf(found, 'AWS::Bedrock::FlowAlias', 'CanaryPromoted')].Properties.Name).toBe('production');
  });

  test('the smoke tests are sent to the input node of the flow', () => {
    const found = resourcesOf({ canary: () => ({ smokeTests: [{ document: 'hi', expectPattern: 'he.*' }, { document: { a: 1 }, inputNode: 'Other' }] }) });
    const tests = found[idOf(found, 'AWS::Lambda::Function', 'CanarySmokeTests')].Properties.Environment.Variables.SMOKE_TESTS;
    expect(JSON.parse(tests)).toEqual([
      { document: 'hi', expectPattern: 'he.*', inputNode: 'FlowInputNode' }, { document: { a: 1 }, inputNode: 'Other' },
    ]);
  });

  test('without smoke tests there is a warning, and nothing that tests', () => {
    const { stack } = program({ canary: () => ({ smokeTests: [] }) });
    Annotations.fromStack(stack).hasWarning('/Shop/Canary', Match.stringLikeRegexp('add a call that it must answer \\[NoSmokeTest\\]'));
    Template.fromStack(stack).resourceCountIs('Custom::Trigger', 0);
  });

  test('everything the alias is made of names what it needs', () => {
    expect([...needsOf(resources, alias)].every((id) => id in resources)).toBe(true);
  });
});

describe('mistakes', () => {
  const wrong = (canary: Options['canary']) => () => program({ canary });

  test.each<[string, () => unknown, string]>([
    ['too little', () => TrafficShift.canary(0, Duration.minutes(5)), '[TrafficShift.canary] the percentage is 0, CodeDeploy allows 1 to 99; choose one of those, or allAtOnce() [IllegalValue]'],
    ['too long', () => TrafficShift.canary(10, Duration.hours(2)), '[TrafficShift.canary] the shift takes 120 minutes, and CloudFormation waits for 110; shorten the time [IllegalValue]'],
    ['too many steps', () => TrafficShift.linear(1, Duration.minutes(2)), '[TrafficShift.linear] the shift takes 198 minutes, and CloudFormation waits for 110; take larger or quicker steps [IllegalValue]'],
    ['seconds', () => TrafficShift.canary(10, Duration.seconds(90)), '[TrafficShift.canary] the time is 90 seconds, CodeDeploy counts whole minutes; choose 2 [IllegalValue]'],
    ['no percentage', wrong(() => ({ errorAlarm: { maxFaultPercent: 0 } })), '[Shop/Canary] \'maxFaultPercent\' is 0, but must be more than 0 and below 100; choose one of those [IllegalValue]'],
    ['no samples', wrong(() => ({ errorAlarm: { minSamples: 0.5 } })), '[Shop/Canary] \'minSamples\' is 0.5, but must be a whole number from 1 on; choose one of those [IllegalValue]'],
    ['no pattern', wrong(() => ({ smokeTests: [{ document: 'a', expectPattern: '(' }] })), "[Shop/Canary/smokeTests[0]] 'expectPattern' is no regular expression: invalid regular expression: /(/: unterminated group; correct it [IllegalValue]"],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(new Error(message));
  });

  test('another stack', () => {
    const app = new App();
    const flow = new Flow(new Stack(app, 'One'), 'Flow');
    new OutputNode(flow, 'Out', { document: flow.input });
    expect(() => new CanaryFlowAlias(new Stack(app, 'Two'), 'Canary', { flow })).toThrow(
      '[Two/Canary] flow \'One/Flow\' is in another stack, and its versions can\'t be exported; put the alias into stack \'One\' [ForeignValue]',
    );
  });
});
