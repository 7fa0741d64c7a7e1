import { aws_cloudwatch as cloudwatch, aws_iam as iam, aws_kms as kms, Duration } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { idOf, isBefore, type Json, needsOf, type Options, program, resourcesOf, statementsOf } from './program';
import { FlowConcurrency, FlowSmokeTest, TrafficShift } from '../../src';

const resources = resourcesOf();
const alias = idOf(resources, 'AWS::Lambda::Alias');
const promoted = idOf(resources, 'AWS::Bedrock::FlowAlias', 'CanaryPromoted');
const version = idOf(resources, 'AWS::Bedrock::FlowVersion');
const pinned = idOf(resources, 'AWS::Bedrock::FlowAlias', 'ReplyCurrentVersion');

describe('what is deployed', () => {
  test('the router knows one version and the alias pinned to it', () => {
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
    for (const each of dimensions) {
      expect(each).toContainEqual({ Name: 'FlowVersion', Value: { 'Fn::GetAtt': [version, 'Version'] } });
    }
    expect(dimensions).toHaveLength(2);
    const [crashes] = Object.keys(resources).filter((id) => id.startsWith('CanaryAlarmsCrashes'));
    expect(resources[crashes].Properties.Dimensions.map(({ Name }: any) => Name))
      .toEqual(['ExecutedVersion', 'FunctionName', 'Resource']);
    for (const id of [faults, crashes]) { expect(resources[id].Properties.TreatMissingData).toBe('notBreaching'); }
  });

  test('a URL, where one is wanted, asks for an IAM signature and streams', () => {
    const withUrl = resourcesOf({ canary: () => ({ functionUrl: true }) });
    Template.fromJSON({ Resources: withUrl }).hasResourceProperties('AWS::Lambda::Url', {
      AuthType: 'AWS_IAM', InvokeMode: 'RESPONSE_STREAM', Qualifier: 'live',
    });
    Template.fromJSON({ Resources: withUrl }).resourceCountIs('AWS::Lambda::Permission', 0);
  });

  test('else there is none', () => {
    const { stack, alias: { functionUrl } } = program();
    expect(functionUrl).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::Url', 0);
  });

  test('the tests of the first deployment run once: not with each version of the function that runs them', () => {
    const trigger = resources[idOf(resources, 'Custom::Trigger')];
    expect(trigger.Properties.ExecuteOnHandlerChange).toBe(false);
    expect(Object.keys(resources).filter((id) => resources[id].Type === 'Custom::Trigger')).toHaveLength(1);
  });

  test('functions run on the newest Node', () => {
    const functions = Object.values(resources).filter(({ Type }: any) => Type === 'AWS::Lambda::Function') as Json[];
    const own = functions.filter(({ Properties: { Description } }) => /Bedrock/.test(Description));
    expect(own.map(({ Properties: { Runtime } }) => Runtime)).toEqual(['nodejs24.x', 'nodejs24.x', 'nodejs24.x']);
  });

  test('custom resources have a time limit', () => {
    const custom = Object.values(resources).filter(({ Type }: any) => /^Custom::Bedrock/.test(Type)) as Json[];
    expect(custom.map(({ Properties: { ServiceTimeout } }) => ServiceTimeout)).toEqual(['960', '960']);
  });

  test('the promoted alias has a name of its own: that of an alias which was there before may be taken', () => {
    expect(resources[promoted].Properties.Name).toMatch(/^promoted-ShopCanary\w*$/);
  });
});

