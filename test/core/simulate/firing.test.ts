/** When nodes run, and in which order: rules R1 to R6 of the runner, each by a small flow. */
import {
  agent, condition, documents, flowOf, given, input, lambda, node, output, prompt, rules, run, story,
} from './flow-of';
import { compile, Engine, returns, runSync } from '../../../src/core/simulate';

const LAMBDA = { LambdaFunction: ({ value }: any) => value };

test('a node runs once all its connected inputs have a value', () => {
  const flow = flowOf(
    [input(), lambda('Join', { left: 'String', right: 'String' }), lambda('Slow'), lambda('Fast'), output()],
    'In.document > Fast.value', 'Fast.functionResponse > Slow.value', 'Fast.functionResponse > Join.left',
    'Slow.functionResponse > Join.right',
    'Join.functionResponse > Out.document',
  );
  const result = run(flow, 'x', { Fast: () => 'f', Slow: () => 's', Join: ({ left, right }) => left + right });
  expect(documents(result)).toEqual(['fs']);
  expect(result.visited).toEqual(['In', 'Fast', 'Slow', 'Join', 'Out']);
});

test('an input that nothing is connected to does not block its node, and is not there', () => {
  const flow = flowOf([input(), agent('Helper', { promptAttributes: 'Object' }), output()],
    'In.document > Helper.agentInputText', 'Helper.agentResponse > Out.document');
  const seen: any[] = [];
  const result = run(flow, 'hello', { Helper: (inputs) => { seen.push(inputs); return 'hi'; } });
  expect(seen).toEqual([{ agentInputText: 'hello' }]);
  expect(documents(result)).toEqual(['hi']);
});

const ROUTED = flowOf(
  [
    input(), condition('Route', { value: 'String' }, { isA: 'value == "a"', startsA: 'value != "b"' }), lambda('First'),
    lambda('Second'), lambda('Rest'),
    output('One'), output('Two'), output('Three'),
  ],
  'In.document > Route.value', 'Route?isA > First', 'In.document > First.value', 'Route?startsA > Second',
  'In.document > Second.value',
  'Route?default > Rest', 'In.document > Rest.value',
  'First.functionResponse > One.document', 'Second.functionResponse > Two.document',
  'Rest.functionResponse > Three.document',
);

test.each([
  ['a', 'isA', 'One', ['Second', 'Rest', 'Two', 'Three']],
  ['c', 'startsA', 'Two', ['First', 'Rest', 'One', 'Three']],
  ['b', 'default', 'Three', ['First', 'Second', 'One', 'Two']],
])('with %p the first condition that holds is %s', (document, taken, nodeName, skipped) => {
  const result = run(ROUTED, document, LAMBDA);
  expect(result.branches).toEqual([{ node: 'Route', condition: taken, executionChain: [] }]);
  expect(result.outputs).toEqual([{ nodeName, document }]);
  expect(result.skipped).toEqual(skipped);
  expect(JSON.stringify(result.events)).not.toContain(`"nodeName":"${skipped[0]}","timestamp"`);
});

test('default is the last choice wherever it stands', () => {
  const flow = flowOf(ROUTED.nodes.map((one) => one.type !== 'Condition' ? one : {
    ...one, configuration: { condition: { conditions: [...one.configuration.condition.conditions].reverse() } },
  }));
  flow.connections.push(...ROUTED.connections);
  expect(run(flow, 'a', LAMBDA).branches[0].condition).toBe('startsA');
  expect(run(flow, 'b', LAMBDA).branches[0].condition).toBe('default');
});

test('where no condition holds and there is no default, nothing runs behind it', () => {
  const route = condition('Route', { value: 'String' }, { isA: 'value == "a"' });
  route.configuration.condition.conditions.pop();
  const flow = flowOf([input(), route, output()], 'In.document > Route.value', 'Route?isA > Out', 'In.document > '
    + 'Out.document');
  const result = run(flow, 'b');
  expect(result.outputs).toEqual([]);
  expect(result.completionReason).toBe('SUCCESS');
  expect(rules(result)).toEqual(['FirstConditionWins', 'NoOutputReached']);
});

test('a node behind two branches that exclude each other never runs', () => {
  const flow = flowOf([input(), condition('Route', { value: 'String' }, { isA: 'value == "a"' }), output()],
    'In.document > Route.value', 'Route?isA > Out', 'Route?default > Out', 'In.document > Out.document');
  for (const document of ['a', 'b']) {
    const result = run(flow, document);
    expect(result.skipped).toEqual(['Out']);
    expect(rules(result)).toEqual(['NoOutputReached']);
  }
});

