import { aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AgentNode, Flow, FlowDataType, FlowGuardrail, FlowModel, FlowPrompt, LambdaNode, OutputNode, PromptNode,
  S3RetrievalNode, S3StorageNode,
} from '../../src';
import {
  ACCOUNT, agnosticStack, fixedStack, flowResource, MODEL, MODEL_ARN, readable, resourcesOf, statementsOf, templateOf,
  testApp, testFlow, warningsOf,
} from '../support';

const LAMBDA_ARN = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:sort`;
const ROLE_ARN = `arn:aws:iam::${ACCOUNT}:role/flows`;

function withPrompt(role?: iam.IRole, stack = fixedStack()): Flow {
  const flow = testFlow(stack, { role });
  new PromptNode(flow, 'Ask', { model: MODEL, prompt: FlowPrompt.inline('Hi') });
  return flow;
}

describe('who may assume the role', () => {
  const trust = (partition: string, region: string, account: string) => ({
    Statement: [{
      Action: 'sts:AssumeRole',
      Condition: {
        StringEquals: { 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': `arn:${partition}:bedrock:${region}:${account}:flow/*` },
      },
      Effect: 'Allow',
      Principal: { Service: 'bedrock.amazonaws.com' },
    }],
    Version: '2012-10-17',
  });

  test('flows of this account and Region', () => {
    expect(resourcesOf(testFlow(), 'AWS::IAM::Role')).toEqual({
      FExecutionRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trust('aws', 'us-east-1', ACCOUNT), Description: 'What the Bedrock flow may use',
        },
      },
    });
  });

  test('in any account and Region', () => {
    const { FExecutionRole } = resourcesOf(testFlow(agnosticStack()), 'AWS::IAM::Role');
    expect(FExecutionRole.Properties.AssumeRolePolicyDocument)
      .toEqual(trust('${AWS::Partition}', '${AWS::Region}', '${AWS::AccountId}'));
  });
});

describe('the policy', () => {
  test('is attached to the role, and is there before the flow', () => {
    const flow = withPrompt();
    const { Properties: { Roles } } = resourcesOf(flow, 'AWS::IAM::Policy').FExecutionPolicy;
    expect(Roles).toEqual(['${FExecutionRole}']);
    expect(flowResource(flow).DependsOn.map((id: string) => id.slice(0, -8))).toEqual(['FExecutionPolicy']);
    expect(flowResource(flow).Properties.ExecutionRoleArn).toBe('${FExecutionRole.Arn}');
  });

  test('is not there when there is nothing to allow', () => {
    const flow = testFlow();
    expect(resourcesOf(flow, 'AWS::IAM::Policy')).toEqual({});
    expect(flowResource(flow).DependsOn).toBeUndefined();
  });

  test('makes no cycle with what the flow uses', () => {
    const stack = fixedStack();
    const key = new kms.Key(stack, 'Key');
    const flow = testFlow(stack, { encryptionKey: key });
    const lambdaFunction = new lambda.Function(stack, 'Fn', {
      runtime: lambda.Runtime.PYTHON_3_12,
      handler: 'index.handler',
      code: lambda.Code.fromInline('x'),
      environment: {
        KEY: key.keyArn,
      },
    });
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: key });
    bucket.grantRead(lambdaFunction);
    key.grantEncryptDecrypt(flow);
    new LambdaNode(flow, 'Call', { lambdaFunction, inputs: { data: flow.input } });
    new S3RetrievalNode(flow, 'Read', { bucket, objectKey: flow.input.stringAt('key') });
    // a template with a cycle is refused here
    expect(Object.keys(Template.fromJSON(templateOf(flow)).findResources('AWS::Bedrock::Flow'))).toHaveLength(1);
  });

  test('does not depend on the order in which nodes are made', () => {
    const makers: ((flow: Flow) => void)[] = [
      (flow) => new PromptNode(flow, 'Ask',
        { model: MODEL, prompt: FlowPrompt.inline('Hi'), guardrail: FlowGuardrail.fromId('guardrail1', '1') }),
      (flow) => new PromptNode(flow, 'Again',
        { model: FlowModel.fromModelId('amazon.nova-pro-v1:0'), prompt: FlowPrompt.inline('Hi') }),
      (flow) => new S3StorageNode(flow, 'Write',
        { bucketName: 'bucket-b', content: flow.input, objectKey: flow.input.stringAt('key') }),
      (flow) => new S3RetrievalNode(flow, 'Read',
        { bucket: s3.Bucket.fromBucketName(flow, 'Bucket', 'bucket-a'), objectKey: flow.input.stringAt('key') }),
      (flow) => new LambdaNode(flow, 'Call',
        { lambdaFunction: lambda.Function.fromFunctionName(flow, 'Fn', 'fn'), inputs: { data: flow.input } }),
      (flow) => flow.addToRolePolicy(new iam.PolicyStatement({ actions: ['x:Two', 'x:One'], resources: ['b', 'a'] })),
    ];
    const policy = (order: typeof makers) => {
      const flow = testFlow();
      order.forEach((make) => make(flow));
      return JSON.stringify(statementsOf(flow));
    };
    expect(policy([...makers].reverse())).toBe(policy(makers));
    expect(policy([...makers.slice(3), ...makers.slice(0, 3)])).toBe(policy(makers));
  });

  test('has one statement for what differs in the resource only, each resource once', () => {
    const flow = withPrompt();
    for (const [at, modelId] of ['amazon.nova-pro-v1:0', 'amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0'].entries()) {
      new PromptNode(flow, `Ask${at}`, { model: FlowModel.fromModelId(modelId), prompt: FlowPrompt.inline('Hi') });
    }
    expect(statementsOf(flow)).toEqual([
      {
        Action: 'bedrock:InvokeModel',
        Effect: 'Allow',
        Resource: ['lite', 'micro', 'pro'].map((size) => MODEL_ARN.replace('lite', size)),
      },
    ]);
  });

  test('keeps statements apart that differ in their conditions', () => {
    const flow = testFlow();
    new PromptNode(flow, 'Ask',
      { model: FlowModel.fromModelId('us.amazon.nova-lite-v1:0'), prompt: FlowPrompt.inline('Hi') });
    new PromptNode(flow, 'Other',
      { model: FlowModel.fromModelId('us.amazon.nova-pro-v1:0'), prompt: FlowPrompt.inline('Hi') });
    expect(statementsOf(flow)
      .map(({ Condition }) => Condition?.StringEquals['bedrock:InferenceProfileArn'].split('/')[1])).toEqual([
      'us.amazon.nova-lite-v1:0', 'us.amazon.nova-pro-v1:0', undefined,
    ]);
  });
});

describe('the user\'s role', () => {
  const needed = { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN };

  test('one of the app gets the policy', () => {
    const stack = fixedStack();
    const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
    const flow = withPrompt(role, stack);
    expect(flow.role).toBe(role);
    expect(Object.keys(resourcesOf(flow, 'AWS::IAM::Role'))).toEqual(['Role']);
    expect(resourcesOf(flow, 'AWS::IAM::Policy').FExecutionPolicy.Properties.Roles).toEqual(['${Role}']);
    expect(statementsOf(flow)).toEqual([needed]);
    expect(flowResource(flow).Properties.ExecutionRoleArn).toBe('${Role.Arn}');
    expect(warningsOf(flow)).toEqual([]);
  });

  test('an imported one gets it, too', () => {
    const stack = fixedStack();
    const flow = withPrompt(iam.Role.fromRoleArn(stack, 'Role', ROLE_ARN), stack);
    expect(resourcesOf(flow, 'AWS::IAM::Policy').FExecutionPolicy.Properties.Roles).toEqual(['flows']);
    expect(flowResource(flow).DependsOn).toHaveLength(1);
    expect(warningsOf(flow)).toEqual([]);
  });

  test.each<[string, (stack: Stack) => iam.IRole, string]>([
    ['one imported as immutable', (stack) => iam.Role.fromRoleArn(stack, 'Role', ROLE_ARN, { mutable: false }),
      'the role is imported as immutable, so nothing was added to it; add the permissions that the flow needs, or '
        + 'import it without mutable: false [ImmutableRole]'],
    ['one of another account', (stack) => iam.Role.fromRoleArn(stack, 'Role',
      ROLE_ARN.replace(ACCOUNT, '444455556666')),
    `the role is of account 444455556666, but the service accepts only roles of its own account, here ${ACCOUNT}; pass `
        + `a role of account ${ACCOUNT} [UnusableRole]`],
  ])('%s is left alone, with a warning', (_, make, message) => {
    const stack = fixedStack();
    const role = make(stack);
    const flow = withPrompt(role, stack);
    expect(resourcesOf(flow, 'AWS::IAM::Policy')).toEqual({});
    expect(flowResource(flow).DependsOn).toBeUndefined();
    expect(flowResource(flow).Properties.ExecutionRoleArn).toBe(readable(stack.resolve(role.roleArn)));
    expect(warningsOf(flow)).toEqual([`[S/F] ${message}`]);
  });
});

test('addToRolePolicy()', () => {
  const flow = withPrompt();
  flow.addToRolePolicy(new iam.PolicyStatement({
    actions: ['s3:ListBucket'], resources: ['arn:aws:s3:::b'], sid: 'List',
  }));
  flow.addToRolePolicy(new iam.PolicyStatement({
    effect: iam.Effect.DENY, actions: ['bedrock:InvokeModel'], notResources: [MODEL_ARN],
  }));
  expect(statementsOf(flow)).toEqual([
    { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN },
    { Action: 'bedrock:InvokeModel', Effect: 'Deny', NotResource: MODEL_ARN },
    { Action: 's3:ListBucket', Effect: 'Allow', Resource: 'arn:aws:s3:::b', Sid: 'List' },
  ]);
});

describe('grants to the flow', () => {
  const READ = ['s3:GetObject*', 's3:GetBucket*', 's3:List*'];

  test('go to its role, beside what the nodes need', () => {
    const stack = fixedStack();
    const flow = withPrompt(undefined, stack);
    new s3.Bucket(stack, 'Bucket').grantRead(flow);
    expect(Object.keys(resourcesOf(flow, 'AWS::IAM::Policy'))).toEqual(['FExecutionPolicy']);
    expect(statementsOf(flow)).toEqual([
      { Action: 'bedrock:InvokeModel', Effect: 'Allow', Resource: MODEL_ARN },
      { Action: READ, Effect: 'Allow', Resource: ['${Bucket.Arn}', '${Bucket.Arn}/*'] },
    ]);
  });

  test('of one function to two flows reach both roles', () => {
    const stack = fixedStack();
    const fn = lambda.Function.fromFunctionAttributes(stack, 'Fn', { functionArn: LAMBDA_ARN, sameEnvironment: true });
    const flows = ['F', 'G'].map((id) => testFlow(stack, {}, id));
    for (const flow of flows) { expect(fn.grantInvoke(flow).success).toBe(true); }
    const invoking = Object.values<any>(resourcesOf(flows[0], 'AWS::IAM::Policy'))
      .filter(({ Properties }) => JSON.stringify(Properties.PolicyDocument).includes(LAMBDA_ARN));
    expect(invoking.flatMap(({ Properties }) => Properties.Roles).sort())
      .toEqual(['${FExecutionRole}', '${GExecutionRole}']);
  });

  test('of a bucket of another account are in the policy of the bucket too', () => {
    const app = testApp();
    const other = new Stack(app, 'Other', { env: { account: '444455556666', region: 'us-east-1' } });
    const bucket = new s3.Bucket(other, 'Bucket', { bucketName: 'data-of-others' });
    const stack = new Stack(app, 'S', { env: { account: ACCOUNT, region: 'us-east-1' } });
    const role = new iam.Role(stack, 'Role',
      { roleName: 'flow-role', assumedBy: new iam.ServicePrincipal('bedrock.amazonaws.com') });
    bucket.grantRead(testFlow(stack, { role }));
    const [policy] = Object.values<any>(resourcesOf(other, 'AWS::S3::BucketPolicy'));
    expect(JSON.stringify(policy)).toContain(':role/flow-role');
  });

  test('of an immutable role change nothing, and say so', () => {
    const stack = fixedStack();
    const role = iam.Role.fromRoleArn(stack, 'Role', `arn:aws:iam::${ACCOUNT}:role/flow`, { mutable: false });
    expect(new s3.Bucket(stack, 'Bucket').grantRead(testFlow(stack, { role })).success).toBe(true);
    expect(resourcesOf(stack, 'AWS::IAM::Policy')).toEqual({});
  });
});

test('the key of the flow, for flows of this account and Region', () => {
  const stack = fixedStack();
  const flow = new Flow(stack, 'F', { encryptionKey: new kms.Key(stack, 'Key'), inputType: FlowDataType.STRING });
  new OutputNode(flow, 'Out', { document: flow.input });
  expect(statementsOf(flow)).toEqual([{
    Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
    Condition: {
      StringEquals: { 'kms:ViaService': 'bedrock.us-east-1.${AWS::URLSuffix}' },
      ArnLike: { 'kms:EncryptionContext:aws:bedrock-flows:arn': `arn:aws:bedrock:us-east-1:${ACCOUNT}:flow/*` },
    },
    Effect: 'Allow',
    Resource: '${Key.Arn}',
  }]);
  expect(Object.keys(templateOf(flow).Resources)).toHaveLength(4);
});

test('the trust of a role and the statements of a node are all there is', () => {
  const flow = testFlow();
  new AgentNode(flow, 'Ask', {
    agentAliasArn: `arn:aws:bedrock:us-east-1:${ACCOUNT}:agent-alias/AGENT12345/ALIAS12345`,
    agentInputText: flow.input.stringAt('text'),
  });
  expect(Object.values<any>(templateOf(flow).Resources).map(({ Type }) => Type).sort())
    .toEqual(['AWS::Bedrock::Flow', 'AWS::IAM::Policy', 'AWS::IAM::Role']);
});
