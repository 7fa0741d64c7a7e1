/** The events of both APIs: their shapes, their limits, and that they can be read piece by piece. */
import {
  agent, condition, flowOf, given, input, iterator, lambda, loop, loopController, loopInput, output, prompt,
} from './flow-of';
import { misshapen } from './shapes';
import {
  compile, Engine, type FlowResponseEvent, runSync, toFlowExecutionEvents, toFlowResponseStream,
} from '../../../src/core/simulate';

const MANY = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`in${at}`, 'String']));
const FLOW = flowOf(
  [
    input(), lambda('Work', MANY), prompt('Ask', '{{text}}'), agent('Helper'),
    condition('Route', { value: 'String' }, { isA: 'value == "a"' }),
    loop('Rounds', { aa: 'String', bb: 'String', cc: 'String' }, { aa: 'String', bb: 'String', cc: 'String' }, flowOf(
      [loopInput({ aa: 'String', bb: 'String', cc: 'String' }),
        loopController({
          aa: 'String $.data ExitLoop',
          bb: 'String $.data ExitLoop',
          cc: 'String $.data ExitLoop',
          go: 'String $.data LoopCondition',
        }, 'go == "x"', 2)],
      'Start.aa > Again.aa', 'Start.bb > Again.bb', 'Start.cc > Again.cc', 'Start.aa > Again.go')),
    output(), lambda('List', { value: 'String' }, 'Array'), iterator(), output('Items'),
  ],
  ...Object.keys(MANY).map((name) => `In.document > Work.${name}`), 'Work.functionResponse > Ask.text',
  'Ask.modelCompletion > Helper.agentInputText',
  'Helper.agentResponse > Route.value', 'Route?isA > Rounds', 'In.document > Rounds.aa', 'In.document > Rounds.bb',
  'In.document > Rounds.cc', 'Rounds.bb > Out.document',
  'In.document > List.value', 'List.functionResponse > Each.array', 'Each.arrayItem > Items.document',
);
const HANDLERS = {
  types: {
    LambdaFunction: () => ({ value: 'w' }),
    Prompt: () => ({ value: 'p' }),
    Agent: () => ({ value: 'a', agentTraces: [{ trace: {} }] }),
  },
  nodes: { List: () => ({ value: ['i', 'j'] }) },
};
const result = runSync(compile(FLOW, { profile: 'documented' }), given('x'), HANDLERS);

test('all events have the shapes of the API model', () => {
  expect(result.error).toBeUndefined();
  expect(misshapen(result.events, 'stream')).toEqual([]);
  expect(misshapen(result.executionEvents, 'execution')).toEqual([]);
  expect(new Set(result.events.flatMap((event) => Object.keys((event as any).flowTraceEvent?.trace ?? event))))
    .toEqual(new Set([
      'nodeOutputTrace', 'nodeInputTrace', 'nodeActionTrace', 'nodeDependencyTrace', 'conditionNodeResultTrace',
      'flowOutputEvent', 'flowCompletionEvent',
    ]));
  expect(new Set(result.executionEvents.map((event) => Object.keys(event)[0]))).toEqual(new Set([
    'flowInputEvent', 'nodeOutputEvent', 'nodeInputEvent', 'nodeActionEvent', 'nodeDependencyEvent',
    'conditionResultEvent', 'flowOutputEvent',
  ]));
});

test('the check of shapes can fail', () => {
  expect(misshapen([{ flowCompletionEvent: { completionReason: 'FAILED' } } as unknown as FlowResponseEvent], 'stream'))
    .toHaveLength(1);
  expect(misshapen([{
    flowTraceEvent: { trace: { nodeInputTrace: { nodeName: 'Aa', timestamp: '1970-01-01T00:00:00Z', fields: [] } } },
  }], 'stream')).toHaveLength(1);
});

test('more fields than a trace may have stand in several', () => {
  const sizes = (kind: string, nodeName: string) => result.events.map((event: any) => event.flowTraceEvent?.trace[kind])
    .filter((trace) => trace?.nodeName === nodeName).map(({ fields }) => fields.length);
  expect(sizes('nodeInputTrace', 'Work')).toEqual([5, 5, 2]);
  expect(sizes('nodeOutputTrace', 'Rounds')).toEqual([2, 1]);
  expect(sizes('nodeOutputTrace', 'Each')).toEqual([2, 2]);
});

test('types are spelt as recorded, or as in the model', () => {
  // the event of a function, which the action shows, has types of its own
  const types = (options: object) => {
    const shown = runSync(compile(FLOW, options), given('x'), HANDLERS).events.map((event) => JSON.stringify(event))
      .filter((text) => !text.includes('nodeActionTrace'));
    return [...new Set(shown.join().match(/"type":"(String|STRING)"/g))];
  };
  expect([types({}), types({ traceTypes: 'model' })]).toEqual([['"type":"STRING"'], ['"type":"String"']]);
});