test('a condition can follow a condition', () => {
  const flow = flowOf(
    [
      input(), condition('Outer', { value: 'String' }, { isA: 'value != "z"' }),
      condition('Inner', { value: 'String' }, { isB: 'value == "b"' }),
      output('One'), output('Two'), output('Three'),
    ],
    'In.document > Outer.value', 'In.document > Inner.value', 'Outer?isA > Inner', 'Inner?isB > One',
    'Inner?default > Two', 'Outer?default > Three',
    'In.document > One.document', 'In.document > Two.document', 'In.document > Three.document',
  );
  const reached = (document: string) => run(flow, document).outputs.map(({ nodeName }) => nodeName);
  expect([reached('b'), reached('c'), reached('z')]).toEqual([['One'], ['Two'], ['Three']]);
});

test('the order of the entries of each kind of node', () => {
  const flow = flowOf([
    input(), prompt('Ask', 'Say {{text}}'), condition('Route', { value: 'String' }, { isA: 'value == "a"' }), output(),
  ],
  'In.document > Ask.text', 'Ask.modelCompletion > Route.value', 'Route?isA > Out', 'Ask.modelCompletion > '
      + 'Out.document');
  expect(story(run(flow, 'x', { Ask: () => 'a' }))).toEqual([
    'flowInput In', 'nodeOutput In', 'nodeInput Ask', 'action Ask', 'nodeOutput Ask', 'nodeInput Route',
    'condition Route', 'nodeInput Out', 'flowOutput Out',
    'completion',
  ]);
});

test('among ready nodes the one that stands first in the definition runs first', () => {
  const nodes = [input(), lambda('Zeta'), lambda('Alpha'), lambda('Mid'), output('Out2'), output('Out1')];
  const flow = flowOf(nodes, 'In.document > Mid.value', 'In.document > Alpha.value', 'In.document > Zeta.value',
    'Mid.functionResponse > Out1.document', 'Zeta.functionResponse > Out2.document');
  const result = run(flow, 'x', LAMBDA);
  expect(result.visited).toEqual(['In', 'Zeta', 'Alpha', 'Mid', 'Out2', 'Out1']);
  expect(rules(result)).toEqual(['Concurrency', 'OutputOrder']);
});

test('a node without a way in, nodes on a cycle and what is behind them never run', () => {
  const flow = flowOf([
    input(), lambda('Alone', {}), lambda('Round', { value: 'String', back: 'String' }), lambda('Trip'),
    lambda('Behind'), output(),
  ],
  'In.document > Round.value', 'Round.functionResponse > Trip.value', 'Trip.functionResponse > Round.back',
  'Trip.functionResponse > Behind.value',
  'In.document > Out.document');
  const result = run(flow, 'x', LAMBDA);
  expect(documents(result)).toEqual(['x']);
  expect(result.skipped).toEqual(['Alone', 'Round', 'Trip', 'Behind']);
});

test('a node that only a condition leads to runs without inputs, and shows none', () => {
  const flow =
    flowOf([input(), condition('Route', { value: 'String' }, { isA: 'value == "a"' }), lambda('Tell', {}), output()],
      'In.document > Route.value', 'Route?isA > Tell', 'Tell.functionResponse > Out.document');
  const result = run(flow, 'a', { Tell: () => 'told' });
  expect(documents(result)).toEqual(['told']);
  expect(result.calls.Tell).toEqual([{ inputs: {}, outputs: { functionResponse: 'told' }, executionChain: [] }]);
  expect(result.events.filter((event) => JSON.stringify(event).includes('nodeInputTrace":{"nodeName":"Tell')))
    .toEqual([]);
});

test('nothing runs after the flow is complete, and a second start is refused', () => {
  const plan = compile(flowOf([input(), output()], 'In.document > Out.document'));
  const result = runSync(plan, given('x'), {});
  expect(result.completionReason).toBe('SUCCESS');
  expect(() => runSync(plan, given('x'), {}, { resume: result.snapshot() }))
    .toThrow(new Error('[inputs] the flow has been started already; make a new engine [IllegalInput]'));
});

