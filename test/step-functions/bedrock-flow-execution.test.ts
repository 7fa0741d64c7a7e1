import { aws_kms as kms, aws_stepfunctions as sfn, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { machine, statesOf } from './support';
import {
  BedrockFlowExecution, FlowAlias, FlowCode, InlineCodeNode, OutputNode,
} from '../../src';
import { callingStack, OBJECT, statementsOf } from '../calls/support';
import { program } from '../canary/program';
import { synthErrors } from '../small-flows';
import { thrown } from '../support';

test('its states start the flow, look at it and gather its outputs, in JSONata', () => {
  const { stack, alias } = callingStack();
  machine(stack, new BedrockFlowExecution(stack, 'Digest', { alias, timeout: Duration.hours(2) }));
  const { States, StartAt } = statesOf(stack);
  expect(StartAt).toBe('Digest: Start');
  expect(Object.keys(States).sort()).toEqual([
    'Digest: Aborted', 'Digest: End', 'Digest: Failed', 'Digest: Is it over?', 'Digest: Look', 'Digest: More?',
    'Digest: Outputs', 'Digest: Result', 'Digest: Start', 'Digest: Stop', 'Digest: Stopped', 'Digest: TimedOut',
    'Digest: Wait',
  ]);
  for (const state of Object.values<any>(States)) { expect(state.QueryLanguage).toBe('JSONata'); }
  const { Arguments, Retry, Catch } = States['Digest: Start'];
  expect(Arguments).toMatchObject({
    Inputs: [{
      NodeName: 'FlowInputNode', NodeOutputName: 'document', Content: { Document: '{% $states.input %}' },
    }],
    FlowExecutionName: expect.stringMatching(/^\{% \$hash\(.*'MD5'\) %\}$/),
  });
  expect(Retry.map((each: any) => [each.ErrorEquals[0], each.MaxAttempts, each.JitterStrategy])).toEqual([
    ['BedrockAgentRuntime.ThrottlingException', 6, 'FULL'],
    ['BedrockAgentRuntime.InternalServerException', 3, 'FULL'],
  ]);
  expect(Catch).toMatchObject([{ ErrorEquals: ['BedrockAgentRuntime.ConflictException'], Next: 'Digest: Wait' }]);
  expect(States['Digest: Wait'].Seconds).toContain('$max([10, $min([300, ');
});

test('the role of the machine may do exactly what the states do', () => {
  const { stack, alias } = callingStack();
  machine(stack, new BedrockFlowExecution(stack, 'Digest', { alias }));
  const flow = expect.stringMatching(/^\$\{Reply\w+\.Arn\}$/);
  const live = expect.stringMatching(/^\$\{Live\w+\.Arn\}$/);
  const executions = expect.stringMatching(/^\$\{Live\w+\.Arn\}\/execution\/\*$/);
  const statements = statementsOf(stack, /^Machine/).flatMap(({ Action, Resource, ...others }) => [Action].flat()
    .map((action) => ({ action, Resource, ...others }))).sort((left, right) => left.action < right.action ? -1 : 1);
  expect(statements).toEqual([
    { Effect: 'Allow', action: 'bedrock:GetFlowExecution', Resource: [flow, live, executions] },
    { Effect: 'Allow', action: 'bedrock:ListFlowExecutionEvents', Resource: [flow, live, executions] },
    { Effect: 'Allow', action: 'bedrock:StartFlowExecution', Resource: [flow, live] },
  ]);
});

test('with a time limit it may also stop the execution; with a key, use it for this flow', () => {
  const stack = new Stack();
  const alias = FlowAlias.fromFlowAliasAttributes(stack, 'Live', {
    flowAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:flow/FLOW123456/alias/ALIAS12345',
    encryptionKey: new kms.Key(stack, 'Key'),
  });
  machine(stack, new BedrockFlowExecution(stack, 'Digest', { alias, timeout: Duration.hours(2) }));
  const statements = statementsOf(stack, /^Machine/);
  expect(statements.flatMap(({ Action }) => Action)).toContain('bedrock:StopFlowExecution');
  expect(statements).toContainEqual(expect.objectContaining({
    Condition: expect.objectContaining({
      StringEquals: expect.objectContaining({ 'kms:EncryptionContext:aws:bedrock-flows:arn': alias.flow.flowArn }),
    }),
  }));
});

test('two of one id work in one machine, and so does a long path', () => {
  const { stack, alias } = callingStack();
  const long = 'a'.repeat(70);
  const [first, second, third] = ['A', 'B', long].map((id) => new BedrockFlowExecution(new Construct(stack, id), 'Run',
    { alias }));
  machine(stack, first.next(second).next(third.toSingleState()));
  const { StartAt, States } = statesOf(stack);
  expect(StartAt).toBe('A/Run: Start');
  expect(States['B/Run: Start']).toBeDefined();
  const names = [...Object.keys(States), ...Object.keys(Object.values<any>(States)
    .find(({ Type }) => Type === 'Parallel').Branches[0].States)];
  expect(Math.max(...names.map((name) => name.length))).toBeLessThanOrEqual(80);
  expect(new Set(names).size).toBe(names.length);
});

test('as a single state it gives what the fragment gives', () => {
  const { stack, alias } = callingStack();
  const single = new BedrockFlowExecution(stack, 'Digest', { alias }).toSingleState({ stateId: 'Digest it' });
  machine(stack, single.addRetry({ errors: ['BedrockFlows.Failed'], maxAttempts: 1 }));
  const { States } = statesOf(stack);
  expect(Object.keys(States)).toEqual(['Digest it']);
  expect(States['Digest it']).toMatchObject({
    QueryLanguage: 'JSONata',
    Output: '{% $states.result[0] %}',
    Branches: [{ StartAt: 'Digest: Start' }],
  });
});

test('a single state is what its options say', () => {
  const { stack, alias } = callingStack();
  machine(stack, new BedrockFlowExecution(stack, 'Digest', { alias }).toSingleState({
    prefixStates: 'Night', comment: 'each night', outputs: '{% $states.result[0].outputs %}',
  }));
  const { States } = statesOf(stack);
  expect(States.Digest).toMatchObject({
    Comment: 'each night', Output: '{% $states.result[0].outputs %}', Branches: [{ StartAt: 'NightDigest: Start' }],
  });
});

test('a canary alias is the promoted one', () => {
  const { stack, alias: canary } = program();
  machine(stack, new BedrockFlowExecution(stack, 'Digest', { canary }));
  expect(statementsOf(stack, /^Machine/).flatMap(({ Resource }) => Resource).join()).toContain('${CanaryPromoted');
});

test('a flow with inline code is refused at synth', () => {
  const { stack, flow, alias } = callingStack();
  const code = new InlineCodeNode(flow, 'Count', {
    code: FlowCode.inline('len(text)'), inputs: { text: flow.input },
  });
  new OutputNode(flow, 'Other', { document: code.response });
  machine(stack, new BedrockFlowExecution(stack, 'Digest', { alias }));
  expect(synthErrors(stack)).toEqual(['[Shop/Digest] flow \'Shop/Reply\' has inline code in \'Count\', which flow '
    + 'executions do not run; use BedrockInvokeFlow, or a LambdaNode in place of it [IllegalValue]']);
});

test('mistakes are one line', () => {
  const { stack, alias } = callingStack();
  const mistake = (props: object) => thrown(() => new BedrockFlowExecution(stack, 'Digest', props));
  expect(mistake({})).toBe('[Shop/Digest] neither \'alias\' nor \'canary\' is given; give \'alias\' or \'canary\' '
    + '[IllegalValue]');
  expect(mistake({ alias, pollInterval: Duration.minutes(10) }))
    .toBe('[Shop/Digest] \'pollInterval\' is 10 minutes, but must be 1 second to 5 minutes; choose another one '
      + '[IllegalValue]');
  const object = callingStack(OBJECT);
  expect(thrown(() => new BedrockFlowExecution(object.stack, 'Digest',
    { alias: object.alias, document: sfn.TaskInput.fromText('text') }))).toContain('takes an Object, but');
});