test('each type is spelt as recorded', () => {
  for (const [
    type, document,
  ] of [['String', 'x'], ['Number', 1], ['Boolean', true], ['Object', {}], ['Array', []]] as const) {
    const typed = flowOf([input(type), output('Out', type)], 'In.document > Out.document');
    const shown = (options: object) => runSync(compile(typed, options), given(document), {}).events
      .flatMap((event: any) => (
        (event.flowTraceEvent?.trace.nodeInputTrace?.fields ?? []).map((field: any) => field.type)));
    expect([shown({}), shown({ traceTypes: 'model' })]).toEqual([[type.toUpperCase()], [type]]);
  }
});

test('the failure of a flow as a whole has the two codes that flows have', () => {
  for (const [
    code, errorCode,
  ] of [['validationException', 'VALIDATION'], ['throttlingException', 'INTERNAL_SERVER']] as const) {
    const engine = new Engine(compile(flowOf([input(), output()], 'In.document > Out.document')));
    engine.start(given('x'));
    engine.abort({ code, message: 'no' });
    expect(toFlowExecutionEvents(engine.log).at(-1))
      .toEqual({ flowFailureEvent: { timestamp: '1970-01-01T00:00:00.000Z', errorCode, errorMessage: 'no' } });
  }
});

test('what shows no action in a trace shows none in a flow execution', () => {
  const flow = flowOf([input(), {
    ...lambda('Keep'),
    type: 'Lex',
    configuration: { lex: {} },
    inputs: [{ name: 'inputText', type: 'String', expression: '$.data' }],
  }],
  'In.document > Keep.inputText');
  const { executionEvents } = runSync(compile(flow), given('x'), { types: { Lex: () => ({ value: 'y' }) } });
  expect(executionEvents.map((event) => Object.keys(event)[0]))
    .toEqual(['flowInputEvent', 'nodeOutputEvent', 'nodeInputEvent', 'nodeOutputEvent']);
});

test('piece by piece it is the same as at once', () => {
  const { log } = result;
  for (const read of [
    (from: number, entries: typeof log.entries) => toFlowResponseStream({ ...log, entries },
      { enableTrace: true, from }),
    (from: number, entries: typeof log.entries) => toFlowExecutionEvents({ ...log, entries }, { from }),
  ]) {
    const pieces = log.entries.flatMap((_, at): readonly unknown[] => read(at, log.entries.slice(0, at + 1)));
    expect(pieces).toEqual(read(0, log.entries));
  }
});

test('without traces there are only outputs and the end', () => {
  expect(toFlowResponseStream(result.log)).toEqual([
    { flowOutputEvent: { nodeName: 'Out', nodeType: 'FlowOutputNode', content: { document: 'x' } } },
    { flowOutputEvent: { nodeName: 'Items', nodeType: 'FlowOutputNode', content: { document: 'i' } } },
    { flowOutputEvent: { nodeName: 'Items', nodeType: 'FlowOutputNode', content: { document: 'j' } } },
    { flowCompletionEvent: { completionReason: 'SUCCESS' } },
  ]);
});

test.each([
  ['validationException', 'VALIDATION'], ['badGatewayException', 'BAD_GATEWAY'],
  ['internalServerException', 'INTERNAL_SERVER'],
  ['throttlingException', 'DEPENDENCY_FAILED'], ['dependencyFailedException', 'DEPENDENCY_FAILED'],
] as const)('%s is the failure %s of its node in a flow execution', (code, errorCode) => {
  const failed = runSync(compile(FLOW, { profile: 'documented' }), given('x'),
    { types: { LambdaFunction: () => ({ error: { code, message: 'no' } }) } });
  expect(failed.executionEvents.slice(-2)).toEqual([
    { nodeFailureEvent: { nodeName: 'Work', timestamp: '1970-01-01T00:00:00.000Z', errorCode, errorMessage: 'no' } },
    {
      flowFailureEvent: {
        timestamp: '1970-01-01T00:00:00.000Z', errorCode: 'NODE_EXECUTION_FAILED', errorMessage: 'no',
      },
    },
  ]);
  expect(misshapen(failed.executionEvents, 'execution')).toEqual([]);
  expect(misshapen(failed.events, 'stream')).toEqual([]);
});

test('a result is JSON', () => {
  const json = JSON.parse(JSON.stringify(result));
  expect(Object.keys(json))
    .toEqual(['outputs', 'completionReason', 'branches', 'visited', 'skipped', 'calls', 'events', 'diagnostics']);
  expect(json.calls.Ask).toEqual([{ inputs: { text: 'w' }, outputs: { modelCompletion: 'p' }, executionChain: [] }]);
  expect(json.calls.Start).toHaveLength(2);
});