test.each([
  [[], '[inputs] must have exactly 1 entry, got 0; give one [IllegalInput]'],
  [given(NaN), '[inputs[0].content.document] is not JSON: it has the number NaN; give plain data [IllegalInput]'],
  [given({ at: new Date(0) }), '[inputs[0].content.document] is not JSON: it has a Date at \'at\'; give plain data '
    + '[IllegalInput]'],
  [[...given('x'), ...given('y')], '[inputs] must have exactly 1 entry, got 2; give one [IllegalInput]'],
  [given('x', 'Other'), '[inputs[0].nodeName] there is no Input node \'Other\'; name one of: In, Also [IllegalInput]'],
  [[{ nodeName: 'In', nodeOutputName: 'text', content: { document: 'x' } }],
    '[inputs[0].nodeOutputName] \'In\' has no output \'text\'; name one of: document [IllegalInput]'],
  [[{ nodeName: 'Also', content: { document: 'x' } }], '[inputs[0].nodeOutputName] \'Also\' has no output '
    + '\'document\'; name one of: one, two [IllegalInput]'],
  ...[{
    nodeName: 'In', content: {},
  }, { nodeName: 'In' }, { nodeName: 'In', content: null }, { nodeName: 'In', content: 'x' }, undefined].map((bad) => (
    [[bad as any], '[inputs[0].content] has no document; give {document: …} [IllegalInput]'] as [any[], string])),
])('inputs that are not those of the flow are refused: %#', (inputs, message) => {
  const plan = compile(flowOf([input(), {
    ...input('String', 'Also'), outputs: [{ name: 'one', type: 'String' }, { name: 'two', type: 'String' }],
  }, output()],
  'In.document > Out.document'));
  expect(() => runSync(plan, inputs, { types: { Prompt: returns('x') } })).toThrow(new Error(message));
});

test('without an input, and while work is outside, the engine waits', () => {
  const engine = new Engine(compile(flowOf([input(), lambda('Work'), output()], 'In.document > Work.value',
    'Work.functionResponse > Out.document')));
  expect(engine.next()).toEqual({ kind: 'waiting' });
  engine.start(given('x'));
  expect(engine.next()).toMatchObject({ kind: 'effect', node: 'Work' });
  expect(engine.next()).toEqual({ kind: 'waiting' });
  engine.settle(1, { value: 'y' });
  expect(engine.next()).toEqual({ kind: 'done', completionReason: 'SUCCESS' });
});

test('a document goes to the output that is named, and to no other', () => {
  const start = { ...input(), outputs: [{ name: 'other', type: 'Any' }, { name: 'document', type: 'String' }] };
  const plan = compile(flowOf([start, output()], 'In.document > Out.document'));
  const result = runSync(plan, given('x'), {});
  expect(result.calls.In).toEqual([{ inputs: {}, outputs: { other: null, document: 'x' }, executionChain: [] }]);
  expect(documents(result)).toEqual(['x']);
});

test('among very many ready nodes each runs once, in the order of the definition', () => {
  const names = Array.from({ length: 40 }, (_, at) => `Node${at}`);
  // made ready in an order of their own
  const mixed =
    [...names].sort((left, right) => (Number(left.slice(4)) * 17) % 41 - (Number(right.slice(4)) * 17) % 41);
  const flow = flowOf([input(), ...names.map((name) => lambda(name))], ...mixed.map((name) => 'In.document '
    + `> ${name}.value`));
  expect(run(flow, 'x', LAMBDA).visited).toEqual(['In', ...names]);
});

test('a node that can not run for want of an input says of which type', () => {
  const wanting = (more: any) => {
    const flow = flowOf([
      input(), condition('Route', { value: 'String' }, { isA: 'value == "a"' }), { ...more, name: 'Wants' },
    ], 'In.document > Route.value', 'Route?isA > Wants');
    return run(flow, 'a', LAMBDA).error?.message;
  };
  expect(wanting(output('Wants', 'Number'))).toBe('Expected type for Node Input document of Node Wants to be NUMBER. '
    + 'Actual type is NULL.');
  expect(wanting({ ...output(), inputs: [] })).toBe('Expected type for Node Input document of Node Wants to be STRING. '
    + 'Actual type is NULL.');
  expect(wanting({ ...agent('Wants'), inputs: [] })).toBe('Expected type for Node Input agentInputText of Node Wants '
    + 'to be STRING. Actual type is NULL.');
  expect(wanting(node('Iterator', 'Wants', {}, {}, {}))).toBe('Expected type for Node Input array of Node Wants to be '
    + 'ARRAY. Actual type is NULL.');
});

test('nodeOutputName may be left out', () => {
  const plan = compile(flowOf([input(), output()], 'In.document > Out.document'));
  expect(documents(runSync(plan, [{ nodeName: 'In', content: { document: 'x' } }], {}))).toEqual(['x']);
});
