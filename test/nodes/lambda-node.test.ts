import { aws_lambda as lambda, CfnParameter, Stack } from 'aws-cdk-lib';
import { FlowDataType, LambdaNode } from '../../src';
import { fixedStack, nodeOf, refusal, statementsOf, testApp, testFlow } from '../support';

const ARN = 'arn:aws:lambda:us-east-1:111122223333:function:answer';

function makeFunction(stack: Stack) {
  return new lambda.Function(stack, 'Function', {
    runtime: lambda.Runtime.PYTHON_3_12,
    handler: 'index.handler',
    code: lambda.Code.fromInline('def handler(event, '
      + 'context): return 1'),
  });
}

test('what must be given', () => {
  const flow = testFlow();
  new LambdaNode(flow, 'Call', { lambdaArn: ARN });
  expect(nodeOf(flow, 'Call')).toEqual({
    Name: 'Call',
    Type: 'LambdaFunction',
    Configuration: { LambdaFunction: { LambdaArn: ARN } },
    Outputs: [{ Name: 'functionResponse', Type: 'String' }],
  });
  expect(statementsOf(flow)).toEqual([{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: ARN }]);
});

test('everything that can be given', () => {
  const flow = testFlow();
  new LambdaNode(flow, 'Call', {
    nodeName: 'CallIt',
    lambdaArn: ARN,
    inputs: { second: flow.input.numberAt('x'), first: flow.input },
    responseType:
      FlowDataType.OBJECT,
  });
  expect(nodeOf(flow, 'CallIt')).toEqual({
    Name: 'CallIt',
    Type: 'LambdaFunction',
    Configuration: { LambdaFunction: { LambdaArn: ARN } },
    Inputs: [{ Name: 'first', Type: 'Object', Expression: '$.data' }, {
      Name: 'second', Type: 'Number', Expression: '$.data.x',
    }],
    Outputs: [{ Name: 'functionResponse', Type: 'Object' }],
  });
});

test('a function, its version and its alias: the role may call exactly what the node names', () => {
  const stack = fixedStack();
  const flow = testFlow(stack);
  const lambdaFunction = makeFunction(stack);
  const live = new lambda.Alias(stack, 'Live', { aliasName: 'live', version: lambdaFunction.currentVersion });
  new LambdaNode(flow, 'Latest', { lambdaFunction });
  new LambdaNode(flow, 'Alias', { lambdaFunction: live });
  const arns = ['${Function.Arn}', '${Live}'];
  expect(['Latest', 'Alias'].map((name) => nodeOf(flow, name).Configuration.LambdaFunction.LambdaArn)).toEqual(arns);
  expect(statementsOf(flow)).toEqual([
    { Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: expect.arrayContaining(arns) },
  ]);
  expect(statementsOf(flow)[0].Resource).toHaveLength(2);
});

test.each(['live', '3', '$LATEST'])('an ARN with qualifier %s', (qualifier) => {
  const flow = testFlow();
  new LambdaNode(flow, 'Call', { lambdaArn: `${ARN}:${qualifier}` });
  expect(statementsOf(flow))
    .toEqual([{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: `${ARN}:${qualifier}` }]);
});

test('a function of another stack', () => {
  const app = testApp();
  const lambdaFunction = makeFunction(fixedStack('Other', app));
  const flow = testFlow(fixedStack('S', app));
  new LambdaNode(flow, 'Call', { lambdaFunction });
  const arn = '${import Other:ExportsOutputFnGetAttFunctionArn}';
  expect(nodeOf(flow, 'Call').Configuration).toEqual({ LambdaFunction: { LambdaArn: arn } });
  expect(statementsOf(flow)).toEqual([{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: arn }]);
});

test('a function of another account, and one that only the deployment knows', () => {
  const flow = testFlow();
  const elsewhere = 'arn:aws:lambda:us-east-1:444455556666:function:answer';
  const { valueAsString } = new CfnParameter(Stack.of(flow), 'FunctionArn');
  new LambdaNode(flow, 'Elsewhere', { lambdaFunction: lambda.Function.fromFunctionArn(flow, 'Imported', elsewhere) });
  new LambdaNode(flow, 'Later', { lambdaArn: valueAsString });
  expect(statementsOf(flow))
    .toEqual([{ Action: 'lambda:InvokeFunction', Effect: 'Allow', Resource: [elsewhere, '${FunctionArn}'] }]);
});

test('its output', () => {
  const flow = testFlow();
  const { functionResponse } = new LambdaNode(flow, 'Call', { lambdaArn: ARN, responseType: FlowDataType.ARRAY });
  expect([`${functionResponse}`, functionResponse.dataType]).toEqual(['Call.functionResponse', 'Array']);
});

test.each<[string, object, string]>([
  ['no function', {}, 'neither \'lambdaFunction\' nor \'lambdaArn\' is given; give \'lambdaFunction\' or \'lambdaArn\' '
    + '[IllegalValue]'],
  ['two functions', { lambdaArn: ARN, lambdaFunction: { functionArn: ARN } }, '\'lambdaFunction\' and '
    + '\'lambdaArn\' are both given; give only one of them [IllegalValue]'],
  ['a name', { lambdaArn: 'answer' },
    '\'lambdaArn\' is \'answer\', but must be a function ARN, with or without an alias or version at its end; '
      + 'correct it [IllegalValue]'],
])('refuses %s', (_, props, message) => {
  const flow = testFlow();
  expect(refusal(flow, () => new LambdaNode(flow, 'Call', props))).toBe(`[S/F/Call] ${message}`);
});
