/** Agents that ask the user: the flow pauses, its state is saved, and the answer goes on with it. */
import {
  agent, answer, documents, flowOf, given, input, iterator, lambda, node, output, rules, story,
} from './flow-of';
import {
  type AsyncHandler, compile, Engine, type Handler, runSync, runToEnd, type Snapshot, toFlowExecutionEvents,
  toFlowResponseStream,
} from '../../../src/core/simulate';

const PLAN = compile(flowOf([input(), agent('AgentsNode_1'), output()], 'In.document > AgentsNode_1.agentInputText',
  'AgentsNode_1.agentResponse > Out.document'));

/** Asks until it hears `done`. */
const asking: Handler = ({ inputs }) => inputs.agentInputText === 'done'
  ? { value: 'finished' } : { inputRequired: `more than ${String(inputs.agentInputText)}?` };

function throughJson(snapshot: Snapshot): Snapshot {
  return JSON.parse(JSON.stringify(snapshot)) as Snapshot;
}

test('the question comes before the completion, and the answer continues the same execution', () => {
  const first = runSync(PLAN, given('hi'), { types: { Agent: asking } }, { executionId: 'run-7' });
  expect(first.completionReason).toBe('INPUT_REQUIRED');
  expect(toFlowResponseStream(first.log)).toEqual([
    {
      flowMultiTurnInputRequestEvent: {
        nodeName: 'AgentsNode_1', nodeType: 'AgentNode', content: { document: 'more than hi?' },
      },
    },
    { flowCompletionEvent: { completionReason: 'INPUT_REQUIRED' } },
  ]);

  const sessions: unknown[] = [];
  const second = runSync(PLAN, answer('AgentsNode_1', 'done'), {
    types: {
      Agent: (effect, context) => {
        sessions.push(effect.request);
        return asking(effect, context);
      },
    },
  }, { resume: throughJson(first.snapshot()) });
  expect(sessions).toMatchObject([{
    operation: 'InvokeAgent', sessionId: 'run-7', inputText: 'done', agentId: 'AGENTAAAAA', agentAliasId: 'ALIASAAAAA',
  }]);
  expect(documents(second)).toEqual(['finished']);
  expect(second.events.map((event) => Object.keys((event as any).flowTraceEvent?.trace ?? event)[0])).toEqual([
    'nodeInputTrace', 'nodeActionTrace', 'nodeOutputTrace', 'nodeInputTrace', 'flowOutputEvent', 'flowCompletionEvent',
  ]);
  expect(JSON.stringify(second.events[0]))
    .toContain('"fields":[{"nodeInputName":"agentInputText","content":{"document":"done"},"type":"STRING"}]');
  expect(rules(second)).toEqual(['MultiTurnPause', 'MultiTurnResume']);
});

test('an agent may ask again and again', () => {
  let result = runSync(PLAN, given('hi'), { types: { Agent: asking } });
  for (const word of ['one', 'two', 'done']) {
    result = runSync(PLAN, answer('AgentsNode_1', word), { types: { Agent: asking } },
      { resume: throughJson(result.snapshot()) });
  }
  expect(documents(result)).toEqual(['finished']);
  expect(story(result).filter((line) => /inputRequest|inputAnswer/.test(line))).toHaveLength(6);
});

const SIDE = compile(flowOf([
  input(), agent('Asks'), agent('Asks2'), lambda('Other'), output('Done'), output('Done2'), output('Out'),
],
'In.document > Asks.agentInputText', 'In.document > Asks2.agentInputText', 'In.document > Other.value',
'Other.functionResponse > Out.document',
'Asks.agentResponse > Done.document', 'Asks2.agentResponse > Done2.document'));

test('every other ready node runs before the pause, and one question is asked at a time', () => {
  const handlers = { types: { Agent: asking, LambdaFunction: () => ({ value: 'side' }) } };
  const first = runSync(SIDE, given('hi'), handlers);
  expect(first.outputs).toEqual([{ nodeName: 'Out', document: 'side' }]);
  expect(story(first).slice(-2)).toEqual(['inputRequest Asks', 'completion']);
  const second = runSync(SIDE, answer('Asks', 'done'), handlers, { resume: throughJson(first.snapshot()) });
  expect(story(second).slice(-2)).toEqual(['inputRequest Asks2', 'completion']);
  expect(second.completionReason).toBe('INPUT_REQUIRED');
  const third = runSync(SIDE, answer('Asks2', 'done'), handlers, { resume: throughJson(second.snapshot()) });
  expect(third.completionReason).toBe('SUCCESS');
  expect(third.outputs.map(({ nodeName }) => nodeName)).toEqual(['Out', 'Done', 'Done2']);
});

