/** The simulator that every language has. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, type aws_bedrock as bedrock, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ConditionNode, Flow, FlowModel, FlowPrompt, OutputNode, PromptNode, testing } from '../../src';
import {
  collector, flowOf, input, iterator, loop, loopController, loopInput, output, prompt,
} from '../core/simulate/flow-of';
import { agentFlow, codeFlow, folder, lambdaFlow, promptFlow, refused } from '../runner/support';

const { FlowSimulator, MockRepeat, NodeMock } = testing;

function triage() {
  const stack = new Stack(new App(), 'S');
  const flow = new Flow(stack, 'Triage');
  const model = FlowModel.fromModelId('amazon.nova-lite-v1:0');
  const classify = new PromptNode(flow, 'Classify',
    { model, prompt: FlowPrompt.inline('refund or other: {{message}}'), inputs: { message: flow.input } });
  const route = new ConditionNode(flow, 'Route', { inputs: { category: classify.modelCompletion } });
  const refund = new PromptNode(flow, 'Refund', {
    model,
    prompt: FlowPrompt.inline('Refund: {{message}}'),
    inputs: { message: flow.input },
    runWhen:
      route.when('isRefund', 'category == "refund"'),
  });
  new OutputNode(flow, 'RefundAnswer', { document: refund.modelCompletion });
  new OutputNode(flow, 'OtherAnswer', { document: flow.input, runWhen: route.otherwise() });
  return { stack, flow };
}

test('a run says what happened', () => {
  const simulator = FlowSimulator.fromFlow(triage().flow);
  simulator.mock('Classify', NodeMock.returns('refund'));
  simulator.mockType('Prompt', NodeMock.returns('here you are'));
  const run = simulator.run('money back');
  expect({ ...run, result: undefined }).toEqual({ completionReason: 'SUCCESS' });
  expect(run.output()).toBe('here you are');
  expect(run.output('RefundAnswer')).toBe('here you are');
  expect(run.outputs).toEqual([{ nodeName: 'RefundAnswer', document: 'here you are' }]);
  expect(run.branchesTaken).toEqual(['Route.isRefund']);
  expect(run.nodesVisited).toEqual(['FlowInputNode', 'Classify', 'Route', 'Refund', 'RefundAnswer']);
  expect(run.nodesSkipped).toEqual(['OtherAnswer']);
  expect(run.calls('Classify'))
    .toEqual([{ inputs: { message: 'money back' }, outputs: { modelCompletion: 'refund' }, iteration: [] }]);
  expect(run.calls('OtherAnswer')).toEqual([]);
  expect(() => run.calls('constructor')).toThrow("[calls] the flow has no node 'constructor'; it has ");
  expect(() => run.calls('Clasify')).toThrow("[calls] the flow has no node 'Clasify'; did you mean 'Classify'?");
  expect(run.events.at(-1)).toEqual({ flowCompletionEvent: { completionReason: 'SUCCESS' } });
  expect(run.trace.split('\n')).toEqual([
    'FlowInputNode  Input      -> "money back"',
    'Classify       Prompt     message: "money back" -> "refund"',
    'Route          Condition  category: "refund" -> isRefund',
    'Refund         Prompt     message: "money back" -> "here you are"',
    'RefundAnswer   Output     "here you are"',
    'SUCCESS',
  ]);
});

test('an output that was not reached is an error that shows the way', () => {
  const simulator = FlowSimulator.fromFlow(triage().flow);
  simulator.mock('Classify', NodeMock.returns('other'));
  const run = simulator.run('hello');
  expect(run.output('OtherAnswer')).toBe('hello');
  expect(() => run.output('RefundAnswer')).toThrow(
    /^\[output\] there is no output of 'RefundAnswer'; this is what happened:\nFlowInputNode .*\n(.*\n)*SUCCESS$/,
  );
});

test('a flow that fails', () => {
  const simulator = FlowSimulator.fromJson(promptFlow() as unknown as { [key: string]: any });
  simulator.mock('Ask', NodeMock.throwsError('throttlingException', 'slow down'));
  const run = simulator.run('x');
  expect([run.completionReason, run.errorCode, run.errorMessage, run.failedNode])
    .toEqual([undefined, 'throttlingException', 'slow down', 'Ask']);
  expect(run.calls('Ask'))
    .toEqual([{ inputs: { text: 'x' }, errorCode: 'throttlingException', errorMessage: 'slow down', iteration: [] }]);
  expect(run.trace.split('\n').slice(1)).toEqual([
    'Ask  Prompt  text: "x" failed: throttlingException: slow down', 'throttlingException at Ask: slow down',
  ]);
});

test('a run is one line of text', () => {
  const simulator = FlowSimulator.fromJson(promptFlow() as unknown as { [key: string]: any });
  const line = (mock: testing.NodeMock) => {
    simulator.mock('Ask', mock);
    return String(simulator.run('x'));
  };
  expect(line(NodeMock.returns('about tea'))).toBe('SUCCESS, Out: "about tea"');
  // what moves the cursor is escaped
  expect(line(NodeMock.returns(`a\n\u001b[2J${'b'.repeat(1000)}`)))
    .toMatch(/^SUCCESS, Out: "a\\n\\u001b\[2Jb+\.\.\.$/);
  expect(line(NodeMock.throwsError('throttlingException', 'slow\ndown'))).toBe('throttlingException at Ask: slow down');
  const agent = FlowSimulator.fromJson(agentFlow() as unknown as { [key: string]: any });
  agent.mock('Talk', NodeMock.asks('which order?'));
  expect(`${agent.run('help')}`).toBe('INPUT_REQUIRED, asks "which order?"');
});

test('a mock that returns nothing returns null', () => {
  const simulator = FlowSimulator.fromJson(lambdaFlow('Object', 'Object') as unknown as { [key: string]: any });
  const runs = [NodeMock.returns(), NodeMock.returns(null), NodeMock.returnsJson('null')].map((mock) => {
    simulator.mock('Fn', mock);
    return simulator.run({}).events;
  });
  expect(runs[0]).toEqual(runs[2]);
  expect(runs[1]).toEqual(runs[2]);
  expect(JSON.stringify(runs[0])).toContain('is NULL');
});

test('flows from files and templates', () => {
  const { stack, flow } = triage();
  const id = stack.resolve((flow.node.defaultChild as bedrock.CfnFlow).logicalId) as string;
  const root = folder({
    'flow.json': JSON.stringify(promptFlow()), 'template.json': JSON.stringify(Template.fromStack(stack).toJSON()),
  });
  const simulators = [
    FlowSimulator.fromFile(join(root, 'flow.json')),
    FlowSimulator.fromFile(join(root, 'template.json'), { flowId: id }),
    FlowSimulator.fromTemplate(Template.fromStack(stack).toJSON(), id), FlowSimulator.fromFlow(stack),
  ];
  for (const simulator of simulators) {
    simulator.mockType('Prompt', NodeMock.returns('answer'));
    expect(simulator.run('x').outputs).toHaveLength(1);
  }
  expect(() => FlowSimulator.fromTemplate(Template.fromStack(stack).toJSON(), 'Other'))
    .toThrow(/there is no flow 'Other' in it; .* \[NoFlow\]$/);
});

test('mocks from a file: later ones go before earlier ones', () => {
  const root = folder({
    'mocks.json': JSON.stringify({ input: 'hi', nodes: { Ask: { returns: 'of the file' } } }),
    'lambda.json': JSON.stringify({ nodes: { Fn: { lambda: './fn.py#handler' } } }),
    'fn.py': 'def handler(event, context):\n    return event["node"]["inputs"][0]["value"] * 2\n',
  });
  const simulator = FlowSimulator.fromJson(promptFlow() as unknown as { [key: string]: any });
  simulator.mocksFromFile(join(root, 'mocks.json'));
  expect([simulator.run().output(), simulator.run().calls('Ask')[0].inputs]).toEqual(['of the file', { text: 'hi' }]);
  simulator.mock('Ask', NodeMock.returns('of the test'));
  expect(simulator.run().output()).toBe('of the test');
  const functions = FlowSimulator.fromJson(lambdaFlow() as unknown as { [key: string]: any });
  functions.mocksFromFile(join(root, 'lambda.json'));
  expect(functions.run('ab').output()).toBe('abab');
});

test('iterations', () => {
  const flow = flowOf(
    [input('Array'), iterator(), prompt('Ask', '{{text}}'), collector(), output('Out', 'Array')],
    'In.document > Each.array', 'Each.arrayItem > Ask.text', 'Ask.modelCompletion > All.arrayItem', 'Each.arraySize > '
      + 'All.arraySize',
    'All.collectedArray > Out.document',
  );
  const simulator = FlowSimulator.fromJson(flow as unknown as { [key: string]: any });
  simulator.mock('Ask', NodeMock.sequence(['x', 'y'], { repeat: MockRepeat.LAST }));
  const run = simulator.run(['a', 'b', 'c']);
  expect(run.output()).toEqual(['x', 'y', 'y']);
  expect(run.calls('Ask').map(({ iteration, inputs }) => [iteration, inputs.text]))
    .toEqual([[[0], 'a'], [[1], 'b'], [[2], 'c']]);
  expect(run.trace).toContain('Each[1]/Ask  Prompt     text: "b" -> "y"');
  expect(run.diagnostics).toContainEqual({ rule: 'IteratorEvents', nodeName: 'Each', message: expect.any(String) });
  simulator.mock('Ask', NodeMock.sequence(['x']));
  expect(() => simulator.run(['a', 'b'])).toThrow('[SequenceEnded]');
});

test('agents that ask', () => {
  const simulator = FlowSimulator.fromJson(agentFlow() as unknown as { [key: string]: any });
  simulator.mock('Talk', NodeMock.calls([NodeMock.asks('which order?'), NodeMock.returns('on its way')]));
  const paused = simulator.run('help');
  expect([paused.completionReason, paused.question, paused.outputs]).toEqual(['INPUT_REQUIRED', 'which order?', []]);
  expect(simulator.run('help', { answers: ['7', 'not needed'] }).output()).toBe('on its way');
});

test('real code', () => {
  const code = FlowSimulator.fromJson(codeFlow('x.upper()') as unknown as { [key: string]: any });
  code.mock('Code', NodeMock.python());
  expect(code.run('ab').output()).toBe('AB');
  code.mock('Code', NodeMock.command(['python3', '-c', 'print(\'"fixed"\')'], { timeoutSeconds: 20 }));
  expect(code.run('ab').output()).toBe('fixed');
  const absent = FlowSimulator.fromJson(codeFlow('x') as unknown as { [key: string]: any }, { python: 'no-python' });
  absent.mock('Code', NodeMock.python());
  expect(() => absent.run('x')).toThrow('[MissingProgram]');
});

test('a guardrail that intervenes', () => {
  const simulator = FlowSimulator.fromJson(promptFlow() as unknown as { [key: string]: any });
  simulator.mock('Ask', NodeMock.guardrailIntervenes('Sorry.'));
  const run = simulator.run('x');
  expect(run.output()).toBe('Sorry.');
  expect(run.diagnostics.map(({ rule }) => rule)).toContain('GuardrailIntervention');
});

test('both readings of a loop', () => {
  const body = {
    ...flowOf([loopInput({ text: 'String' }), prompt('Improve', '{{text}}'), loopController(
      { text: 'String $.data LoopCondition' }, 'text == "again"', 3,
    )],
    'Start.text > Improve.text', 'Improve.modelCompletion > Again.text'),
  };
  const flow = flowOf([input(), loop('Refine', { text: 'String' }, { text: 'String' }, body as never), output()],
    'In.document > Refine.text', 'Refine.text > Out.document');
  const calls = (loopsEndWhenTrue: boolean) => {
    const simulator = FlowSimulator.fromJson(flow as unknown as { [key: string]: any }, { loopsEndWhenTrue });
    simulator.mock('Improve', NodeMock.returns('again'));
    return simulator.run('x').calls('Improve').length;
  };
  expect([calls(false), calls(true)]).toEqual([3, 1]);
});

test('mistakes are found where they are made', async () => {
  const simulator = FlowSimulator.fromFlow(triage().flow);
  const lines = [
    () => simulator.mock('Clasify', NodeMock.returns('x')),
    () => simulator.mock('Route', NodeMock.returns('x')),
    () => simulator.mock('Classify', NodeMock.python()),
    () => simulator.mockType('Promt', NodeMock.returns('x')),
    () => simulator.mock('Classify', { returns: 'x' } as never),
    () => NodeMock.throwsError('throtlingException', 'x'),
    () => NodeMock.sequence([]),
    () => NodeMock.fromJson({ retruns: 'x' }),
    () => simulator.run('x'),
    () => simulator.run(),
    () => FlowSimulator.fromJson({ nodes: [] }),
  ];
  const said = await Promise.all(lines.map(refused));
  expect(`${said.join('\n\n')}\n`).toBe(readFileSync(join(__dirname, 'messages.txt'), 'utf8'));
});

test('a value that is written as JSON arrives as it is written', () => {
  const simulator = testing.FlowSimulator.fromJson({
    nodes: [
      { name: 'In', type: 'Input', outputs: [{ name: 'document', type: 'Object' }] },
      {
        name: 'Work',
        type: 'LambdaFunction',
        configuration: { lambdaFunction: { lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:work' } },
        inputs: [{ name: 'value', type: 'Object', expression: '$.data' }],
        outputs: [{ name: 'functionResponse', type: 'Object' }],
      },
      { name: 'Out', type: 'Output', inputs: [{ name: 'document', type: 'Object', expression: '$.data' }] },
    ],
    connections: [
      ['In', 'document', 'Work', 'value'], ['Work', 'functionResponse', 'Out', 'document'],
    ].map(([source, sourceOutput, target, targetInput]) => ({
      name: `${source}To${target}`,
      type: 'Data',
      source,
      target,
      configuration: { data: { sourceOutput, targetInput } },
    })),
  });
  simulator.mock('Work', testing.NodeMock.returnsJson('{"none": null, "list": [null]}'));
  const run = simulator.runJson('{"a": null}');
  expect(run.output()).toEqual({ none: null, list: [null] });
  expect(run.calls('Work')[0].inputs).toEqual({ value: { a: null } });
  expect(() => simulator.runJson('{"a": NaN}')).toThrow(new RegExp(
    '^\\[FlowSimulator\\.runJson\\] the text is not JSON: .*; '
    + 'pass JSON, in Python that of json\\.dumps\\(value, allow_nan=False\\) \\[IllegalValue\\]$'));
  expect(() => testing.NodeMock.returnsJson('')).toThrow('[NodeMock.returnsJson] the text is not JSON');
});
