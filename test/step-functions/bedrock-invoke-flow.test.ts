import { aws_stepfunctions as sfn, Token } from 'aws-cdk-lib';
import { machine, statesOf } from './support';
import { BedrockInvokeFlow, FlowErrors, FlowInvoker } from '../../src';
import { callingStack, idsOf, OBJECT, statementsOf } from '../calls/support';
import { program } from '../canary/program';
import { thrown } from '../support';

const RETRY = [
  {
    ErrorEquals: ['ThrottlingException', 'Lambda.TooManyRequestsException'],
    IntervalSeconds: 2,
    MaxAttempts: 6,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
  {
    ErrorEquals: [
      'InternalServerException', 'BadGatewayException', 'DependencyFailedException', 'ConflictException',
      'Lambda.ClientExecutionTimeoutException', 'Lambda.ServiceException', 'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
    ],
    IntervalSeconds: 2,
    MaxAttempts: 3,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
];

test('with JSONata: the function is the resource, and its answer the result', () => {
  const { stack, alias } = callingStack();
  const task = BedrockInvokeFlow.jsonata(stack, 'Review', {
    alias,
    document: sfn.TaskInput.fromText('{% $states.input.contract %}'),
    outputs: '{% $states.result.outputs.Answer %}',
  });
  task.addCatch(new sfn.Pass(stack, 'Later'), { errors: [FlowErrors.QUOTA_EXCEEDED] });
  machine(stack, task, sfn.QueryLanguage.JSONATA);
  expect(statesOf(stack)).toEqual({
    QueryLanguage: 'JSONata',
    StartAt: 'Review',
    States: {
      Review: {
        Type: 'Task',
        End: true,
        Resource: 'TOKEN',
        Arguments: { document: '{% $states.input.contract %}', inputNode: 'FlowInputNode' },
        Output: '{% $states.result.outputs.Answer %}',
        Retry: RETRY,
        Catch: [{ ErrorEquals: ['ServiceQuotaExceededException'], Next: 'Later' }],
      },
      Later: { Type: 'Pass', End: true },
    },
  });
});

test('with JSONPath, and the whole input', () => {
  const { stack, alias } = callingStack({ ...OBJECT, inputName: 'Start' });
  machine(stack, BedrockInvokeFlow.jsonPath(stack, 'Review', { alias, resultSelector: { 'answer.$': '$.outputs.A' } }));
  expect(statesOf(stack).States.Review).toEqual({
    Type: 'Task',
    End: true,
    Resource: 'TOKEN',
    Parameters: { 'document.$': '$', 'inputNode': 'Start' },
    ResultSelector: { 'answer.$': '$.outputs.A' },
    Retry: RETRY,
  });
});

test('in a machine of the other language', () => {
  const { stack, alias } = callingStack();
  machine(stack, BedrockInvokeFlow.jsonata(stack, 'Review', { alias, retryOnServiceExceptions: false }));
  expect(statesOf(stack).States.Review).toEqual({
    Type: 'Task',
    QueryLanguage: 'JSONata',
    End: true,
    Resource: 'TOKEN',
    Arguments: { document: '{% $states.input %}', inputNode: 'FlowInputNode' },
  });
});

test('the role of the machine may call the function, and nothing else', () => {
  const { stack, alias } = callingStack();
  machine(stack, BedrockInvokeFlow.jsonata(stack, 'First', { alias })
    .next(BedrockInvokeFlow.jsonata(stack, 'Second', { alias })), sfn.QueryLanguage.JSONATA);
  const [id] = idsOf(stack, 'AWS::Lambda::Function', /^BedrockFlowInvoker/);
  expect(statementsOf(stack, /^Machine/))
    .toEqual([{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `\${${id}.Arn}` }]);
});

test('a canary alias, and an invoker of one\'s own', () => {
  const { stack, alias: canary } = program();
  const invoker = new FlowInvoker(stack, 'Own', { canary });
  expect(BedrockInvokeFlow.jsonata(stack, 'A', { canary }).invoker).toBe(FlowInvoker.forCanary(stack, canary));
  expect(BedrockInvokeFlow.jsonata(stack, 'B', { invoker }).invoker).toBe(invoker);
});

test('its metrics are those of a function', () => {
  const { stack, alias } = callingStack();
  const { metricName, dimensions } = BedrockInvokeFlow.jsonata(stack, 'Review', { alias }).metricFailed();
  expect(metricName).toBe('LambdaFunctionsFailed');
  expect(Object.keys(dimensions!)).toEqual(['LambdaFunctionArn']);
});

test('mistakes are one line, and leave nothing behind', () => {
  const { stack, alias } = callingStack();
  const before = stack.node.findAll().length;
  const mistake = (props: object) => thrown(() => BedrockInvokeFlow.jsonata(stack, 'Review', props));
  expect(mistake({})).toBe('[Shop/Review] neither \'alias\' nor \'canary\' nor \'invoker\' is given; give \'alias\', '
    + '\'canary\' or \'invoker\' [IllegalValue]');
  expect(mistake({ alias, document: sfn.TaskInput.fromObject({ key: 'a' }) }))
    .toBe('[Shop/Review] the flow \'Shop/Reply\' takes a String, but \'document\' is an Object; give it a String, or '
      + 'change \'inputType\' of the flow [IllegalValue]');
  expect(mistake({ alias, integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN }))
    .toBe('[Shop/Review] \'integrationPattern\' is WAIT_FOR_TASK_TOKEN, but the call itself returns the result of the '
      + 'flow; leave it out [IllegalValue]');
  expect(stack.node.findAll()).toHaveLength(before);
  const object = callingStack(OBJECT);
  expect(thrown(() => BedrockInvokeFlow.jsonata(object.stack, 'Review',
    { alias: object.alias, document: sfn.TaskInput.fromText('text') })))
    .toBe('[Shop/Review] the flow \'Shop/Reply\' takes an Object, but \'document\' is a String; give it an Object, or '
      + 'change \'inputType\' of the flow [IllegalValue]');
});

test('what an expression gives is not known before it runs, and is not held to be a text', () => {
  for (const text of ['{% $states.input %}', Token.asString({ Ref: 'Document' })]) {
    const { stack, alias } = callingStack(OBJECT);
    const state = BedrockInvokeFlow.jsonata(stack, 'Review', { alias, document: sfn.TaskInput.fromText(text) });
    machine(stack, state);
    expect(statesOf(stack).States.Review.Arguments.inputNode).toBe('FlowInputNode');
  }
});