test('an agent asks in the middle of an iteration', () => {
  const plan = compile(flowOf([input('Array'), iterator(), agent('Asks'), output()],
    'In.document > Each.array', 'Each.arrayItem > Asks.agentInputText', 'Asks.agentResponse > Out.document'));
  const handlers = { types: { Agent: asking } };
  const first = runSync(plan, given(['done', 'b', 'done']), handlers);
  expect(documents(first)).toEqual(['finished']);
  const second = runSync(plan, answer('Asks', 'done'), handlers, { resume: throughJson(first.snapshot()) });
  expect(documents(second)).toEqual(['finished', 'finished', 'finished']);
  expect(JSON.stringify(second.events[0]))
    .toContain('"executionChain":[{"nodeName":"Each","index":1,"type":"Iterator"}]');
});

test.each([
  [given('x'), '[inputs[0].nodeName] the node \'AgentsNode_1\' asks, not \'In\'; name \'AgentsNode_1\' [IllegalInput]'],
  [[{ nodeName: 'AgentsNode_1', content: { document: 'x' } }],
    '[inputs[0].nodeInputName] an answer goes to \'agentInputText\', not to \'nothing\'; name \'agentInputText\' '
      + '[IllegalInput]'],
])('an answer that goes elsewhere is refused, and the flow stays paused: %#', (inputs, message) => {
  const snapshot = runSync(PLAN, given('hi'), { types: { Agent: asking } }).snapshot();
  const engine = Engine.restore(PLAN, snapshot);
  expect(() => engine.start(inputs)).toThrow(message);
  engine.start(answer('AgentsNode_1', 'done'));
  expect(engine.next()).toMatchObject({ kind: 'effect', node: 'AgentsNode_1' });
});

test('the answer takes the place of what the agent was asked, among its other inputs', () => {
  const asks = node('Agent', 'Asks', { promptAttributes: 'Object', agentInputText: 'String $.data.text' },
    { agentResponse: 'String' }, {});
  const plan = compile(flowOf([input('Object'), asks, output()], 'In.document > Asks.promptAttributes',
    'In.document > Asks.agentInputText', 'Asks.agentResponse > Out.document'));
  const engine = new Engine(plan);
  engine.start(given({ text: 'hi' }));
  engine.next();
  engine.settle(1, { inputRequired: 'more?' });
  expect(engine.next()).toEqual({ kind: 'done', completionReason: 'INPUT_REQUIRED' });
  expect(engine.outcome).toEqual({ kind: 'done', completionReason: 'INPUT_REQUIRED' });
  engine.start(answer('Asks', 'done'));
  expect(engine.next())
    .toMatchObject({ kind: 'effect', id: 2, inputs: { promptAttributes: { text: 'hi' }, agentInputText: 'done' } });
  expect(toFlowExecutionEvents(engine.log).slice(3)).toEqual([{
    nodeInputEvent: {
      nodeName: 'Asks',
      timestamp: '1970-01-01T00:00:00.000Z',
      fields: [{ name: 'agentInputText', content: { document: 'done' }, type: 'STRING' }],
    },
  }]);
});

test('an answer of the wrong type is an error of the flow', () => {
  const { snapshot } = { snapshot: runSync(PLAN, given('hi'), { types: { Agent: asking } }).snapshot() };
  expect(runSync(PLAN, answer('AgentsNode_1', { a: 1 }), {}, { resume: snapshot }).error?.message)
    .toBe('Expected type for Node Input agentInputText of Node AgentsNode_1 to be STRING. Actual type is OBJECT.');
});

test('only an agent can ask', () => {
  const plan = compile(flowOf([input(), lambda('Work'), output()], 'In.document > Work.value', 'Work.functionResponse '
    + '> Out.document'));
  expect(() => runSync(plan, given('x'), { types: { LambdaFunction: asking } })).toThrow(
    '[Work] a LambdaFunction node can\'t ask the user; give {value: …} or {error: {code, message}}; an Agent may also '
      + 'give {inputRequired: …} [IllegalSettlement]');
});

test('the saved state of another definition is refused', () => {
  const snapshot = runSync(PLAN, given('hi'), { types: { Agent: asking } }).snapshot();
  expect(() => Engine.restore(SIDE, snapshot)).toThrow('the saved state belongs to another definition; restore it with '
    + 'the plan it was saved from [IllegalSnapshot]');
});

test('asynchronously it is the same', async () => {
  const handlers = { types: { Agent: asking as AsyncHandler } };
  const first = await runToEnd(PLAN, given('hi'), handlers);
  const second = await runToEnd(PLAN, answer('AgentsNode_1', 'done'), handlers,
    { resume: throughJson(first.snapshot()) });
  expect(second.events).toEqual(
    runSync(PLAN, answer('AgentsNode_1', 'done'), { types: { Agent: asking } },
      { resume: throughJson(first.snapshot()) }).events);
});