describe('order', () => {
  const before = (first: string, second: string) => expect(isBefore(resources, first, second)).toBe(true);

  test('alarms, deployment group and tests are up to date before traffic moves', () => {
    for (const id of Object.keys(resources)
      .filter((one) => /^CanaryAlarms|^CanaryDeployments|^CanarySmokeTestsFunction/.test(one))) { before(id, alias); }
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
  const RELEASE =
    ['AWS::Bedrock::FlowAlias', 'AWS::Bedrock::FlowVersion', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Alarm'];
  const ROUTERS = ['AWS::Lambda::Version', 'AWS::Lambda::Version'];

  const DEPLOYMENTS: { readonly [what: string]: { readonly options: Options; readonly types: readonly string[] } } = {
    'another prompt': {
      options: { text: 'Reply to {{message}}' },
      types: [...RELEASE, 'AWS::IAM::ManagedPolicy', ...ROUTERS],
    },
    'another role only': {
      options: {
        flow: (stack) =>
          ({ role: new iam.Role(stack, 'Other', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') }) }),
      },
      // the role of the flow, and the one that deletes what the role before has left
      types: [...RELEASE, 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role', 'AWS::IAM::Role', ...ROUTERS],
    },
    'another concurrency only': {
      options: { flow: () => ({ currentVersionOptions: { concurrency: FlowConcurrency.manual(2) } }) },
      types: [...RELEASE, ...ROUTERS],
    },
    'tags and a description only': {
      options: { flow: () => ({ description: 'better', tags: { a: 'b' } }) }, types: [],
    },
  };

  test.each(Object.entries(DEPLOYMENTS))('%s', (what, { options, types }) => {
    const after = resourcesOf(options);
    expect(Object.keys(after).filter((id) => !(id in resources)).map((id) => after[id].Type).sort()).toEqual(types);
    const gone = Object.keys(resources).filter((id) => !(id in after));
    // alarms and roles go in the clean-up; all else that goes from the template is kept
    const isGoing = (id: string) => resources[id].Type === 'AWS::CloudWatch::Alarm' || what === 'another role only'
      && resources[id].Type === 'AWS::IAM::Role';
    for (const id of gone.filter((one) => !isGoing(one))) {
      expect([id, resources[id].DeletionPolicy, resources[id].UpdateReplacePolicy])
        .toEqual([id, 'RetainExceptOnCreate', 'Retain']);
    }
  });

  test('alarms are new with each version: one that is changed keeps its state', () => {
    const alarmsOf = (found: Json) => Object.keys(found).filter((id) => found[id].Type === 'AWS::CloudWatch::Alarm');
    const repaired = resourcesOf({ text: 'Reply to {{message}}' });
    expect(alarmsOf(repaired).filter((id) => id in resources)).toEqual([]);
    const group = repaired[idOf(repaired, 'AWS::CodeDeploy::DeploymentGroup')];
    expect(group.Properties.AlarmConfiguration.Alarms).toEqual(alarmsOf(repaired).map((Ref) => ({ Name: { Ref } })));
  });

  test('a revert gives the ids of the first deployment', () => {
    resourcesOf({ text: 'Reply to {{message}}' });
    expect(resourcesOf()).toEqual(resources);
  });
});

describe('permissions', () => {
  test('the router may call the pinned aliases of the flow, and log', () => {
    const flowArn = `\${${idOf(resources, 'AWS::Bedrock::Flow')}.Arn}`;
    expect(statementsOf(resources, 'CanaryRouterRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: expect.stringMatching(/^\$\{CanaryRouterLogs\w+\.Arn\}$/),
      },
      {
        Effect: 'Allow',
        Action: 'bedrock:InvokeFlow',
        Resource: `${flowArn}/alias/*`,
        Condition: { StringEquals: { 'aws:ResourceTag/cdk-bedrock-flows:alias': 'pinned' } },
      },
      { Effect: 'Deny', Action: 'bedrock:InvokeFlow', Resource: `${flowArn}/alias/TSTALIASID` },
    ]);
    expect(resources[pinned].Properties.Tags).toEqual({ 'cdk-bedrock-flows:alias': 'pinned' });
    expect(resources[promoted].Properties.Tags).toBeUndefined();
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
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: expect.stringMatching(/^\$\{CanarySmokeTestsLogs\w+\.Arn\}$/),
      },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `\${${routerVersion}}` },
      {
        Effect: 'Allow',
        Action: 'codedeploy:PutLifecycleEventHookExecutionStatus',
        Resource:
          expect.stringMatching(/:deploymentgroup:\$\{CanaryDeploymentsApplication\w+\}\/\$\{CanaryDeployments\w+\}$/),
      },
    ]);
  });

  test('CodeDeploy may shift this alias, look at alarms and call the tests', () => {
    const [tests] = Object.keys(resources).filter((id) => id.startsWith('CanarySmokeTestsFunction')
      && resources[id].Type === 'AWS::Lambda::Function');
    const router = `\${${idOf(resources, 'AWS::Lambda::Function', 'CanaryRouter')}.Arn}`;
    expect(statementsOf(resources, 'CanaryDeploymentRole')).toEqual([
      {
        Effect: 'Allow',
        Action: 'cloudwatch:DescribeAlarms',
        Resource: expect.stringMatching(/^arn:\S+:cloudwatch:\S+:alarm:\*$/),
      },
      {
        Effect: 'Allow',
        Action: ['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
        Resource: [router, `${router}:live`],
      },
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `\${${tests}.Arn}` },
    ]);
    const group = resources[idOf(resources, 'AWS::CodeDeploy::DeploymentGroup')];
    const [role] = group.Properties.ServiceRoleArn['Fn::GetAtt'];
    expect(resources[role].Properties.ManagedPolicyArns).toBeUndefined();
    expect(isBefore(resources, idOf(resources, 'AWS::IAM::Policy', 'CanaryDeploymentRole'), alias)).toBe(true);
  });

  test('what prunes may do it with a role for this flow alone', () => {
    const pruning = resources[idOf(resources, 'AWS::IAM::Role', 'ReplyRevisionRole')].Properties;
    const [{ PolicyDocument: { Statement } }] = pruning.Policies;
    const actions = Statement.flatMap(({ Action }: any) => Action).sort();
    expect(actions).toEqual([
      'bedrock:DeleteFlowAlias', 'bedrock:DeleteFlowVersion', 'bedrock:GetFlowVersion', 'bedrock:ListFlowAliases',
      'bedrock:ListFlowVersions',
      'iam:DeletePolicy', 'iam:DeletePolicyVersion', 'iam:DetachRolePolicy', 'iam:ListAttachedRolePolicies',
      'iam:ListPolicyVersions',
    ]);
    expect(JSON.stringify(Statement)).not.toMatch(/"\*"/);
    const pruner = idOf(resources, 'AWS::IAM::Role', 'BedrockFlowRevisionsRole');
    expect(pruning.AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: { 'Fn::GetAtt': [pruner, 'Arn'] } } },
    ]);
    expect(statementsOf(resources, 'BedrockFlowRevisionsRole')).toEqual([
      {
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: expect.stringMatching(/^\$\{BedrockFlowRevisionsLogs\w+\.Arn\}$/),
      },
      {
        Effect: 'Allow',
        Action: ['cloudformation:DescribeStacks', 'cloudformation:GetTemplate', 'cloudformation:ListStackResources'],
        Resource: '${AWS::StackId}',
      },
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
    Template.fromJSON({ Resources: config(TrafficShift.linear(20, Duration.minutes(5))) })
      .hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
        TrafficRoutingConfig: { Type: 'TimeBasedLinear', TimeBasedLinear: { LinearInterval: 5, LinearPercentage: 20 } },
      });
  });

  test('all at once needs no configuration of its own', () => {
    const found = config(TrafficShift.allAtOnce());
    Template.fromJSON({ Resources: found }).resourceCountIs('AWS::CodeDeploy::DeploymentConfig', 0);
    expect(found[idOf(found, 'AWS::CodeDeploy::DeploymentGroup')].Properties.DeploymentConfigName)
      .toBe('CodeDeployDefault.LambdaAllAtOnce');
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
    const found = resourcesOf({
      canary: () => ({
        smokeTests:
          [FlowSmokeTest.of('hi', { expectPattern: 'he.*' }), FlowSmokeTest.of({ a: 1 }, { inputNode: 'Other' })],
      }),
    });
    const tests =
      found[idOf(found, 'AWS::Lambda::Function', 'CanarySmokeTests')].Properties.Environment.Variables.SMOKE_TESTS;
    expect(JSON.parse(tests)).toEqual([
      { document: 'hi', expectPattern: 'he.*', inputNode: 'FlowInputNode' }, { document: { a: 1 }, inputNode: 'Other' },
    ]);
  });

  test('without smoke tests there is a warning, and nothing that tests', () => {
    const { stack } = program({ canary: () => ({ smokeTests: [] }) });
    Annotations.fromStack(stack).hasWarning('/Shop/Canary', Match.stringLikeRegexp('add a call that the version must '
      + 'answer \\[NoSmokeTest\\]'));
    Template.fromStack(stack).resourceCountIs('Custom::Trigger', 0);
  });

  test('everything the alias is made of names what it needs', () => {
    expect([...needsOf(resources, alias)].every((id) => id in resources)).toBe(true);
  });
});
