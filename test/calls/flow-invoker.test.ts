import { aws_kms as kms, aws_s3 as s3, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { callingStack, idsOf, resourcesOf, statementsOf } from './support';
import { FlowAlias, FlowInvoker } from '../../src';
import { program } from '../canary/program';
import { thrown } from '../support';

const ALIAS = /^arn:\$\{AWS::Partition\}|^\$\{Live/;

test('a stack has one for each alias', () => {
  const { stack, flow, alias } = callingStack();
  const other = new FlowAlias(stack, 'Other', { flow, aliasName: 'other' });
  expect(FlowInvoker.forAlias(stack, alias)).toBe(FlowInvoker.forAlias(flow, alias));
  expect(FlowInvoker.forAlias(stack, other)).not.toBe(FlowInvoker.forAlias(stack, alias));
  expect(idsOf(stack, 'AWS::Lambda::Function', /^BedrockFlowInvoker/)).toHaveLength(2);
});

test('its role may call that alias, and log', () => {
  const { stack, alias } = callingStack();
  const invoker = new FlowInvoker(stack, 'Invoker', { alias });
  const [logs] = idsOf(stack, 'AWS::Logs::LogGroup', /^Invoker/);
  const [id] = idsOf(stack, 'AWS::Lambda::Function', /^Invoker/);
  expect(statementsOf(stack, /^Invoker/)).toEqual([
    { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: `\${${logs}.Arn}` },
    { Effect: 'Allow', Action: 'bedrock:InvokeFlow', Resource: expect.stringMatching(ALIAS) },
  ]);
  const resources = resourcesOf(stack);
  expect(resources[logs].Properties).toEqual({ RetentionInDays: 30 });
  expect(resources[id].Properties).toMatchObject({
    Runtime: 'nodejs24.x',
    Timeout: 900,
    MemorySize: 256,
    LoggingConfig: { LogGroup: { Ref: logs } },
    Environment: { Variables: { FLOW_ID: expect.anything(), FLOW_ALIAS_ID: expect.anything() } },
  });
  expect(Object.keys(resources[id].Properties.Environment.Variables)).toEqual([
    'FLOW_ID', 'FLOW_ALIAS_ID', 'FLOW_VERSION',
  ]);
  expect(invoker.flow.node.id).toBe('Reply');
  // nothing calls it from outside
  expect(idsOf(stack, 'AWS::Lambda::Url')).toEqual([]);
  expect(idsOf(stack, 'AWS::Lambda::Permission')).toEqual([]);
});

test('a flow with a key of its own: the function may use it for this flow', () => {
  const stack = new Stack();
  const encryptionKey = new kms.Key(stack, 'Key');
  const alias = FlowAlias.fromFlowAliasAttributes(stack, 'Live', {
    flowAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345', encryptionKey,
  });
  new FlowInvoker(stack, 'Invoker', { alias });
  const [, invoke, key] = statementsOf(stack, /^Invoker/);
  expect(invoke).toEqual({ Effect: 'Allow', Action: 'bedrock:InvokeFlow', Resource: alias.flowAliasArn });
  expect(key).toMatchObject({
    Condition: { StringEquals: { 'kms:EncryptionContext:aws:bedrock-flows:arn': alias.flow.flowArn } },
  });
});

test('a bucket for large results: it may write there, and use its key to do so', () => {
  const { stack, alias } = callingStack();
  const resultBucket = new s3.Bucket(stack, 'Results', { encryption: s3.BucketEncryption.KMS });
  new FlowInvoker(stack, 'Invoker', { alias, resultBucket });
  const [bucket] = idsOf(stack, 'AWS::S3::Bucket');
  expect(statementsOf(stack, /^Invoker/).slice(2)).toEqual([
    { Effect: 'Allow', Action: 's3:PutObject', Resource: `\${${bucket}.Arn}/flow-results/*` },
    { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: expect.stringMatching(/ResultsKey.*Arn/) },
  ]);
  const [id] = idsOf(stack, 'AWS::Lambda::Function', /^Invoker/);
  expect(resourcesOf(stack)[id].Properties.Environment.Variables.RESULT_BUCKET).toEqual({ Ref: bucket });
});

test('a canary alias is called through its router, and nothing else is allowed', () => {
  const { stack, alias: canary } = program();
  const invoker = FlowInvoker.forCanary(stack, canary);
  const [router] = idsOf(stack, 'AWS::Lambda::Alias');
  expect(statementsOf(stack, /^BedrockFlowInvoker/).slice(1))
    .toEqual([{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `\${${router}}` }]);
  const [id] = idsOf(stack, 'AWS::Lambda::Function', /^BedrockFlowInvoker/);
  expect(resourcesOf(stack)[id].Properties.Environment.Variables.ROUTER_FUNCTION).toEqual({ Ref: router });
  expect(FlowInvoker.forCanary(canary, canary)).toBe(invoker);
});

test('what was asked of the functions of flows counts, and what is said here counts more', () => {
  const { stack, alias } = callingStack();
  new FlowInvoker(stack, 'Invoker', {
    alias, timeout: Duration.minutes(2), memorySize: 512, reservedConcurrency: 4, logRetention: 7,
  });
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Function',
    { Timeout: 120, MemorySize: 512, ReservedConcurrentExecutions: 4 });
  Template.fromStack(stack).hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 7 });
});

test('a role of the app may be allowed to call it', () => {
  const { stack, alias } = callingStack();
  const invoker = new FlowInvoker(stack, 'Invoker', { alias });
  expect(invoker.grantInvoke(invoker.lambdaFunction).success).toBe(true);
});

test('mistakes are one line, and leave nothing behind', () => {
  const { stack, alias } = callingStack();
  const before = stack.node.findAll().length;
  expect(thrown(() => new FlowInvoker(stack, 'Invoker', {})))
    .toBe('[Shop/Invoker] neither \'alias\' nor \'canary\' is given; give \'alias\' or \'canary\' [IllegalValue]');
  expect(thrown(() => new FlowInvoker(stack, 'Invoker', { alias, timeout: Duration.minutes(16) })))
    .toBe('[Shop/Invoker] \'timeout\' is 16 minutes, and Lambda allows 15 minutes; use BedrockFlowExecution for flows '
      + 'that take longer [IllegalValue]');
  expect(stack.node.findAll()).toHaveLength(before);
  const there = new Stack(undefined, 'There', { env: { region: 'eu-west-1', account: '111122223333' } });
  const imported = FlowAlias.fromFlowAliasArn(there, 'Live',
    'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345');
  expect(thrown(() => new FlowInvoker(there, 'Invoker', { alias: imported })))
    .toBe('[There/Invoker] the flow is in Region us-east-1, and is called from eu-west-1; call it from a stack in '
      + 'us-east-1 [IllegalValue]');
});
